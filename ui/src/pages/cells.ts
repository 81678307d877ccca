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

/** Cells from the same corner to where their lower right corner is nearest to a point. */
export function sizedTo(cells: Cells, grid: GridView, x: number, y: number, fine = false): Cells {
	const wanted = (x + grid.gutter - grid.left) / pitch(grid) - cells.unit;
	const most = grid.units - cells.unit;
	const fitting = widths(grid).filter((units) => units <= most);
	const units =
		fine || fitting.length === 0
			? within(Math.round(wanted), 1, most)
			: fitting.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
	const foot = Math.round((y - grid.top) / grid.baseline);
	return { ...cells, units, lines: within(foot - cells.line, FEWEST_LINES, grid.lines - cells.line) };
}

/** The next width that text is set in, and so many lines more. */
export function grown(cells: Cells, grid: GridView, across: number, down: number): Cells {
	const most = grid.units - cells.unit;
	const wider = widths(grid).find((units) => units > cells.units && units <= most);
	const narrower = widths(grid).findLast((units) => units < cells.units);
	const units = (across > 0 ? wider : across < 0 ? narrower : undefined) ?? cells.units;
	const lines = within(cells.lines + down, FEWEST_LINES, grid.lines - cells.line);
	return { ...cells, units, lines: down === 0 ? cells.lines : lines };
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
export type Grip = "move" | "right" | "foot" | "corner";

/** The part of a box under a point; `reach` is how near an edge counts, in points. */
export function gripAt(box: Box, x: number, y: number, reach: number): Grip | null {
	const [right, foot] = [box.x + box.w, box.y + box.h];
	if (x < box.x - reach || x > right + reach || y < box.y - reach || y > foot + reach) return null;
	const [atRight, atFoot] = [Math.abs(x - right) <= reach, Math.abs(y - foot) <= reach];
	const [inMiddle, inHalf] = [Math.abs(x - (box.x + right) / 2) <= reach, Math.abs(y - (box.y + foot) / 2) <= reach];
	if (atRight && atFoot) return "corner";
	if (atRight && inHalf) return "right";
	if (atFoot && inMiddle) return "foot";
	return "move";
}
