/** What was wished of a story, in a few words. */
import type { WishView } from "../backend/wire";
import { words } from "../words/words.svelte";

/** `Bài chính, trang 3, không sang trang`; nothing when nothing was wished. */
export function wishWords({ rank, page, units, whole, hold, photos }: WishView): string {
	const { wish, module, pages } = words();
	const said = [
		rank && wish.ranks[rank],
		page !== null && pages.sheet(page).toLowerCase(),
		units !== null && module.units(units),
		whole && wish.whole,
		photos !== "normal" && `${wish.photos.toLowerCase()}: ${wish.photoSizes[photos].toLowerCase()}`,
		hold && wish.waits,
	];
	return said.filter(Boolean).join(", ");
}
