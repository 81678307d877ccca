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

/**
 * Where a crop of the given ratio begins, as `object-position` percentages.
 *
 * The crop is as large as the picture allows and keeps the point as near its middle
 * as the edges permit, the way the printed crop does.
 */
export function cropPosition(width: number, height: number, ratio: number, [x, y]: Point): Point {
	const shownWidth = Math.min(width, height * ratio);
	const shownHeight = Math.min(height, width / ratio);
	const place = (whole: number, shown: number, at: number): number => {
		const spare = whole - shown;
		return spare <= 0 ? 50 : within((at * whole - shown / 2) / spare) * 100;
	};
	return [place(width, shownWidth, x), place(height, shownHeight, y)];
}
