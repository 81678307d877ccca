/** Photos of the stand-in: where they stand, what is found in their words. */
import type { ArticleView, Changes, DraftWord, EditorNode, FoundWords, PhotoView, PhotoWord, PlacementPatch, PlacementView } from "../wire";
import { Bulletin } from "./bulletin";

/** What is said of places apart from the text, by article and figure. */
export type Placed = Record<string, PlacementPatch>;

const placeKey = (article: string, index: number): string => `${article} ${index}`;

const folded = (text: string): string =>
	text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const figures = (node: EditorNode): EditorNode[] =>
	node.type === "figure" ? [node] : (node.content ?? []).flatMap(figures);

/** Every photo with its places. */
function shelved(
	photos: readonly PhotoView[],
	articles: readonly ArticleView[],
	pages: ReadonlyMap<string, number[]>,
	placed: Placed,
): PhotoView[] {
	return photos.map((photo) => {
		const placements: PlacementView[] = articles.flatMap((article) =>
			figures(article.body).flatMap((figure, index) =>
				figure.attrs?.["src"] === `media/${photo.name}`
					? [
							{
								article: article.id,
								title: article.title,
								issue: 8,
								here: true,
								index,
								among: 1,
								caption: "",
								credit: "",
								alt: "",
								focus: null,
								crop: null,
								pages: pages.get(article.id)?.slice(0, 1) ?? [],
								printed: [112, 74] as [number, number],
								ppi: photo.ppi,
								...placed[placeKey(article.id, index)],
							},
						]
					: [],
			),
		);
		const missing = (["caption", "alt", "credit"] as PhotoWord[]).filter((word) => photo[word] === "");
		const usedBy = [...new Set(placements.map(({ article }) => article))];
		return { ...photo, missing, usedBy, placements };
	});
}

function findIn(photos: readonly PhotoView[], query: string): number[] {
	const wanted = folded(query).split(/\s+/).filter(Boolean);
	const words = ({ caption, credit, place, alt, name, taken }: PhotoView) =>
		folded([caption, credit, place, alt, name, taken ?? ""].join("\n"));
	return photos.filter((photo) => wanted.every((word) => words(photo).includes(word))).map(({ id }) => id);
}

function findWords(photos: readonly PhotoView[], wanted: string): FoundWords[] {
	return photos.flatMap((photo) =>
		[photo.caption, photo.credit, photo.alt]
			.map((text) => ({ photo: photo.id, article: null, text, count: text.split(wanted).length - 1 }))
			.filter(({ count }) => wanted !== "" && count > 0),
	);
}

export abstract class Shelf extends Bulletin {
	async photos() {
		return shelved(this.opened.photos, this.opened.articles, this.laidOut().pages, this.opened.placed ?? {});
	}

	async measurePhoto(_id: number): Promise<PlacementView[]> {
		return [];
	}

	async findPhotos(query: string) {
		return findIn(this.opened.photos, query);
	}

	async acceptWords(photos: number[], words: DraftWord[]) {
		this.calls.push(`acceptWords ${photos.join(" ")}`);
		return this.allPhotos("nhận lời từ tệp ảnh", "accept words from the file", (photo) =>
			photos.includes(photo.id) ? { ...photo, drafts: photo.drafts.filter((word) => !words.includes(word)) } : photo,
		);
	}

	async editPlacement(article: string, index: number, patch: PlacementPatch) {
		this.calls.push(`editPlacement ${index} ${JSON.stringify(patch)}`);
		const key = placeKey(article, index);
		return this.step(
			{ vi: "sửa ảnh trong bài", en: "edit photo in the story" },
			{ photos: true, sheets: true, articles: [article] },
			(s) => (s.placed = { ...s.placed, [key]: { ...s.placed?.[key], ...patch } }),
		);
	}

	async joinCaptions(article: string, index: number) {
		return this.editPlacement(article, index, { caption: "" });
	}

	async partCaptions(): Promise<Changes> {
		throw { code: "caption.inseparable", sentence: "Không rõ chữ nào của ảnh nào." };
	}

	async findInCaptions(wanted: string) {
		return findWords(this.opened.photos, wanted);
	}

	async replaceInCaptions(wanted: string, by: string) {
		return this.allPhotos("thay chữ trong chú thích", "replace in captions", (photo) => ({
			...photo,
			caption: photo.caption.replaceAll(wanted, by),
			credit: photo.credit.replaceAll(wanted, by),
			alt: photo.alt.replaceAll(wanted, by),
		}));
	}

	async replacePhoto(id: number) {
		const changes = this.allPhotos("thay ảnh", "replace photo", (photo) =>
			photo.id === id ? { ...photo, version: `${photo.version}+` } : photo,
		);
		return { photo: id, changes };
	}

	async useInstead() {
		return this.allPhotos("thay ảnh", "replace photo", (photo) => photo);
	}

	async removePhoto(id: number) {
		return this.step({ vi: "xóa ảnh", en: "remove photo" }, { photos: true }, (s) => {
			s.photos = s.photos.filter((photo) => photo.id !== id);
		});
	}

	async editPhoto(id: number, patch: Partial<PhotoView>) {
		this.calls.push(`editPhoto ${Object.keys(patch).join(" ")}`);
		return this.step(
			{ vi: "sửa ảnh", en: "edit photo" },
			{ photos: true, sheets: true },
			(s) =>
				(s.photos = s.photos.map((each) => {
					if (each.id !== id) return each;
					return { ...each, ...patch, drafts: each.drafts.filter((word) => !(word in patch)) };
				})),
			`photo ${id} ${Object.keys(patch).join(" ")}`,
		);
	}

	protected allPhotos(vi: string, en: string, change: (photo: PhotoView) => PhotoView): Changes {
		return this.step({ vi, en }, { photos: true, sheets: true }, (s) => (s.photos = s.photos.map(change)));
	}
}
