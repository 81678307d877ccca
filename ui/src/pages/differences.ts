/** What a proposal does otherwise than another one, in the words of somebody who looks at both. */
import type { ModuleView, ProposalView } from "../backend/wire";
import { words } from "../words/words.svelte";

/** More say nothing any more. */
const MOST = 3;
/** From this share of difference a photo counts as larger or smaller. */
const LARGER = 1.2;

interface Home {
	page: number;
	module: ModuleView;
}

/** Where each story begins. */
function homes({ pages }: ProposalView): Map<string, Home> {
	const found = new Map<string, Home>();
	for (const [at, modules] of pages.entries()) {
		for (const module of modules) {
			if (module.article !== null && !found.has(module.article)) found.set(module.article, { page: at + 1, module });
		}
	}
	return found;
}

/** How much of each page photos take, in square points. */
const photosOf = ({ shapes }: ProposalView): number[] =>
	shapes.map((page) => page.filter(({ kind }) => kind === "photo").reduce((sum, { w, h }) => sum + w * h, 0));

/** Stories that begin elsewhere first, then widths, then photos: what is seen from farther away. */
export function differences(proposal: ProposalView, base: ProposalView, titleOf: (article: string) => string): string[] {
	const { compose } = words();
	const [mine, theirs] = [homes(proposal), homes(base)];
	const moved: string[] = [];
	const resized: string[] = [];
	for (const [article, { page, module }] of mine) {
		const other = theirs.get(article);
		if (!other) continue;
		const title = titleOf(article);
		if (other.page !== page) moved.push(compose.movedTo(title, page, other.page));
		else if (other.module.units !== module.units) resized.push(compose.widened(title, module.units > other.module.units));
	}
	const [photos, before] = [photosOf(proposal), photosOf(base)];
	const pictured = photos.flatMap((area, at) => {
		const old = before[at] ?? 0;
		if (area > old * LARGER) return compose.largerPhotos(at + 1);
		return area * LARGER < old ? compose.smallerPhotos(at + 1) : [];
	});
	return [...moved, ...resized, ...pictured].slice(0, MOST);
}
