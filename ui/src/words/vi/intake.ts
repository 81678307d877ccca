/** Words about files that come in, in Vietnamese. */
import { number } from "./number";

export const intake = {
	over: "Thả để đưa vào bản tin",
	overLine: "Bài Word, OpenDocument, RTF, HTML, .md, .txt hoặc .zip; ảnh JPEG, PNG, HEIC, WebP, TIFF",
	title: "Đã nhập tệp",
	line: (articles: number, photos: number) =>
		`${number(articles)} bài và ${number(photos)} ảnh mới.`,
	kept: "giữ nguyên",
	changed: "có đổi",
	dropped: "bỏ qua",
	source: "Tệp",
	what: "Phần",
	text: "Nội dung",
	outcome: "Kết quả",
	reason: "Lý do",
	open: "Xem bài vừa nhập",
	nothing: "Không có gì được nhập.",
	files: "Từng tệp",
	headline: "Tít",
	lead: "Sa-pô",
	byline: "Tác giả",
	from: "Nguồn tin",
	captions: "Chú thích ảnh",
	before: "Trong tệp",
	after: "Sau khi chuyển",
	convert: "Chuyển sang Unicode",
	waitsTitle: "Có chữ ở bảng mã cũ",
	waits: "Chưa có gì vào bản tin. Hãy so chữ trước và sau khi chuyển rồi chọn.",
	leave: "Không nhập",
	asIs: "Nhập nguyên như tệp",
	convertAndTake: "Chuyển sang Unicode rồi nhập",
	pasteWaits: "Chưa có gì vào bài. Hãy so chữ trước và sau khi chuyển rồi chọn.",
	pasteAsIs: "Dán nguyên như cũ",
	convertAndPaste: "Chuyển sang Unicode rồi dán",
	alike: (more: number) => `và ${number(more)} phần nữa cũng vậy`,
	split: "Tách thành từng bài",
	capitals: "Chữ hoa có thể đã mất; hãy so với bản gốc.",
	totals: (kept: number, all: number, shown: number, pictures: number, dropped: number) =>
		`Giữ ${number(kept)}/${number(all)} ký tự${pictures > 0 ? ` và ${number(shown)}/${number(pictures)} ảnh` : ""}; bỏ ${number(dropped)} ký tự.`,
	guessed: (parts: string) => `Bantin tự nhận ra, hãy xem lại: ${parts}.`,
	several: (count: number) => `Tệp có vẻ gồm ${number(count)} bài.`,
	legacy: (count: number, encoding: string, done: boolean) =>
		done
			? `Đã chuyển ${number(count)} ký tự từ bảng mã ${encoding}.`
			: `${number(count)} ký tự dùng bảng mã cũ ${encoding}.`,
};
