/** The bulletin of the stand-in, its steps to undo and its pages; every edit goes through here. */
import type { ArticleView, Changes, IssueView, Lang, ModuleView, PhotoView, SectionView, WishView } from "../wire";
import { type Paper, paper } from "./paper";
import type { Placed } from "./photos";

export interface State {
	name: string;
	design: string;
	issues: IssueView[];
	issue: number | null;
	sections: SectionView[];
	articles: ArticleView[];
	photos: PhotoView[];
	fields: Record<string, string>;
	plan?: ModuleView[][] | undefined;
	wishes?: Record<string, WishView>;
	placed?: Placed;
	/** Articles that wait for another issue. */
	aside?: string[] | undefined;
}

export interface Step {
	name: Record<Lang, string>;
	/** Edits with the same key right after each other are one step. */
	key: string;
	before: State;
}

export type Touched = Partial<Omit<Changes, "undo" | "redo">>;

export const label = (number: number, date: string, lang: Lang): string => {
	const day = date.split("-").reverse().join("/");
	return lang === "vi" ? `Số ${number} · ${day}` : `No. ${number} · ${day}`;
};

export abstract class Bulletin {
	lang: Lang = "vi";
	/** Names of the calls so far, for tests. */
	readonly calls: string[] = [];
	protected state: State | null = null;
	protected done: Step[] = [];
	protected undone: Step[] = [];
	protected sheet: Paper | null = null;
	protected next = 100;

	protected get opened(): State {
		if (!this.state) throw { code: "bulletin.closed", sentence: "Chưa mở bản tin nào." };
		return this.state;
	}

	protected enter(state: State) {
		this.state = state;
		this.done = [];
		this.undone = [];
		this.sheet = null;
	}

	protected find(id: string): ArticleView {
		const found = this.opened.articles.find((each) => each.id === id);
		if (!found) throw { code: "article.missing", sentence: "Bài này đã bị xóa." };
		return found;
	}

	/** Stories in reading order: by section, those without one last. */
	protected ordered(): ArticleView[] {
		const order = this.opened.sections.map(({ id }) => id);
		const place = (article: ArticleView) =>
			article.section === null ? order.length : order.indexOf(article.section);
		const here = this.opened.articles.filter(({ id }) => !this.opened.aside?.includes(id));
		return here.toSorted((a, b) => place(a) - place(b));
	}

	protected laidOut(): Paper {
		const issue = this.current();
		this.sheet ??= paper(
			this.opened.fields["name"] ?? this.opened.name,
			issue?.label ?? "",
			this.ordered(),
			this.opened.photos,
		);
		return this.sheet;
	}

	protected current(): IssueView | null {
		const found = this.opened.issues.find(({ id }) => id === this.opened.issue);
		return found ? { ...found, label: label(found.number, found.date, this.lang) } : null;
	}

	protected step(name: Step["name"], touched: Touched, edit: (state: State) => unknown, key = ""): Changes {
		const last = this.done.at(-1);
		if (key === "" || last?.key !== key || this.undone.length > 0) {
			this.done.push({ name, key, before: structuredClone(this.opened) });
		}
		this.undone = [];
		edit(this.opened);
		this.sheet = null;
		return this.told(touched);
	}

	protected travel(from: Step[], to: Step[]): Changes {
		const step = from.pop();
		if (step) {
			to.push({ ...step, before: structuredClone(this.opened) });
			this.state = step.before;
			this.sheet = null;
		}
		return this.told({
			bulletin: true,
			stories: true,
			photos: true,
			sheets: true,
			articles: this.opened.articles.map(({ id }) => id),
		});
	}

	protected told(touched: Touched): Changes {
		return {
			bulletin: false,
			stories: false,
			articles: [],
			photos: false,
			sheets: false,
			...touched,
			undo: this.done.at(-1)?.name[this.lang] ?? null,
			redo: this.undone.at(-1)?.name[this.lang] ?? null,
		};
	}
}
