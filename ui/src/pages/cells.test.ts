import { describe, expect, test } from "vitest";
import { boxOf, cellAt, type Cells, gripAt, inside, meet, movedTo, nudged, type Side, sizedTo, stretched, stride } from "./cells";

const grid = { units: 12, lines: 60, left: 40, top: 50, unit: 30, gutter: 10, baseline: 12 };
const small = { ...grid, units: 6 };
const module: Cells = { unit: 4, units: 4, line: 10, lines: 20 };
const at = (cells: Partial<Cells>): Cells => ({ ...module, ...cells });

describe("a point on the grid", () => {
	const check = (x: number, y: number, unit: number, line: number) =>
		expect(cellAt(grid, x, y)).toEqual({ unit, line });
	test("falls into its cell, outside into the nearest", () => {
		check(40, 50, 0, 0);
		check(79, 61, 0, 0);
		check(80, 62, 1, 1);
		check(-100, -100, 0, 0);
		check(9999, 9999, 11, 59);
	});
	test("cells cover their units without the last gutter", () => {
		expect(boxOf(module, grid)).toEqual({ x: 200, y: 170, w: 150, h: 240 });
	});
});

describe("the ghost of a drag", () => {
	const check = (x: number, y: number, expected: Partial<Cells>, fine = false) =>
		expect(movedTo(module, grid, x, y, fine)).toEqual(at(expected));
	test("stands where its corner is nearest, in steps of a story", () => {
		check(200, 170, {});
		check(270, 170, { unit: 4 });
		check(290, 170, { unit: 8 });
		check(290, 177, { unit: 8, line: 11 });
		check(240, 170, { unit: 5 }, true);
	});
	test("stays on the page", () => {
		check(-500, -500, { unit: 0, line: 0 });
		check(5000, 5000, { unit: 8, line: 40 });
		expect(inside(at({ units: 20, lines: 99, unit: 3 }), grid)).toEqual({ unit: 0, units: 12, line: 0, lines: 60 });
	});
});

describe("a size", () => {
	const check = (x: number, y: number, expected: Partial<Cells>, fine = false, side: Side = "se") =>
		expect(sizedTo(module, grid, side, x, y, fine)).toEqual(at(expected));
	test("snaps to the widths of text and to lines", () => {
		check(350, 410, {});
		check(420, 410, { units: 6 });
		check(420, 421, { units: 6, lines: 21 });
		check(385, 410, { units: 5 }, true);
	});
	test("has a least and ends with the page", () => {
		check(0, 0, { units: 3, lines: 3 });
		check(9999, 9999, { units: 8, lines: 50 });
	});
	test("is taken at any side: the others stay", () => {
		check(120, 0, { unit: 2, units: 6 }, false, "w");
		check(0, 0, { unit: 0, units: 8 }, false, "w");
		check(160, 0, { unit: 3, units: 5 }, true, "w");
		check(9999, 0, { unit: 5, units: 3 }, false, "w");
		check(0, 146, { line: 8, lines: 22 }, false, "n");
		check(0, -99, { line: 0, lines: 30 }, false, "n");
		check(0, 9999, { line: 27, lines: 3 }, false, "n");
		check(420, 9999, { units: 6 }, false, "e");
		check(420, 422, { lines: 21 }, false, "s");
		check(120, 146, { unit: 2, units: 6, line: 8, lines: 22 }, false, "nw");
		check(420, 146, { units: 6, line: 8, lines: 22 }, false, "ne");
		check(120, 422, { unit: 2, units: 6, lines: 21 }, false, "sw");
	});
	test("grows by the keyboard to the next width", () => {
		expect(stretched(module, grid, 1, 0)).toEqual(at({ units: 6 }));
		expect(stretched(module, grid, -1, 0)).toEqual(at({ units: 3 }));
		expect(stretched(at({ unit: 8 }), grid, 1, 0)).toEqual(at({ unit: 8 }));
		expect(stretched(module, grid, 0, 1)).toEqual(at({ lines: 21 }));
		expect(stretched(at({ lines: 3 }), grid, 0, -1)).toEqual(at({ lines: 3 }));
	});
	test("the left and the upper edge follow the arrows as well", () => {
		expect(stretched(module, grid, -1, 0, true)).toEqual(at({ unit: 2, units: 6 }));
		expect(stretched(module, grid, 1, 0, true)).toEqual(at({ unit: 5, units: 3 }));
		expect(stretched(at({ unit: 0 }), grid, -1, 0, true)).toEqual(at({ unit: 0 }));
		expect(stretched(module, grid, 0, -1, true)).toEqual(at({ line: 9, lines: 21 }));
		expect(stretched(module, grid, 0, 1, true)).toEqual(at({ line: 11, lines: 19 }));
		expect(stretched(at({ line: 0 }), grid, 0, -1, true)).toEqual(at({ line: 0 }));
	});
});

describe("the keyboard", () => {
	test("goes by the widths of stories", () => {
		const check = (units: number, of: typeof grid, expected: number) => expect(stride(units, of)).toBe(expected);
		check(4, grid, 4);
		check(8, grid, 4);
		check(6, grid, 6);
		check(3, grid, 3);
		check(5, grid, 1);
		check(3, small, 3);
		check(2, small, 2);
	});
	test("moves by a step and a line, never off the page", () => {
		expect(nudged(module, grid, 1, 0)).toEqual(at({ unit: 8 }));
		expect(nudged(at({ unit: 8 }), grid, 1, 0)).toEqual(at({ unit: 8 }));
		expect(nudged(module, grid, 0, -1)).toEqual(at({ line: 9 }));
		expect(nudged(at({ line: 0 }), grid, 0, -1)).toEqual(at({ line: 0 }));
	});
});

test("the hand takes hold of sides and corners only at their handles", () => {
	const box = { x: 100, y: 100, w: 100, h: 200 };
	const check = (x: number, y: number, expected: ReturnType<typeof gripAt>) =>
		expect(gripAt(box, x, y, 5)).toBe(expected);
	check(150, 150, "move");
	check(203, 302, "se");
	check(198, 200, "e");
	check(150, 304, "s");
	check(97, 98, "nw");
	check(150, 97, "n");
	check(203, 98, "ne");
	check(97, 302, "sw");
	check(97, 200, "w");
	check(200, 120, "move");
	check(210, 200, null);
});

test("modules that only touch do not meet", () => {
	expect(meet(module, at({ unit: 8 }))).toBe(false);
	expect(meet(module, at({ unit: 7 }))).toBe(true);
	expect(meet(module, at({ line: 30 }))).toBe(false);
	expect(meet(module, at({ line: 29 }))).toBe(true);
});
