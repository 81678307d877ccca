/** Facing pages: the first stands alone on the right, the last may stand alone on the left. */

export function spreads<Sheet extends { page: number }>(sheets: readonly Sheet[]): Sheet[][] {
	const found: Sheet[][] = [];
	for (const sheet of sheets) {
		const last = found.at(-1);
		const left = last?.length === 1 ? last[0] : undefined;
		if (left && left.page % 2 === 0) last?.push(sheet);
		else found.push([sheet]);
	}
	return found;
}

/** The grid of a page that may not be there yet: left pages are alike, and right ones. */
export function gridFor<Grid>(grids: readonly Grid[], page: number): Grid | undefined {
	if (grids[page - 1]) return grids[page - 1];
	return (page % 2 === 0 ? grids[1] : grids[2]) ?? grids[0];
}

/** Before which page, from 1, something dropped at `x` stands; one more than there are, behind the last. */
export function placeAt(boxes: readonly { left: number; right: number }[], x: number): number {
	const before = boxes.findIndex(({ left, right }) => x < (left + right) / 2);
	return before < 0 ? boxes.length + 1 : before + 1;
}
