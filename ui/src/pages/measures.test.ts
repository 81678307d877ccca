import { expect, test } from "vitest";
import type { ModuleView, ProposalView } from "../backend/wire";
import { headlineSize } from "./headline";
import { measuresOf } from "./measures";
import { wishWords } from "./wishes";

const story = (article: string): ModuleView => ({
	article,
	kind: "normal",
	part: 0,
	unit: 0,
	units: 12,
	line: 0,
	lines: 10,
	legs: null,
	columns: 3,
	pinned: false,
});
const proposal = (given: Partial<ProposalView>): ProposalView => ({
	filled: 0.99,
	photos: 0.31,
	balance: 0.94,
	continued: 0,
	score: 90,
	pages: [["a", "b", "c", "d", "e", "f", "g"].map(story)],
	shapes: [],
	...given,
});

test("a proposal is told in four measures, the poor ones marked", () => {
	const check = (given: Partial<ProposalView>, expected: string[]) =>
		expect(measuresOf(proposal(given)).map(({ name, value, poor }) => `${name}: ${value}${poor ? "!" : ""}`)).toEqual(expected);
	check({}, ["Độ đầy: 99 %", "Ảnh: 31 %", "Cân đối: cân", "Sang trang: không bài nào"]);
	check({ filled: 0.8, photos: 0.08, balance: 0.8, continued: 2 }, [
		"Độ đầy: 80 %!",
		"Ảnh: 8 %, hơi ít!",
		"Cân đối: hơi lệch",
		"Sang trang: 2 bài",
	]);
	check({ photos: 0.7, balance: 0.3, continued: 3 }, ["Độ đầy: 99 %", "Ảnh: 70 %, hơi nhiều!", "Cân đối: lệch!", "Sang trang: 3 bài!"]);
});

test("a headline is drawn as large as its room", () => {
	expect(headlineSize("Hai", 200, 23)).toBe(20);
	const title = "Cần Thơ và Hậu Giang ký kết hợp tác phát triển kinh tế";
	const size = headlineSize(title, 200, 60);
	expect(size).toBeGreaterThan(14);
	expect((title.length * 0.52 * size) / 200).toBeLessThan(3);
	expect(headlineSize("", 200, 23)).toBeGreaterThan(0);
});

test("what was wished of a story is said in a few words", () => {
	const none = { rank: null, hold: false, page: null, whole: false, photos: "normal", units: null } as const;
	expect(wishWords(none)).toBe("");
	expect(wishWords({ ...none, rank: "lead", page: 3, whole: true })).toBe("Bài chính, trang 3, không sang trang");
	expect(wishWords({ ...none, units: 8, photos: "small", hold: true })).toBe("8 ô, cỡ ảnh: nhỏ, chờ được số sau");
});
