/** Versions and searching of the stand-in. */
import { folded } from "../../views/commands";
import type { ArticleView, Changes, ComparedView, Failure, FoundStory, PieceView, Sought, Standing, VersionView, WantedWords } from "../wire";
import { markdown, paragraphs } from "./body";
import { Shelf } from "./photos";

interface Version {
	id: number;
	name: string;
	articles: ArticleView[];
}

const said = (article: ArticleView): string =>
	[article.title, article.lead, markdown(article.body)].filter((text) => text !== "").join("\n\n");

/** One stretch instead of word by word: the real program does better. */
function pieces(old: string, now: string): PieceView[] {
	if (old === now) return [{ kind: "same", text: now }];
	const all: PieceView[] = [
		{ kind: "removed", text: old },
		{ kind: "added", text: now },
	];
	return all.filter(({ text }) => text !== "");
}

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;

export class Kept extends Shelf {
	/** Whether the bulletin may be changed. */
	writable = true;
	/** What opening a file ends with, for tests. */
	refusal: Failure | null = null;
	/** Says that something could not be saved, for tests. */
	fail: (failure: Failure) => void = () => {};

	#versions: Version[] = [];

	onFailed(cb: (failure: Failure) => void) {
		this.fail = cb;
		return () => {};
	}

	async search({ query, section, author }: Sought): Promise<FoundStory[]> {
		this.calls.push(`search ${query}`);
		const wanted = folded(query).split(/\s+/).filter((word) => word !== "");
		const holds = (text: string) => wanted.every((word) => folded(text).includes(word));
		return this.opened.articles
			.filter((article) => section === null || article.section === section)
			.filter((article) => folded(article.bylines.join(" ")).includes(folded(author)))
			.filter((article) => holds(said(article)))
			.map((article) => ({
				article: article.id,
				issue: this.opened.issue,
				label: this.current()?.label ?? "",
				title: article.title,
				snippet: said(article).slice(0, 160),
				exact: said(article).toLowerCase().includes(query.trim().toLowerCase()),
			}));
	}

	async findInStories(stories: string[], wanted: WantedWords): Promise<Standing> {
		const counts = this.opened.articles
			.filter(({ id }) => stories.includes(id))
			.map((article) => said(article).split(wanted.words).length - 1)
			.filter((count) => count > 0);
		return { places: counts.reduce((sum, count) => sum + count, 0), stories: counts.length };
	}

	async replaceInStories(stories: string[], wanted: WantedWords, by: string) {
		this.calls.push(`replaceInStories ${wanted.words} ${by}`);
		return this.step(
			{ vi: "thay chữ trong các bài", en: "replace in stories" },
			{ stories: true, sheets: true, articles: stories },
			(s) =>
				(s.articles = s.articles.map((article) =>
					stories.includes(article.id)
						? {
								...article,
								title: article.title.replaceAll(wanted.words, by),
								lead: article.lead.replaceAll(wanted.words, by),
								body: paragraphs(markdown(article.body).replaceAll(wanted.words, by)),
							}
						: article,
				)),
		);
	}

	async versions(): Promise<VersionView[]> {
		const now = JSON.stringify(this.opened.articles);
		return this.#versions.toReversed().map(({ id, name, articles }) => ({
			id,
			name,
			named: true,
			time: "14:02",
			current: JSON.stringify(articles) === now,
		}));
	}

	async takeVersion(name: string) {
		const articles = structuredClone(this.opened.articles);
		this.#versions.push({ id: this.#versions.length + 1, name, articles });
	}

	async compareVersion(version: number): Promise<ComparedView[]> {
		const old = this.#versions.find(({ id }) => id === version)?.articles ?? [];
		return this.opened.articles.flatMap((article) => {
			const before = old.find(({ id }) => id === article.id);
			const [was, now] = [before ? said(before) : "", said(article)];
			if (was === now) return [];
			const compared = { article: article.id, title: article.title, pieces: pieces(was, now) };
			return [{ ...compared, added: words(now), removed: words(was) }];
		});
	}

	async restoreVersion(version: number, article: string | null): Promise<Changes> {
		const kept = this.#versions.find(({ id }) => id === version)?.articles ?? [];
		const articles = this.opened.articles.map(({ id }) => id);
		return this.step(
			{ vi: "trở về bản cũ", en: "go back to a version" },
			{ stories: true, sheets: true, articles },
			(state) => {
				const old = (id: string) => structuredClone(kept.find((each) => each.id === id));
				state.articles = article === null
					? structuredClone(kept)
					: state.articles.map((each) => (each.id === article ? (old(article) ?? each) : each));
			},
		);
	}

	async backups() {
		return [{ path: "backup.bantin", time: "13:00", megabytes: 4.2 }];
	}
}
