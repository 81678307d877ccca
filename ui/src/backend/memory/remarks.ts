/** A few of the remarks the real program makes, so that the check has something to show. */
import type { ArticleView, Lang, PhotoView, RemarkView } from "../wire";

export interface Checked {
	lang: Lang;
	licence: string;
	photos: readonly PhotoView[];
	articles: readonly ArticleView[];
	pages: ReadonlyMap<string, number[]>;
}

const LOWEST_PPI = 150;

export function remarksOf({ lang, licence, photos, articles, pages }: Checked): RemarkView[] {
	const say = (vi: string, en: string) => (lang === "vi" ? vi : en);
	const found: RemarkView[] = [];
	const pageOf = (article: string | null) =>
		article === null ? null : (pages.get(article)?.[0] ?? null);
	if (licence === "") {
		found.push({
			code: "imprint.missing",
			severity: "must",
			sentence: say(
				"Phần ghi bản tin thiếu số giấy phép xuất bản.",
				"The imprint lacks its licence number.",
			),
			fix: "",
			mend: null,
			page: null,
			article: null,
			photo: null,
		});
	}
	for (const photo of photos) {
		const article = photo.usedBy[0] ?? null;
		const about = { page: pageOf(article), article, photo: photo.id };
		const name = photo.caption || photo.name;
		if (photo.ppi !== null && photo.ppi < LOWEST_PPI) {
			found.push({
				code: "photo.low_ppi",
				severity: "must",
				sentence: say(
					`Ảnh “${name}” in ra sẽ mờ: ${photo.ppi} ppi, cần ít nhất 200.`,
					`Photo “${name}” will print blurred: ${photo.ppi} ppi, 200 needed.`,
				),
				fix: "",
				mend: null,
				...about,
			});
		}
		if (photo.alt === "" && article !== null) {
			found.push({
				code: "alt.missing",
				severity: "should",
				sentence: say(
					`Ảnh ${photo.name} chưa có mô tả cho người không nhìn thấy ảnh.`,
					`Photo ${photo.name} has no description for those who cannot see it.`,
				),
				fix: "",
				mend: null,
				...about,
			});
		}
	}
	for (const { id } of articles.filter(({ title }) => title === "")) {
		found.push({
			code: "title.missing",
			severity: "must",
			sentence: say("Một bài chưa có tít.", "A story has no title."),
			fix: "",
			mend: null,
			page: pageOf(id),
			article: id,
			photo: null,
		});
	}
	return found;
}
