import { expect, test } from "vitest";
import { spreads } from "./spreads";

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
