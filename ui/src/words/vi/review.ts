/** Words of reviewing and signing off, in Vietnamese. */
import { number } from "./number";

export const review = {
	title: "Đọc duyệt",
	give: "Xuất bản đọc duyệt…",
	take: "Nhận tệp ý kiến…",
	how: "Gửi review.html và proof.pdf cho người duyệt. Họ mở bằng trình duyệt, ghi ý kiến, lưu thành tệp rồi gửi lại; không cần tài khoản hay mạng.",
	given: (page: string) => `Đã xuất bản đọc duyệt: ${page}`,
	files: "Tệp ý kiến",
	approvals: "Duyệt in",
	nobody: "Chưa ai duyệt.",
	name: "Họ và tên người duyệt",
	approve: "Duyệt số này",
	stands: "còn hiệu lực",
	void: "đã sửa sau khi duyệt, không còn hiệu lực",
	comments: (count: number, open: number) =>
		count === 0 ? "Ý kiến" : `Ý kiến: ${number(count)}, chưa xong ${number(open)}`,
	none: "Chưa có ý kiến nào.",
	open: (title: string) => `Mở bài “${title}”`,
	changed: (now: string) => `Đoạn này đã sửa, nay là: “${now}”`,
	gone: "Đoạn này nay không còn trong bài.",
	settled: "Đã xử lý",
	clear: "Xóa lịch sử hoàn tác",
	clearSure: "Sau đó không hoàn tác được những gì đã làm đến nay. Bài, ảnh và các bản giữ lại vẫn còn.",
	cleared: "Đã xóa lịch sử hoàn tác. Các bản giữ lại vẫn còn.",
	recurring: "Dùng lại bài này ở số sau",
};
