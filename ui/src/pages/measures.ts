/** The four measures of a proposal in words, and which of them is poor. */
import type { ProposalView } from "../backend/wire";
import { words } from "../words/words.svelte";

export interface Measure {
	name: string;
	value: string;
	/** Below what good pages have. */
	poor: boolean;
}

/** From here pages count as full. */
const FULL = 0.95;
/** Pages with less are grey, with more they are an album. */
const PHOTOS = { few: 0.2, many: 0.55 };
/** Of fewer stories each may need more than a page. */
const MANY = 3;
/** From here up pages are in balance, or nearly. */
const BALANCED = { well: 0.9, nearly: 0.7 };

export function measuresOf({ filled, photos, balance, continued, pages }: ProposalView): Measure[] {
	const { compose } = words();
	const { measures } = compose;
	const few = photos < PHOTOS.few;
	const many = photos > PHOTOS.many;
	const share = compose.photos(photos);
	const note = few ? compose.fewPhotos : many ? compose.manyPhotos : null;
	const lies =
		balance >= BALANCED.well ? compose.balanced : balance >= BALANCED.nearly ? compose.nearlyBalanced : compose.unbalanced;
	const stories = new Set(pages.flat().flatMap(({ article }) => article ?? [])).size;
	return [
		{ name: measures.filled, value: words().percent(filled), poor: filled < FULL },
		{ name: measures.photos, value: note === null ? share : `${share}, ${note}`, poor: note !== null },
		{ name: measures.balance, value: lies, poor: balance < BALANCED.nearly },
		{ name: measures.continued, value: compose.continued(continued), poor: stories > MANY && continued * 3 > stories },
	];
}
