/** Which rows of a long outline are near what is seen: only those are in the page. */

/** Heights of the outline, in pixels. */
export interface Heights {
	row: number;
	/** The head of a section, and that of the first. */
	head: number;
	first: number;
}

/** A part of a group: from the first of these rows to before the last. */
export interface Span {
	from: number;
	to: number;
}

/** Up to so many stories all are there. */
export const FEW = 60;
/** Rows beyond what is seen, on either side. */
const OVER = 10;

/** Top of a row of a group, from the head of the list. */
export function topOf(counts: readonly number[], group: number, row: number, { row: high, head, first }: Heights): number {
	const heads = group === 0 ? first : first + group * head;
	const before = counts.slice(0, group).reduce((sum, count) => sum + count, 0);
	return heads + (before + row) * high;
}

/** The rows of each group that are near what is seen of the list. */
export function near(counts: readonly number[], heights: Heights, top: number, height: number): Span[] {
	return counts.map((count, group) => {
		const start = topOf(counts, group, 0, heights);
		const at = (y: number) => Math.floor((y - start) / heights.row);
		const within = (row: number) => Math.min(count, Math.max(0, row));
		return { from: within(at(top) - OVER), to: within(at(top + height) + 1 + OVER) };
	});
}
