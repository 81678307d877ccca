/** What each output of an export is called and is for. */
import type { Output } from "../../backend/wire";

export const outputs = {
	press: {
		name: "Nhà in",
		line: "Tệp PDF có tràn lề và dấu xén.",
		detail: "PDF/X-4, màu CMYK",
	},
	screen: {
		name: "Màn hình",
		line: "PDF để gửi và đọc, có dấu trang và mô tả ảnh.",
		detail: "PDF/UA-1, màu RGB",
	},
	office: {
		name: "Máy in cơ quan",
		line: "Tệp PDF in được trên mọi máy in trong cơ quan.",
		detail: "Màu RGB, không tràn lề",
	},
	booklet: {
		name: "Tập gấp",
		line: "Hai trang trên một mặt giấy máy sao chụp, để gấp và dập ghim.",
		detail: "A4 hoặc A3, in hai mặt, lật theo cạnh ngắn",
	},
	proof: {
		name: "Bản đọc duyệt",
		line: "Để đọc và ký duyệt: có chữ chìm và số dòng.",
		detail: "Tệp nhỏ",
	},
	masthead: {
		name: "Tên bản tin",
		line: "Chỉ phần tên ở đầu trang 1, để nộp kèm hồ sơ cấp phép.",
		detail: "PDF và PNG",
	},
	royalties: {
		name: "Bảng kê nhuận bút",
		line: "Từng bài, từng ảnh với tác giả, hệ số và thành tiền, để ký nhận.",
		detail: "PDF khổ A4 nằm ngang và CSV",
	},
	deposit: {
		name: "Tờ khai lưu chiểu",
		line: "Tờ khai điền sẵn để nộp lưu chiểu cùng số báo.",
		detail: "PDF, khổ A4",
	},
	"print-html": {
		name: "Bản in từng bài",
		line: "Mỗi bài một trang để in ngay từ trình duyệt.",
		detail: "HTML, khổ A4",
	},
	web: {
		name: "Web",
		line: "Một thư mục và một tệp nén, đặt lên máy chủ nào cũng được.",
		detail: "HTML, chạy được từ USB",
	},
	site: {
		name: "Web, mọi số",
		line: "Các số chung một địa chỉ: danh mục số, tìm kiếm, đăng ký nhận tin.",
		detail: "HTML, chạy được từ USB",
	},
	epub: {
		name: "Sách điện tử",
		line: "Cả số trong một tệp để đọc trên điện thoại và máy đọc sách.",
		detail: "EPUB 3, không cần mạng",
	},
	wxr: {
		name: "WordPress",
		line: "Tất cả bài trong một tệp để nhập vào trang WordPress.",
		detail: "WXR 1.2 và ảnh JPEG",
	},
	png: {
		name: "Ảnh trang",
		line: "Mỗi trang một ảnh, để gửi nhanh.",
		detail: "PNG",
	},
	social: {
		name: "Thẻ mạng xã hội",
		line: "Mỗi bài hai ảnh có tít và ảnh chính, để đăng Facebook, Zalo.",
		detail: "PNG, 1200 × 630 và 1080 × 1080",
	},
	script: {
		name: "Bài đọc",
		line: "Lời đọc từng bài, in chữ lớn cho phát thanh viên và tệp cho giọng máy.",
		detail: "PDF A4, SSML và văn bản",
	},
} satisfies Record<Output, { name: string; line: string; detail: string }>;
