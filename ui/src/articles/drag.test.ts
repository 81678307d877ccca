import { expect, test } from "vitest";
import { type Dragged, dropAt, type Line } from "./drag";

/** Two sections with stories and an empty one, every line ten high. */
const LINES: Line[] = [
	[1, null], [1, 0], [1, 1], [1, 2], [2, null], [2, 0], [3, null],
].map(([section, place], index) => ({
	section: section as number,
	place: place as number | null,
	top: index * 10,
	bottom: index * 10 + 10,
}));

const WHERE: Record<string, Dragged> = {
	a: { section: 1, place: 0 },
	b: { section: 1, place: 1 },
	c: { section: 1, place: 2 },
	d: { section: 2, place: 0 },
};
const drop = (dragged: string, y: number, lines = LINES) => dropAt(lines, y, WHERE[dragged]!);

test("a dragged story opens a gap where it will stand", () => {
	const to = (dragged: string, y: number) => {
		const found = drop(dragged, y);
		return found && [found.section, found.position, found.y];
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
	for (const y of [0, 12, 17, 22]) expect(drop("a", y)).toBeNull();
	for (const y of [18, 24, 27, 33]) expect(drop("b", y)).toBeNull();
	expect(drop("d", 48)).toBeNull();
	expect(drop("a", 5, [])).toBeNull();
});

test("a story whose own line is not in the page still leaves its place", () => {
	const late = LINES.filter(({ section, place }) => section !== 1 || place !== 0);
	expect(drop("a", 28, late)).toMatchObject({ section: 1, position: 1 });
});
