/** How large a headline is drawn where only its room is known. */

/** Mean width of a bold letter of a Vietnamese headline, in em. */
const LETTER = 0.52;
const LEADING = 1.15;
const MOST_LINES = 5;

/** The largest size at which a title fits a box, in the units of the box. */
export function headlineSize(title: string, width: number, height: number): number {
	const long = Math.max(1, title.length) * LETTER;
	let best = 0;
	for (let lines = 1; lines <= MOST_LINES; lines += 1) {
		// A line is seldom full: a word goes down to the next.
		const across = (lines * width * (lines > 1 ? 0.86 : 1)) / long;
		best = Math.max(best, Math.min(height / (lines * LEADING), across));
	}
	return Math.round(best * 10) / 10;
}
