import { expect, test } from "vitest";
import type { ModuleView, ProposalView, ShapeView } from "../backend/wire";
import { differences } from "./differences";

const story = (article: string, units = 6): ModuleView => ({
	article,
	kind: "normal",
	part: 0,
	unit: 0,
	units,
	line: 0,
	lines: 10,
	legs: null,
	columns: 3,
	pinned: false,
});
const photo = (w: number): ShapeView => ({ kind: "photo", x: 0, y: 0, w, h: 100 });
const proposal = (pages: ModuleView[][], shapes: ShapeView[][] = []): ProposalView => ({
	filled: 0.99,
	photos: 0.3,
	balance: 0.9,
	continued: 0,
	score: 90,
	pages,
	shapes,
});
const told = (mine: ProposalView, base: ProposalView) => differences(mine, base, (article) => article);

test("a proposal says what it does otherwise, what is seen first first", () => {
	const base = proposal([[story("a"), story("b")], [story("c")]], [[photo(100)], [photo(100)]]);
	expect(told(base, base)).toEqual([]);
	expect(told(proposal([[story("a"), story("c", 12)], [story("b")]], [[photo(100)], [photo(100)]]), base)).toEqual([
		"Trang 1, không phải 2: “c”",
		"Trang 2, không phải 1: “b”",
	]);
	expect(told(proposal([[story("a", 12), story("b", 3)], [story("c")]], [[photo(150)], [photo(50)]]), base)).toEqual([
		"Rộng hơn: “a”",
		"Hẹp hơn: “b”",
		"Ảnh trang 1 lớn hơn",
	]);
	expect(told(proposal([[story("a"), story("b")], [story("c")]], [[photo(110)], [photo(50)]]), base)).toEqual(["Ảnh trang 2 nhỏ hơn"]);
});
