/** Đăng gói web lên máy chủ. */
import { number } from "./number";

const size = (bytes: number): string =>
	bytes < 10_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(Math.round(bytes / 100_000) / 10)} MB`;

export const publish = {
	title: "Đăng lên mạng",
	open: "Đăng lên máy chủ…",
	line: "Gửi gói web đã xuất lên máy chủ, chỉ phần có đổi.",
	place: "Nơi đăng",
	elsewhere: "Nơi khác…",
	address: "Địa chỉ",
	addressHint: "sftp://tên@máy-chủ/thư-mục",
	addressLine: "Cũng được: https://tên@máy-chủ/thư-mục (WebDAV), s3://khóa@máy-chủ/kho/thư-mục.",
	password: "Mật khẩu",
	passwordKept: "để trống: lấy từ kho mật khẩu của máy",
	passwordLine: "Mật khẩu không nằm trong bản tin hay trong tệp nào.",
	keep: "Giữ nơi này với tên",
	keepHint: "không bắt buộc, ví dụ: cổng thông tin",
	forget: "Quên nơi này",
	package: "Gói web",
	noPackage: "Chưa chọn thư mục",
	tryOut: "Thử kết nối",
	preview: "Xem trước",
	start: "Đăng",
	unknown: (host: string) => `Lần đầu gặp ${host}. Hãy so dấu khóa này với dấu khóa người quản trị cho biết:`,
	accept: "Đúng, chấp nhận khóa này",
	clear: "Vẫn gửi dù đường truyền không mã hóa",
	replace: "Được thay những gì đang có ở đó",
	trying: "Đang kết nối",
	checking: "Đang so sánh",
	sending: "Đang gửi",
	removing: "Đang xóa",
	tried: "Kết nối được, ghi được.",
	would: (send: number, bytes: number, remove: number, same: number) =>
		`Sẽ gửi ${number(send)} tệp (${size(bytes)}), xóa ${number(remove)}, giữ nguyên ${number(same)}.`,
	nothing: "Mọi thứ đã có sẵn ở đó.",
	done: (send: number, bytes: number, remove: number, same: number) =>
		`Đã gửi ${number(send)} tệp (${size(bytes)}), xóa ${number(remove)}, giữ nguyên ${number(same)}.`,
	resumes: "Lần trước bị ngắt giữa chừng; lần này làm tiếp.",
	changes: "Những gì sẽ đổi",
	fresh: "mới",
	changed: "có đổi",
	gone: "xóa",
	forbidden: "Đơn vị không cho đăng từ máy này.",
	cancelled: "Đã dừng. Những gì đã gửi vẫn còn; đăng lại thì Bantin làm tiếp.",
};
