/** A small bulletin to look at: the stories of one issue and its photos. */
import type { ArticleView, DesignOffer, EditorNode, PhotoView } from "../wire";

export const text = (words: string, ...marks: string[]): EditorNode => ({
	type: "text",
	text: words,
	...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

const paragraph = (words: string): EditorNode => ({
	type: "paragraph",
	content: [text(words)],
});

const figure = (name: string, caption = ""): EditorNode => ({
	type: "figure",
	attrs: { src: `media/${name}`, alt: "", id: "", classes: [], pairs: [] },
	content: caption === "" ? [] : [text(caption)],
});

export const emptyBody = (): EditorNode => ({ type: "doc", content: [{ type: "paragraph" }] });

function article(given: Partial<ArticleView> & { id: string; blocks?: EditorNode[] }): ArticleView {
	const { blocks, ...rest } = given;
	return {
		section: null,
		kicker: "",
		title: "",
		printTitle: "",
		webTitle: "",
		lead: "",
		body: blocks ? { type: "doc", content: blocks } : emptyBody(),
		bodyText: "",
		bylines: [],
		genre: "",
		coefficient: "",
		source: "",
		posted: "2021-02-27",
		modified: null,
		tags: [],
		status: "draft",
		slug: "",
		photos: [],
		...rest,
	};
}

export const sections = [
	{ id: 1, name: "Sự kiện nổi bật" },
	{ id: 2, name: "Y tế" },
	{ id: 3, name: "Giao thông" },
];

export const FIELDS: [key: string, vi: string, en: string, level: "series" | "issue"][] = [
	["name", "Tên bản tin", "Name", "series"],
	["publishing_body", "Cơ quan chủ quản", "Publishing body", "series"],
	["licence", "Giấy phép xuất bản", "Licence", "series"],
	["licence_date", "Ngày cấp giấy phép", "Date of the licence", "series"],
	["responsible", "Chịu trách nhiệm xuất bản", "Responsible", "series"],
	["design", "Mẫu trình bày", "Design", "series"],
	["trim", "Khổ giấy", "Page size", "series"],
	["logo", "Huy hiệu, biểu trưng", "Logo", "series"],
	["first_colour", "Màu chính", "Main colour", "series"],
	["second_colour", "Màu phụ", "Second colour", "series"],
	["faces", "Bộ chữ", "Typefaces", "series"],
	["columns", "Số cột chữ", "Columns of text", "series"],
	["margins", "Lề trang (mm)", "Margins (mm)", "series"],
	["print_run", "Số lượng in", "Print run", "issue"],
];

/** What the design offers when the fields of the bulletin are these. */
export const designOffer = (fields: Record<string, string>): DesignOffer => ({
	colours: true,
	first: fields["first_colour"] || "#A6121F",
	second: fields["second_colour"] || null,
	faces: [
		{ design: "thoi-su", serif: "Source Serif 4", sans: "Be Vietnam Pro" },
		{ design: "trang-trong", serif: "Literata", sans: "Inter" },
	],
	columns: [2, 3],
	column: Number(fields["columns"] || 3),
	margins: [17, 13, 14, 12],
});

export const articles = (): ArticleView[] => [
	article({
		id: "d5bd5483-c909-49f3-8d4f-dc82fbe374b1",
		section: 1,
		kicker: "Sự kiện nổi bật",
		title: "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
		lead: "Chiều ngày 26-2-2021, tại Trung tâm Hội nghị tỉnh Hậu Giang, đã diễn ra Hội nghị sơ kết và ký kết hợp tác phát triển giữa tỉnh Hậu Giang với TP Cần Thơ, giai đoạn 2021 – 2025.",
		bylines: ["Đan Phượng"],
		genre: "tin",
		coefficient: "",
		status: "editing",
		slug: "can-tho-hau-giang-tiep-tuc-ky-ket-hop-tac-phat-trien",
		tags: ["hợp tác", "Cần Thơ"],
		photos: [1, 2],
		blocks: [
			figure("ky-ket.jpg"),
			paragraph(
				"Từ năm 2006, UBND TP Cần Thơ và UBND tỉnh Hậu Giang đã ký kết Chương trình hợp tác phát triển kinh tế - xã hội qua các giai đoạn trên nhiều lĩnh vực. Qua 15 năm thực hiện chương trình hợp tác, nhiều nhà đầu tư trong lĩnh vực sản xuất công nghiệp, dịch vụ của Cần Thơ đã đầu tư trên địa bàn Hậu Giang.",
			),
			{
				type: "pullquote",
				content: [paragraph("Liên kết vùng là xu thế tất yếu.")],
			},
			paragraph(
				"Trong lĩnh vực nông nghiệp và phát triển nông thôn, sự hợp tác giúp cán bộ khuyến nông và nông dân tỉnh Hậu Giang có cơ hội học tập, áp dụng các mô hình nuôi cá tra thâm canh theo tiêu chuẩn SQF 1000CM.",
			),
			figure("quang-canh.jpg", "Quang cảnh Hội nghị"),
			paragraph(
				"Về hạ tầng giao thông, 2 đơn vị phối hợp đầu tư xây dựng tuyến đường quốc lộ, các đường tỉnh, đường huyện như: Đường nối thị xã Vị Thanh với TP Cần Thơ; tuyến đường giao thông Bốn Tổng – Một Ngàn; Đường tỉnh 926, Đường tỉnh 931B…",
			),
		],
	}),
	article({
		id: "0f6a1c52-2f0e-4a37-9c0f-6f8d52f6b7a1",
		section: 2,
		title: "Đào tạo bác sĩ theo địa chỉ sử dụng",
		lead: "Từ năm 2007, tỉnh Hậu Giang ký kết với Trường Đại học Y Dược Cần Thơ đào tạo Bác sĩ đa khoa.",
		bylines: ["Thu Hà"],
		status: "ready",
		slug: "dao-tao-bac-si-theo-dia-chi-su-dung",
		photos: [5],
		blocks: [
			figure("phong-kham.jpg"),
			paragraph(
				"Các bệnh viện TP Cần Thơ tạo điều kiện thuận lợi tiếp nhận bệnh nhân tỉnh Hậu Giang đến khám và điều trị, nhất là bệnh nhân có bảo hiểm y tế, trẻ dưới 6 tuổi.",
			),
		],
	}),
	article({
		id: "5f3d2be0-7a64-4b8e-8a53-24c19a3f4f02",
		section: 3,
		title: "Mở thêm đường, thêm tuyến xe buýt",
		lead: "Hai địa phương mở thêm nhiều tuyến vận tải khách phục vụ nhu cầu đi lại của nhân dân.",
		bylines: ["Minh Tâm"],
		status: "draft",
		slug: "mo-them-duong-them-tuyen-xe-buyt",
		photos: [4],
		blocks: [
			figure("duong-noi.jpg"),
			paragraph(
				"Đường nối Vị Thanh – Cần Thơ (Quốc lộ 61C) rút ngắn gần một nửa thời gian đi lại giữa hai trung tâm.",
			),
		],
	}),
];

const photo = (id: number, name: string, size: [number, number], given: Partial<PhotoView>) => ({
	id,
	name,
	version: "0",
	width: size[0],
	height: size[1],
	caption: "",
	credit: "",
	alt: "",
	rights: "",
	consent: "",
	taken: null,
	place: "",
	lang: null,
	drafts: [],
	focus: null,
	guess: null,
	usedBy: [],
	pages: [],
	missing: [],
	ppi: null,
	fits: Math.round((size[0] / 200) * 25.4),
	alike: [],
	placements: [],
	...given,
});

export const photos = (): PhotoView[] => [
	photo(1, "ky-ket.jpg", [3000, 2000], {
		caption: "Lãnh đạo 2 địa phương ký kết hợp tác",
		credit: "Ảnh: Đan Phượng",
		alt: "Hai lãnh đạo ngồi ký văn bản trước hàng đại biểu",
		rights: "Của cơ quan, được đăng lại",
		focus: [0.5, 0.56],
		ppi: 312,
	}),
	photo(2, "quang-canh.jpg", [1200, 800], {
		caption: "Quang cảnh Hội nghị",
		credit: "Ảnh: Đan Phượng",
		ppi: 96,
	}),
	photo(3, "kenh-xa-no.jpg", [4032, 2268], {
		caption: "Ghe hàng trên kênh xáng Xà No",
		credit: "Ảnh: Bản tin",
		place: "Vị Thanh, Hậu Giang",
		taken: "2021-02-20",
		drafts: ["caption", "credit", "place", "taken"],
		alt: "Hai chiếc ghe chở hàng đi trên kênh lúc mặt trời lặn",
		focus: [0.38, 0.66],
	}),
	photo(4, "duong-noi.jpg", [3600, 2400], {
		caption: "Đường nối Vị Thanh – Cần Thơ",
		credit: "Ảnh: Minh Tâm",
		alt: "Con đường thẳng giữa hai cánh đồng",
		ppi: 410,
	}),
	photo(5, "phong-kham.jpg", [2000, 2000], { ppi: 300 }),
	photo(6, "ban-chu-toa.jpg", [3900, 2000], { caption: "Bàn chủ tọa", credit: "Ảnh: Bản tin" }),
];
