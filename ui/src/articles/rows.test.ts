import { expect, test } from "vitest";
import { near, topOf } from "./rows";

const HEIGHTS = { row: 32, head: 34, first: 26 };

test("of a long outline only what is near is in the page", () => {
	const counts = [2000, 3000];
	const rows = (top: number) => near(counts, HEIGHTS, top, 700);
	expect(rows(0)).toEqual([{ from: 0, to: 32 }, { from: 0, to: 0 }]);
	expect(rows(topOf(counts, 0, 1000, HEIGHTS))).toEqual([{ from: 990, to: 1032 }, { from: 0, to: 0 }]);
	// Where one section ends and the next begins.
	const [first, second] = rows(topOf(counts, 1, 0, HEIGHTS) - 320);
	expect(first).toEqual({ from: 1981, to: 2000 });
	expect(second).toEqual({ from: 0, to: 22 });
	for (let top = 0; top < 160_000; top += 997) {
		const all = rows(top).reduce((sum, { from, to }) => sum + to - from, 0);
		expect(all).toBeLessThanOrEqual(60);
	}
});

test("the top of a row counts the heads above it", () => {
	expect(topOf([3, 2], 0, 0, HEIGHTS)).toBe(26);
	expect(topOf([3, 2], 1, 1, HEIGHTS)).toBe(26 + 3 * 32 + 34 + 32);
});
