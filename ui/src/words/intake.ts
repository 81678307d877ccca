/** Words about files that come in. */

const digits = (lang: string) => (value: number): string => value.toLocaleString(lang);
const viNumber = digits("vi-VN");
const enNumber = digits("en-GB");

export const viIntake = {
	over: "Thả để đưa vào bản tin",
	overLine: "Bài Word, OpenDocument, RTF, HTML, .md, .txt hoặc .zip; ảnh JPEG, PNG, HEIC, WebP, TIFF",
	title: "Đã nhập tệp",
	line: (articles: number, photos: number) =>
		`${viNumber(articles)} bài và ${viNumber(photos)} ảnh mới.`,
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
	split: "Tách thành từng bài",
	capitals: "Chữ hoa có thể đã mất; hãy so với bản gốc.",
	totals: (kept: number, all: number, shown: number, pictures: number, dropped: number) =>
		`Giữ ${viNumber(kept)}/${viNumber(all)} ký tự và ${viNumber(shown)}/${viNumber(pictures)} ảnh; bỏ ${viNumber(dropped)} ký tự.`,
	guessed: (parts: string) => `Bantin tự nhận ra, hãy xem lại: ${parts}.`,
	several: (count: number) => `Tệp có vẻ gồm ${viNumber(count)} bài.`,
	legacy: (count: number, encoding: string, done: boolean) =>
		done
			? `Đã chuyển ${viNumber(count)} ký tự từ bảng mã ${encoding}.`
			: `${viNumber(count)} ký tự dùng bảng mã cũ ${encoding}.`,
};

export const enIntake: typeof viIntake = {
	over: "Drop to add to the bulletin",
	overLine: "Word, OpenDocument, RTF, HTML, .md, .txt or .zip; JPEG, PNG, HEIC, WebP, TIFF photos",
	title: "Imported",
	line: (articles: number, photos: number) =>
		`${enNumber(articles)} new ${articles === 1 ? "story" : "stories"} and ${enNumber(photos)} new ${photos === 1 ? "photo" : "photos"}.`,
	kept: "kept",
	changed: "changed",
	dropped: "dropped",
	source: "File",
	what: "Part",
	text: "Text",
	outcome: "Result",
	reason: "Reason",
	open: "Open the imported story",
	nothing: "Nothing was imported.",
	files: "File by file",
	headline: "Title",
	lead: "Lead",
	byline: "Author",
	from: "Source",
	captions: "Captions",
	before: "In the file",
	after: "Converted",
	convert: "Convert to Unicode",
	split: "Split into articles",
	capitals: "Capitals may have been lost; compare with the original.",
	totals: (kept: number, all: number, shown: number, pictures: number, dropped: number) =>
		`Kept ${enNumber(kept)} of ${enNumber(all)} characters and ${enNumber(shown)} of ${enNumber(pictures)} pictures; dropped ${enNumber(dropped)} characters.`,
	guessed: (parts: string) => `Recognised by Bantin, please check: ${parts}.`,
	several: (count: number) => `The file seems to hold ${enNumber(count)} articles.`,
	legacy: (count: number, encoding: string, done: boolean) =>
		done
			? `${enNumber(count)} characters converted from ${encoding}.`
			: `${enNumber(count)} characters are in the old encoding ${encoding}.`,
};
