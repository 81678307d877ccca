/** Where a story goes that is dragged through the outline. Knows numbers, no elements. */

/** A line of the outline: the head of a section, or one of its stories. */
export interface Line {
	section: number | null;
	/** `null` for the head. */
	story: string | null;
	top: number;
	bottom: number;
}

export interface Drop {
	section: number | null;
	/** Place among the section's stories once the dragged one has left its own. */
	position: number;
	/** Where the gap opens. */
	y: number;
}

/** The place under `y`, or `null` when the story would stay where it is. */
export function dropAt(lines: readonly Line[], y: number, dragged: string): Drop | null {
	let above: Line | undefined;
	/** Stories of the section above `y`, the dragged one left out. */
	let position = 0;
	for (const line of lines) {
		if (above && y < (line.top + line.bottom) / 2) break;
		above = line;
		if (line.story === null) position = 0;
		else if (line.story !== dragged) position += 1;
	}
	if (!above) return null;
	const { section, bottom } = above;
	const mates = lines.filter((line) => line.story !== null && line.section === section);
	const stands = mates.findIndex(({ story }) => story === dragged);
	return stands === position ? null : { section, position, y: bottom };
}

/** The lines of the sections as they stand in the scrolled list. */
export function linesIn(list: HTMLElement): Line[] {
	const base = list.getBoundingClientRect().top - list.scrollTop;
	return [...list.querySelectorAll<HTMLElement>("[data-line]")].map((element) => {
		const box = element.getBoundingClientRect();
		const { line = "", story = "" } = element.dataset;
		return {
			section: line === "" ? null : Number(line),
			story: story === "" ? null : story,
			top: box.top - base,
			bottom: box.bottom - base,
		};
	});
}
