/**
 * A page plan for the backend in the page: each story fills a sheet of its own.
 *
 * Plain on purpose: composing is the press's business.
 */
import { boxOf } from "../../pages/cells";
import type { ArticleView, FitView, GridView, ModuleView, ProposalView, ShapeView, WishView } from "../wire";
import { wordCount } from "./paper";

const GRID: GridView = { units: 12, lines: 58, left: 34, top: 36, unit: 29.6, gutter: 10.5, baseline: 12 };
/** Words that a line of one unit holds, about. */
const WORDS = 0.9;

export const grids = (pages: number): GridView[] => Array.from({ length: pages }, () => GRID);

export const noWish = (): WishView => ({
	rank: null,
	hold: false,
	page: null,
	whole: false,
	photos: "normal",
	units: null,
});

const module = (article: string | null, given: Partial<ModuleView>): ModuleView => ({
	article,
	kind: "normal",
	part: 0,
	unit: 0,
	units: 12,
	line: 0,
	lines: 58,
	legs: null,
	columns: article === null ? 0 : Math.round((given.units ?? 12) / 4),
	pinned: false,
	...given,
});

/** One story a page, the first below the masthead; beside it a notice of the issue's own. */
export function laidOut(articles: readonly ArticleView[]): ModuleView[][] {
	return articles.map(({ id }, index) =>
		index === 0
			? [
					module(null, { kind: "masthead", lines: 8 }),
					module(id, { kind: "lead", units: 8, line: 8, lines: 50 }),
					module(null, { kind: "index", unit: 8, units: 4, line: 8, lines: 20 }),
				]
			: [module(id, { units: 8, lines: 40 }), module(null, { kind: "filler", unit: 8, units: 4, lines: 30 })],
	);
}

export function fits(articles: readonly ArticleView[], plan: readonly ModuleView[][]): FitView[] {
	return plan.flat().flatMap(({ article, units, lines }) => {
		const found = articles.find(({ id }) => id === article);
		if (!found) return [];
		const words = Math.round(units * lines * WORDS) - wordCount(found);
		return [{ article: found.id, words, lines: Math.round(words / units) }];
	});
}

export function proposals(articles: readonly ArticleView[], pages: number): ProposalView[] {
	const whole = laidOut(articles);
	while (whole.length < pages) whole.push([module(null, { kind: "filler" })]);
	const narrow = whole.map((page) => page.map((each) => (each.article ? { ...each, lines: each.lines - 6 } : each)));
	return [
		{ filled: 0.99, photos: 0.31, balance: 0.94, continued: 2, score: 92, pages: whole, shapes: seen(whole) },
		{ filled: 0.97, photos: 0.24, balance: 0.81, continued: 0, score: 88, pages: narrow, shapes: seen(narrow) },
	];
}

/** Head and legs of every story, as far as a plan without type knows them. */
const seen = (pages: readonly ModuleView[][]): ShapeView[][] =>
	pages.map((modules) =>
		modules.flatMap((each): ShapeView[] => {
			const { x, y, w, h } = boxOf(each, GRID);
			if (each.kind === "masthead" || each.kind === "filler") return [{ kind: each.kind, x, y, w, h }];
			if (each.article === null) return [{ kind: "box", x, y, w, h }];
			const column = (w + GRID.gutter) / each.columns;
			const legs = Array.from({ length: each.columns }, (_, leg) => ({ kind: "leg" as const, x: x + leg * column, y: y + 36, w: column - GRID.gutter, h: h - 36 }));
			return [{ kind: "head", x, y, w, h: 30 }, ...legs];
		}),
	);

/** A plan with one module changed; it goes to the end of the page it comes to. */
export function changed(
	before: readonly ModuleView[][],
	page: number,
	index: number,
	to: number,
	given: Partial<ModuleView>,
): { plan: ModuleView[][]; at: number } {
	const plan = structuredClone(before) as ModuleView[][];
	const module = plan[page - 1]?.[index];
	const target = plan[to - 1];
	if (!module || !target) throw { code: "plan.no_module", sentence: "Khối này không còn ở đó." };
	plan[page - 1]?.splice(index, 1);
	const at = page === to ? index : target.length;
	target.splice(at, 0, { ...module, ...given });
	return { plan, at };
}

/** A wish after a person said something more. */
export function said(wish: WishView, pairs: readonly [string, string][]): WishView {
	const next: Record<string, unknown> = { ...wish };
	for (const [key, value] of pairs) {
		if (key === "hold" || key === "whole") next[key] = value === "yes";
		else if (key === "page" || key === "units") next[key] = value === "" ? null : Number(value);
		else if (key === "photos") next[key] = value || "normal";
		else next[key] = value || null;
	}
	return next as unknown as WishView;
}
