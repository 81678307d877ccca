import { expect, test } from "vitest";
import { placeAt, spreads } from "./spreads";

const check = (count: number, expected: number[][]) => {
	const sheets = Array.from({ length: count }, (_, index) => ({ page: index + 1 }));
	expect(spreads(sheets).map((pair) => pair.map(({ page }) => page))).toEqual(expected);
};

test("page one stands alone, even pages stand on the left", () => {
	check(0, []);
	check(1, [[1]]);
	check(4, [[1], [2, 3], [4]]);
	check(5, [[1], [2, 3], [4, 5]]);
});

test("a page dropped on the left half of another stands before it", () => {
	const boxes = [0, 50, 100].map((left) => ({ left, right: left + 40 }));
	expect([-5, 19, 21, 60, 95, 119, 121, 500].map((x) => placeAt(boxes, x))).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
});
