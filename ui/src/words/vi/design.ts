/** What a bulletin changes in its design, in Vietnamese. */
export const design = {
	title: "Mẫu trình bày",
	open: "Mẫu trình bày…",
	line: "Thay đổi hiện ngay trên trang và hoàn tác được. Chỗ để trống thì theo mẫu.",
	asDesigned: "Theo mẫu",
	asDesignedNow: (now: string) => `Theo mẫu (${now})`,
	noLogo: "Không có",
	logoLine: "Thả tệp huy hiệu vào cửa sổ rồi chọn ở đây.",
	pick: (name: string) => `${name}: chọn màu`,
	sides: { top: "Trên", bottom: "Dưới", inner: "Trong", outer: "Ngoài" },
	marginsLine: "Lề trong ở phía gáy.",
	fourMargins: "Điền đủ bốn lề thì trang mới đổi.",
};
