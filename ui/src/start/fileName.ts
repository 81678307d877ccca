/** A file name for a bulletin: `Bản tin Hậu Giang` becomes `ban-tin-hau-giang.bantin`. */
export function fileName(title: string): string {
	const plain = title
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replaceAll("đ", "d")
		.replaceAll("Đ", "D")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "");
	return `${plain || "ban-tin"}.bantin`;
}
