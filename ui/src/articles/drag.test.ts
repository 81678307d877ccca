import { expect, test } from "vitest";
import { dropAt, type Line } from "./drag";

/** Two sections with stories and an empty one, every line ten high. */
const LINES: Line[] = [
	[1, null], [1, "a"], [1, "b"], [1, "c"], [2, null], [2, "d"], [3, null],
].map(([section, story], index) => ({
	section: section as number,
	story: story as string | null,
	top: index * 10,
	bottom: index * 10 + 10,
}));

test("a dragged story opens a gap where it will stand", () => {
	const to = (dragged: string, y: number) => {
		const drop = dropAt(LINES, y, dragged);
		return drop && [drop.section, drop.position, drop.y];
	};
	expect(to("a", 28)).toEqual([1, 1, 30]);
	expect(to("a", 38)).toEqual([1, 2, 40]);
	expect(to("a", 48)).toEqual([2, 0, 50]);
	expect(to("a", 58)).toEqual([2, 1, 60]);
	expect(to("c", 12)).toEqual([1, 0, 10]);
	expect(to("c", 17)).toEqual([1, 1, 20]);
	expect(to("d", -50)).toEqual([1, 0, 10]);
	expect(to("b", 900)).toEqual([3, 0, 70]);
});

test("a story dropped where it stands does not move", () => {
	for (const y of [0, 12, 17, 22]) expect(dropAt(LINES, y, "a")).toBeNull();
	for (const y of [18, 24, 27, 33]) expect(dropAt(LINES, y, "b")).toBeNull();
	expect(dropAt(LINES, 48, "d")).toBeNull();
	expect(dropAt([], 5, "a")).toBeNull();
});
