import { describe, expect, test } from "vitest";
import * as sample from "../backend/memory/sample";
import { between, clampPart, cornered, cropKey, cropped, movedBy, type Part, type Point } from "./focus";
import { near, passes, rows, WORDS_HEIGHT } from "./todo";

describe("the focal point", () => {
	test("moves by one per cent, with Shift by ten, and stays inside", () => {
		expect(movedBy("ArrowRight", false, [0.5, 0.5])).toEqual([0.51, 0.5]);
		expect(movedBy("ArrowUp", true, [0.5, 0.05])).toEqual([0.5, 0]);
		expect(movedBy("Enter", false, [0.5, 0.5])).toBeNull();
	});

	test("stands in the middle of a crop as far as the edges allow", () => {
		// A square of a 2 : 1 picture shows half of it.
		const square = (point: Point | null, part?: Part) => cropped(200, 100, 1, point, part);
		expect(square([0.5, 0.5])).toEqual([0.25, 0, 0.5, 1]);
		expect(square([0, 0.5])).toEqual([0, 0, 0.5, 1]);
		expect(square([0.9, 0.5])).toEqual([0.5, 0, 0.5, 1]);
		expect(square(null)).toEqual([0.25, 0, 0.5, 1]);
	});

	test("every crop keeps it in view, also within a part that holds it", () => {
		for (const part of [[0, 0, 1, 1], [0.2, 0.1, 0.6, 0.5]] as Part[]) {
			for (const ratio of [0.5, 1, 1200 / 630, 4]) {
				for (const point of [[0.2, 0.1], [0.5, 0.3], [0.79, 0.59]] as Point[]) {
					const [left, top, width, height] = cropped(3000, 2000, ratio, point, part);
					expect(point[0]).toBeGreaterThanOrEqual(left - 1e-9);
					expect(point[0]).toBeLessThanOrEqual(left + width + 1e-9);
					expect(point[1]).toBeGreaterThanOrEqual(top - 1e-9);
					expect(point[1]).toBeLessThanOrEqual(top + height + 1e-9);
					expect((width * 3000) / (height * 2000)).toBeCloseTo(ratio, 6);
					expect(left).toBeGreaterThanOrEqual(part[0] - 1e-9);
					expect(top + height).toBeLessThanOrEqual(part[1] + part[3] + 1e-9);
				}
			}
		}
	});
});

describe("a crop by hand", () => {
	test("moves and changes its size by the keyboard and stays inside", () => {
		expect(cropKey("ArrowRight", false, [0.1, 0.1, 0.5, 0.5])).toEqual([0.11, 0.1, 0.5, 0.5]);
		expect(cropKey("ArrowRight", false, [0.5, 0, 0.5, 1])).toEqual([0.5, 0, 0.5, 1]);
		expect(cropKey("ArrowDown", true, [0, 0.9, 1, 0.1])).toEqual([0, 0.9, 1, expect.closeTo(0.1)]);
		expect(cropKey("ArrowLeft", true, [0, 0, 1, 1])).toEqual([0, 0, 0.99, 1]);
		expect(cropKey("Tab", false, [0, 0, 1, 1])).toBeNull();
		expect(clampPart([0.9, -1, 0.3, 0])).toEqual([0.7, 0, 0.3, 0.05]);
	});

	test("a frame is drawn whichever way the hand goes", () => {
		const drawn = [expect.closeTo(0.2), expect.closeTo(0.1), expect.closeTo(0.4), expect.closeTo(0.5)];
		expect(between([0.2, 0.1], [0.6, 0.6])).toEqual(drawn);
		expect(between([0.6, 0.6], [0.2, 0.1])).toEqual(drawn);
		expect(between([0.2, 0.6], [0.6, 0.1])).toEqual(drawn);
	});

	test("a corner follows the hand, the opposite one stays", () => {
		const part: Part = [0.2, 0.2, 0.4, 0.4];
		expect(cornered(part, "se", [0.9, 0.7])).toEqual([0.2, 0.2, expect.closeTo(0.7), expect.closeTo(0.5)]);
		const [left, top, width, height] = cornered(part, "nw", [0.1, 0.3]);
		expect([left, top]).toEqual([0.1, 0.3]);
		expect(left + width).toBeCloseTo(0.6);
		expect(top + height).toBeCloseTo(0.6);
		// Drawn past the other corner it stops there.
		expect(cornered(part, "nw", [0.9, 0.9])[2]).toBeCloseTo(0.05);
	});
});

describe("the grid", () => {
	test("photos fill rows and none is lost", () => {
		const photos = sample.photos();
		const lines = rows(photos, 700, 190, 12);
		expect(lines.flatMap((line) => line.photos)).toEqual(photos);
		expect(lines.length).toBeGreaterThan(1);
		const [first, second] = lines;
		const wide = first?.photos.reduce((sum, { width, height }) => sum + (width / height) * first.height, 0) ?? 0;
		expect(wide + 12 * ((first?.photos.length ?? 1) - 1)).toBeCloseTo(700);
		expect(second?.top).toBeCloseTo((first?.height ?? 0) + WORDS_HEIGHT);
		expect(rows([], 700, 190, 12)).toEqual([]);
	});

	test("of thousands of photos only rows near the window are there", () => {
		const many = Array.from({ length: 5000 }, (_, id) => ({ ...sample.photos()[0]!, id }));
		const lines = rows(many, 1000, 190, 12);
		const middle = lines[Math.floor(lines.length / 2)]!;
		const there = near(lines, middle.top, 900);
		expect(there).toContain(middle);
		expect(there.flatMap(({ photos }) => photos).length).toBeLessThan(60);
		expect(near(lines, 0, 900)[0]).toBe(lines[0]);
	});
});

test("filters show what a photo lacks", () => {
	const [photo] = sample.photos();
	if (!photo) throw new Error("no photo");
	expect(passes("caption", { ...photo, missing: ["caption"] })).toBe(true);
	expect(passes("alt", { ...photo, missing: ["caption"] })).toBe(false);
	expect(passes("unused", photo)).toBe(true);
	expect(passes("unused", { ...photo, usedBy: ["a"] })).toBe(false);
	expect(passes("drafts", { ...photo, drafts: ["alt"] })).toBe(true);
	expect(passes("low", { ...photo, ppi: 96 })).toBe(true);
	expect(passes("low", { ...photo, ppi: null })).toBe(false);
});
