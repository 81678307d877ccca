/** What a photo still lacks, as the filters above the grid see it. */
import type { PhotoView } from "../backend/wire";

export const FILTERS = ["all", "drafts", "caption", "alt", "credit", "low", "alike", "unused"] as const;
export type Filter = (typeof FILTERS)[number];

/** Below this a photo prints blurred. */
export const LOWEST_PPI = 150;

export function passes(filter: Filter, photo: PhotoView): boolean {
	switch (filter) {
		case "all":
			return true;
		case "drafts":
			return photo.drafts.length > 0;
		case "low":
			return photo.ppi !== null && photo.ppi < LOWEST_PPI;
		case "alike":
			return photo.alike.length > 0;
		case "unused":
			return photo.usedBy.length === 0;
		default:
			return photo.missing.includes(filter);
	}
}

/** Height of the words below each picture, with the space to the next row. */
export const WORDS_HEIGHT = 58;

/** A row of the grid: its photos, where it begins and how tall its pictures are. */
export interface Row {
	photos: PhotoView[];
	top: number;
	height: number;
}

/**
 * Puts photos into rows of equal height that fill the width.
 *
 * The last row keeps the wished height instead of being stretched.
 */
export function rows(photos: readonly PhotoView[], width: number, wished: number, gap: number): Row[] {
	const found: Row[] = [];
	let row: PhotoView[] = [];
	let used = 0;
	let top = 0;
	const put = (full: boolean) => {
		const ratios = row.reduce((sum, photo) => sum + photo.width / photo.height, 0);
		const filling = (width - gap * (row.length - 1)) / ratios;
		const height = full ? filling : Math.min(wished, filling);
		found.push({ photos: row, top, height });
		top += height + WORDS_HEIGHT;
	};
	for (const photo of photos) {
		const wide = (wished * photo.width) / photo.height;
		if (row.length > 0 && used + wide / 2 > width) {
			put(true);
			row = [];
			used = 0;
		}
		row.push(photo);
		used += wide + gap;
	}
	if (row.length > 0) put(false);
	return found;
}

/** How far beyond the window rows are there already, so that scrolling meets no gap. */
const AHEAD = 600;

/** The rows that are seen or nearly so: a bulletin of ten years has thousands of photos. */
export function near(lines: readonly Row[], scrolled: number, tall: number): Row[] {
	return lines.filter(
		({ top, height }) =>
			top + height + WORDS_HEIGHT > scrolled - AHEAD && top < scrolled + Math.max(tall, 800) + AHEAD,
	);
}
