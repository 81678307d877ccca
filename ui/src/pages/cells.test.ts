import { describe, expect, test } from "vitest";
import { boxOf, cellAt, type Cells, grown, gripAt, inside, meet, movedTo, nudged, sizedTo, stride } from "./cells";

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
	const check = (x: number, y: number, expected: Partial<Cells>, fine = false) =>
		expect(sizedTo(module, grid, x, y, fine)).toEqual(at(expected));
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
	test("grows by the keyboard to the next width", () => {
		expect(grown(module, grid, 1, 0)).toEqual(at({ units: 6 }));
		expect(grown(module, grid, -1, 0)).toEqual(at({ units: 3 }));
		expect(grown(at({ unit: 8 }), grid, 1, 0)).toEqual(at({ unit: 8 }));
		expect(grown(module, grid, 0, 1)).toEqual(at({ lines: 21 }));
		expect(grown(at({ lines: 3 }), grid, 0, -1)).toEqual(at({ lines: 3 }));
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

test("the hand takes hold of edges only at their handles", () => {
	const box = { x: 100, y: 100, w: 100, h: 200 };
	const check = (x: number, y: number, expected: ReturnType<typeof gripAt>) =>
		expect(gripAt(box, x, y, 5)).toBe(expected);
	check(150, 150, "move");
	check(203, 302, "corner");
	check(198, 200, "right");
	check(150, 304, "foot");
	check(200, 120, "move");
	check(210, 200, null);
});

test("modules that only touch do not meet", () => {
	expect(meet(module, at({ unit: 8 }))).toBe(false);
	expect(meet(module, at({ unit: 7 }))).toBe(true);
	expect(meet(module, at({ line: 30 }))).toBe(false);
	expect(meet(module, at({ line: 29 }))).toBe(true);
});
