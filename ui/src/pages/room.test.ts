import { expect, test } from "vitest";
import type { ModuleView } from "../backend/wire";
import { overOn, planWords, roomOf } from "./room";

const fit = (words: number, lines: number) => ({ article: "a", words, lines });
const module = (article: string, part: number): ModuleView => ({
	article,
	part,
	kind: "normal",
	unit: 0,
	units: 4,
	line: 0,
	lines: 20,
	legs: null,
	columns: 1,
	pinned: false,
});

test("room is told by a shape and in words", () => {
	const check = (words: number, lines: number, shape: string, long: string, foot: string) =>
		expect(roomOf(fit(words, lines))).toMatchObject({ shape, long, foot });
	check(31, 4, "left", "còn 31 từ", "còn chỗ 31 từ");
	check(0, 0, "fits", "vừa", "vừa");
	check(5, 0, "fits", "vừa", "vừa");
	check(-31, -4, "over", "dư 31 từ", "thừa 31 từ / 4 dòng");
	check(0, -1, "over", "dư 1 từ", "thừa 1 từ / 1 dòng");
	expect(roomOf(undefined)).toBeNull();
});

test("the plan as a whole is told, what does not fit first", () => {
	const check = (saved: boolean, words: number[], expected: string) =>
		expect(planWords({ saved, fits: words.map((each) => fit(each, Math.sign(each))) })).toBe(expected);
	check(false, [3], "Chưa dàn");
	check(true, [3, 0], "Đã dàn, khớp");
	check(true, [-3, 4, -1], "2 bài không vừa");
	check(false, [-3], "1 bài không vừa");
});

test("what is over is told where its story ends", () => {
	const pages = [[module("a", 0), module("b", 0)], [module("a", 1)], []];
	const fits = [fit(-12, -2), { article: "b", words: 4, lines: 1 }];
	expect([...overOn({ saved: true, pages, grids: [], fits })]).toEqual([[2, 12]]);
});
