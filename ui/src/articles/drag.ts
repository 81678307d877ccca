/** Where a story goes that is dragged through the outline. Knows numbers, no elements. */

/** A line of the outline: the head of a section, or one of its stories. */
export interface Line {
	section: number | null;
	/** Its place among the stories of the section; `null` for the head. */
	place: number | null;
	top: number;
	bottom: number;
}

/** What is dragged: where it stood. */
export interface Dragged {
	section: number | null;
	place: number;
}

export interface Drop {
	section: number | null;
	/** Place among the section's stories once the dragged one has left its own. */
	position: number;
	/** Where the gap opens. */
	y: number;
}

/** The place under `y`, or `null` when the story would stay where it is. */
export function dropAt(lines: readonly Line[], y: number, dragged: Dragged): Drop | null {
	let above: Line | undefined;
	for (const line of lines) {
		if (above && y < (line.top + line.bottom) / 2) break;
		above = line;
	}
	if (!above) return null;
	const { section, bottom } = above;
	const after = above.place === null ? 0 : above.place + 1;
	const own = dragged.section === section;
	const position = own && dragged.place < after ? after - 1 : after;
	return own && dragged.place === position ? null : { section, position, y: bottom };
}

/** The lines of the sections as they stand in the scrolled list. */
export function linesIn(list: HTMLElement): Line[] {
	const base = list.getBoundingClientRect().top - list.scrollTop;
	return [...list.querySelectorAll<HTMLElement>("[data-line]")].map((element) => {
		const box = element.getBoundingClientRect();
		const { line = "", place = "" } = element.dataset;
		return {
			section: line === "" ? null : Number(line),
			place: place === "" ? null : Number(place),
			top: box.top - base,
			bottom: box.bottom - base,
		};
	});
}
