/** What a photo still lacks, as the filters above the grid see it. */
import type { PhotoView } from "../backend/wire";

export const FILTERS = ["all", "caption", "alt", "credit", "unused"] as const;
export type Filter = (typeof FILTERS)[number];

/** Below this a photo prints blurred. */
export const LOWEST_PPI = 150;

export function passes(filter: Filter, photo: PhotoView): boolean {
	switch (filter) {
		case "all":
			return true;
		case "unused":
			return photo.usedBy.length === 0;
		default:
			return photo.missing.includes(filter);
	}
}

/**
 * Puts photos into rows of equal height that fill the width.
 *
 * The last row keeps the wished height instead of being stretched.
 */
export function rows(photos: readonly PhotoView[], width: number, wished: number, gap: number): PhotoView[][] {
	const found: PhotoView[][] = [];
	let row: PhotoView[] = [];
	let used = 0;
	for (const photo of photos) {
		const wide = (wished * photo.width) / photo.height;
		if (row.length > 0 && used + wide / 2 > width) {
			found.push(row);
			row = [];
			used = 0;
		}
		row.push(photo);
		used += wide + gap;
	}
	return row.length > 0 ? [...found, row] : found;
}
