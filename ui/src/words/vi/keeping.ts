/** Words of searching, versions, backups and files that are open elsewhere, in Vietnamese. */
import { number } from "./number";

export const search = {
	title: "Tìm trong mọi số",
	hint: "Gõ có dấu hay không dấu",
	where: "Số báo",
	all: "Mọi số",
	section: "Chuyên mục",
	allSections: "Mọi chuyên mục",
	author: "Tác giả",
	pool: "Chưa vào số nào",
	folded: "khác dấu",
	none: "Không có bài nào.",
	begin: "Tít, sa-pô, nội dung, chú thích ảnh, tác giả và từ khóa của mọi bài.",
	replaceBy: "Thay bằng",
	replaceFolded: "Cả chỗ khác dấu",
	replace: (places: number, stories: number) =>
		places === 0 ? "Không có chỗ để thay" : `Thay ${number(places)} chỗ trong ${number(stories)} bài`,
	replaced: (places: number, stories: number) => `Đã thay ${number(places)} chỗ trong ${number(stories)} bài.`,
	found: (count: number) => (count >= 50 ? "50 bài đầu" : `${number(count)} bài`),
};

export const versions = {
	title: "Các bản giữ lại",
	name: "Tên bản",
	nameHint: "Ví dụ: Bản trình ký",
	keep: "Giữ lại",
	kept: (name: string) => `Đã giữ lại “${name}”.`,
	unnamed: "Bản không tên",
	none: "Chưa có bản nào. Bantin tự giữ một bản trước khi nhập tệp, dàn trang và xuất.",
	current: "Giống hiện nay",
	choose: "Chọn một bản để xem chữ thêm và bớt từ đó đến nay.",
	same: "Chữ của mọi bài vẫn như bản này.",
	added: (count: number) => `thêm ${number(count)} từ`,
	removed: (count: number) => `bớt ${number(count)} từ`,
	addedMark: "thêm:",
	removedMark: "bớt:",
	restore: "Trở về bản này",
	restoreArticle: "Trở về riêng bài này",
	restored: (name: string) => `Đã trở về “${name}”.`,
	backups: "Bản sao lưu của tệp",
	backupsNone: "Bantin sao lưu tệp mỗi giờ khi đang mở. Chưa có bản nào.",
	putBack: "Dùng lại bản này",
	putBackSure: (time: string) => `Dùng lại bản sao lưu lúc ${time}? Tệp hiện nay được giữ thành một bản sao lưu.`,
	backAgain: (time: string) => `Đã dùng lại bản sao lưu lúc ${time}.`,
	megabytes: (size: number) => `${number(Math.max(0.1, Math.round(size * 10) / 10))}\u00A0MB`,
};

export const held = {
	title: "Tệp đang mở ở nơi khác",
	readOnlyTitle: "Tệp không ghi được",
	read: "Mở chỉ để đọc",
	copy: "Mở một bản sao…",
	again: "Thử lại",
	copyName: "bản sao",
	reading: "Chỉ đọc",
	readingHint: "Bản tin này đang mở chỉ để đọc. Muốn sửa, hãy mở một bản sao.",
	saveCopy: "Lưu một bản sao…",
	lost: "Không ghi tiếp được vào tệp này",
};

export const broken = {
	title: "Không mở được tệp",
	none: "Trên máy này không có bản sao lưu nào của tệp.",
	rescue: "Cứu những gì đọc được…",
	rescued: "đã cứu",
	lost: "Những gì không cứu được",
};
