/**
 * The grid of a page: from points to cells and back.
 *
 * A module covers whole units across and whole lines down. The hand moves it by the
 * steps in which stories stand beside one another; holding Shift it goes by single units.
 */
import type { GridView } from "../backend/wire";

/** What a module covers. */
export interface Cells {
	unit: number;
	units: number;
	line: number;
	lines: number;
}

/** A rectangle in points from the upper left corner of the sheet. */
export interface Box {
	x: number;
	y: number;
	w: number;
	h: number;
}

/** No module is lower than this. */
export const FEWEST_LINES = 3;

const pitch = ({ unit, gutter }: GridView): number => unit + gutter;
const within = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(Math.max(least, most), value));
const nearest = (value: number, step: number): number => Math.round(value / step) * step;

/** The rectangle that cells cover. */
export const boxOf = (cells: Cells, grid: GridView): Box => ({
	x: grid.left + cells.unit * pitch(grid),
	y: grid.top + cells.line * grid.baseline,
	w: cells.units * pitch(grid) - grid.gutter,
	h: cells.lines * grid.baseline,
});

/** The cell at a point; outside the grid the nearest one. */
export const cellAt = (grid: GridView, x: number, y: number): { unit: number; line: number } => ({
	unit: within(Math.floor((x - grid.left) / pitch(grid)), 0, grid.units - 1),
	line: within(Math.floor((y - grid.top) / grid.baseline), 0, grid.lines - 1),
});

/** Widths that text is set in, in units. */
export function widths(grid: GridView): number[] {
	return (grid.units >= 12 ? [3, 4, 6, 8, 9, 12] : [2, 3, 4, 6]).filter((units) => units <= grid.units);
}

/** How far a module of this width goes sideways at once. */
export function stride(units: number, grid: GridView): number {
	const column = grid.units >= 12 ? 4 : 3;
	if (units % column === 0) return column;
	return grid.units % units === 0 ? units : 1;
}

/** Cells of the same size whose upper left corner is nearest to a point. */
export function movedTo(cells: Cells, grid: GridView, x: number, y: number, fine = false): Cells {
	const step = fine ? 1 : stride(cells.units, grid);
	const unit = nearest((x - grid.left) / pitch(grid), step);
	const line = Math.round((y - grid.top) / grid.baseline);
	return inside({ ...cells, unit, line }, grid);
}

/** The same cells so many steps sideways and lines down. */
export const nudged = (cells: Cells, grid: GridView, across: number, down: number): Cells =>
	inside(
		{ ...cells, unit: cells.unit + across * stride(cells.units, grid), line: cells.line + down },
		grid,
	);

/** A side or a corner of a module, by the points of the compass. */
export type Side = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";

/** Clockwise from the upper left corner. */
export const SIDES: readonly Side[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];

const goes = (side: Side, towards: "n" | "e" | "s" | "w"): boolean => side.includes(towards);

/**
 * Cells whose named edges are nearest to a point; the others stay where they are.
 *
 * Their width is one that text is set in; with `fine` it may be any.
 */
export function sizedTo(cells: Cells, grid: GridView, side: Side, x: number, y: number, fine = false): Cells {
	let { unit, units, line, lines } = cells;
	if (goes(side, "e") || goes(side, "w")) {
		const right = unit + units;
		const west = goes(side, "w");
		const edge = (x - grid.left + (west ? 0 : grid.gutter)) / pitch(grid);
		const most = west ? right : grid.units - unit;
		units = widthNear(grid, west ? right - edge : edge - unit, most, fine);
		if (west) unit = right - units;
	}
	if (goes(side, "s") || goes(side, "n")) {
		const foot = line + lines;
		const north = goes(side, "n");
		const edge = Math.round((y - grid.top) / grid.baseline);
		lines = north ? within(foot - edge, FEWEST_LINES, foot) : within(edge - line, FEWEST_LINES, grid.lines - line);
		if (north) line = foot - lines;
	}
	return { unit, units, line, lines };
}

/** The width of text nearest to so many units, or with `fine` any up to `most`. */
function widthNear(grid: GridView, wanted: number, most: number, fine: boolean): number {
	const fitting = widths(grid).filter((units) => units <= most);
	if (fine || fitting.length === 0) return within(Math.round(wanted), 1, most);
	return fitting.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
}

/**
 * One edge a step further in the direction of an arrow: across to the next width that
 * text is set in, down by lines. It is the right or lower edge, or with `before` the
 * left or upper one.
 */
export function stretched(cells: Cells, grid: GridView, across: number, down: number, before = false): Cells {
	let { unit, units, line, lines } = cells;
	const [right, foot] = [unit + units, line + lines];
	const sign = before ? -1 : 1;
	if (across !== 0) {
		const most = before ? right : grid.units - unit;
		const wider = widths(grid).find((each) => each > units && each <= most);
		const narrower = widths(grid).findLast((each) => each < units);
		units = (across * sign > 0 ? wider : narrower) ?? units;
		if (before) unit = right - units;
	}
	if (down !== 0) {
		lines = within(lines + down * sign, FEWEST_LINES, before ? foot : grid.lines - line);
		if (before) line = foot - lines;
	}
	return { unit, units, line, lines };
}

/** Keeps cells on the page; those too large for it lose what does not fit. */
export function inside(cells: Cells, grid: GridView): Cells {
	const [units, lines] = [Math.min(cells.units, grid.units), Math.min(cells.lines, grid.lines)];
	return {
		units,
		lines,
		unit: within(cells.unit, 0, grid.units - units),
		line: within(cells.line, 0, grid.lines - lines),
	};
}

export const same = (a: Cells, b: Cells): boolean =>
	a.unit === b.unit && a.units === b.units && a.line === b.line && a.lines === b.lines;

/** Whether both cover a cell. */
export const meet = (a: Cells, b: Cells): boolean =>
	a.unit < b.unit + b.units &&
	b.unit < a.unit + a.units &&
	a.line < b.line + b.lines &&
	b.line < a.line + a.lines;

/** What the hand takes hold of at a point of a selected module. */
export type Grip = "move" | Side;

/** Where a handle sits on a box. */
export const handleAt = (box: Box, side: Side): { x: number; y: number } => ({
	x: box.x + (goes(side, "w") ? 0 : goes(side, "e") ? box.w : box.w / 2),
	y: box.y + (goes(side, "n") ? 0 : goes(side, "s") ? box.h : box.h / 2),
});

/** The part of a box under a point; `reach` is how near a handle counts, in points. */
export function gripAt(box: Box, x: number, y: number, reach: number): Grip | null {
	const [right, foot] = [box.x + box.w, box.y + box.h];
	if (x < box.x - reach || x > right + reach || y < box.y - reach || y > foot + reach) return null;
	// Corners come before sides: on a small module they touch.
	const corners = SIDES.filter(({ length }) => length === 2);
	const sides = SIDES.filter(({ length }) => length === 1);
	const near = [...corners, ...sides].find((side) => {
		const at = handleAt(box, side);
		return Math.abs(x - at.x) <= reach && Math.abs(y - at.y) <= reach;
	});
	return near ?? "move";
}
