/** What the app says to somebody who has just begun, in Vietnamese. */
export const guide = {
	title: "Bắt đầu từ đâu",
	write: "Viết ngay ở trên, hoặc đưa bài có sẵn vào",
	writeLine: "Thả tệp Word và ảnh vào bất cứ chỗ nào trong cửa sổ. Gõ / ở dòng trống để chèn ảnh, bảng, hộp.",
	imprint: "Điền măng-sét và ghi bản tin",
	imprintLine: "Cơ quan xuất bản, giấy phép, người chịu trách nhiệm: điền một lần, số nào cũng có.",
	compose: "Dàn trang rồi xuất",
	composeLine: "Bấm Dàn trang (Ctrl+Enter) để chọn một phương án, xem Kiểm tra, rồi xuất tệp cho nhà in và web.",
};
