/** The focal point: how far keys move it and what a crop around it shows. */

const STEP = 0.01;
const LARGE_STEP = 0.1;

export type Point = [x: number, y: number];

export const CENTRE: Point = [0.5, 0.5];

const within = (value: number): number => Math.min(1, Math.max(0, value));

export const clampPoint = ([x, y]: Point): Point => [within(x), within(y)];

/** The point after an arrow key, or `null` for any other key. Shift takes larger steps. */
export function movedBy(key: string, large: boolean, [x, y]: Point): Point | null {
	const step = large ? LARGE_STEP : STEP;
	switch (key) {
		case "ArrowLeft":
			return clampPoint([x - step, y]);
		case "ArrowRight":
			return clampPoint([x + step, y]);
		case "ArrowUp":
			return clampPoint([x, y - step]);
		case "ArrowDown":
			return clampPoint([x, y + step]);
		default:
			return null;
	}
}

/** A part of a picture, as fractions: left, top, width, height. */
export type Part = [left: number, top: number, width: number, height: number];

export const WHOLE: Part = [0, 0, 1, 1];

/**
 * What a crop of the given ratio shows, as a part of the whole picture.
 *
 * The crop is as large as `part` allows and keeps the point as near its middle as the
 * edges permit, the way the printed crop does. Without a point that is the middle.
 */
export function cropped(width: number, height: number, ratio: number, point: Point | null, part: Part = WHOLE): Part {
	const [left, top, wide, high] = part;
	const across = Math.min(wide * width, high * height * ratio) / width;
	const down = Math.min(high * height, (wide * width) / ratio) / height;
	const start = (at: number, from: number, whole: number, shown: number): number =>
		Math.min(from + whole - shown, Math.max(from, at - shown / 2));
	const [x, y] = point ?? [left + wide / 2, top + high / 2];
	return [start(x, left, wide, across), start(y, top, high, down), across, down];
}

/** The shortest side a hand-made crop may have. */
const SHORTEST = 0.05;

/** A part kept inside the picture, at least a twentieth of it. */
export function clampPart([left, top, width, height]: Part): Part {
	const side = (value: number) => Math.min(1, Math.max(SHORTEST, value));
	const [w, h] = [side(width), side(height)];
	return [Math.min(1 - w, Math.max(0, left)), Math.min(1 - h, Math.max(0, top)), w, h];
}

/** The part after an arrow key: it moves, with Shift its right and lower sides do. */
export function cropKey(key: string, size: boolean, part: Part): Part | null {
	const [dx, dy] =
		{ ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key] ?? [];
	if (dx === undefined || dy === undefined) return null;
	const [left, top, width, height] = part;
	if (!size) return clampPart([left + dx, top + dy, width, height]);
	return clampPart([left, top, Math.min(1 - left, width + dx), Math.min(1 - top, height + dy)]);
}

/** The part after a corner was drawn to a point; the opposite corner stays. */
export function cornered([left, top, width, height]: Part, corner: "nw" | "ne" | "sw" | "se", [x, y]: Point): Part {
	const [right, bottom] = [left + width, top + height];
	const west = corner.endsWith("w");
	const north = corner.startsWith("n");
	const l = west ? Math.min(x, right - SHORTEST) : left;
	const t = north ? Math.min(y, bottom - SHORTEST) : top;
	const r = west ? right : Math.max(x, left + SHORTEST);
	const b = north ? bottom : Math.max(y, top + SHORTEST);
	return clampPart([Math.max(0, l), Math.max(0, t), Math.min(1, r) - Math.max(0, l), Math.min(1, b) - Math.max(0, t)]);
}

/** The part between two points, whichever way it was drawn. */
export function between([ax, ay]: Point, [bx, by]: Point): Part {
	return clampPart([Math.min(ax, bx), Math.min(ay, by), Math.abs(ax - bx), Math.abs(ay - by)]);
}

/** How a part of a picture fills a box: the picture's place and size, in per cent of it. */
export function filling([left, top, width, height]: Part): string {
	return `width:${100 / width}%;height:${100 / height}%;left:${(-left / width) * 100}%;top:${(-top / height) * 100}%`;
}

/** Calls `settle` when the keys have rested for a while, so that a walk is one step to undo. */
export function afterRest(settle: () => void): { begin: () => void; stop: () => void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stop = () => clearTimeout(timer);
	const begin = () => {
		stop();
		timer = setTimeout(settle, 400);
	};
	return { begin, stop };
}
