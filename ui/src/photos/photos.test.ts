import { describe, expect, test } from "vitest";
import * as sample from "../backend/memory/sample";
import { cropPosition, movedBy } from "./focus";
import { passes, rows } from "./todo";

describe("the focal point", () => {
	test("moves by one per cent, with Shift by ten, and stays inside", () => {
		expect(movedBy("ArrowRight", false, [0.5, 0.5])).toEqual([0.51, 0.5]);
		expect(movedBy("ArrowUp", true, [0.5, 0.05])).toEqual([0.5, 0]);
		expect(movedBy("Enter", false, [0.5, 0.5])).toBeNull();
	});

	test("stands in the middle of a crop as far as the edges allow", () => {
		// A square of a 2 : 1 picture shows half of it.
		expect(cropPosition(200, 100, 1, [0.5, 0.5])).toEqual([50, 50]);
		expect(cropPosition(200, 100, 1, [0, 0.5])).toEqual([0, 50]);
		expect(cropPosition(200, 100, 1, [0.9, 0.5])).toEqual([100, 50]);
	});
});

test("photos fill rows and none is lost", () => {
	const photos = sample.photos();
	const lines = rows(photos, 700, 190, 12);
	expect(lines.flat()).toEqual(photos);
	expect(lines.length).toBeGreaterThan(1);
	expect(rows([], 700, 190, 12)).toEqual([]);
});

test("filters show what a photo lacks", () => {
	const [photo] = sample.photos();
	if (!photo) throw new Error("no photo");
	expect(passes("caption", { ...photo, missing: ["caption"] })).toBe(true);
	expect(passes("alt", { ...photo, missing: ["caption"] })).toBe(false);
	expect(passes("unused", photo)).toBe(true);
	expect(passes("unused", { ...photo, usedBy: ["a"] })).toBe(false);
});
