/** A module in words, and what can be done with it, for its menus. */
import type { ModuleView } from "../backend/wire";
import type { Entry } from "../kit/menu.svelte";
import type { Placed } from "../session/hand.svelte";
import type { Session } from "../session/session.svelte";
import { words } from "../words/words.svelte";

/** Units that one column of text takes, about. */
const COLUMN = 4;

/** The title of its story, or what it is. */
export function nameOf(session: Session, module: ModuleView): string {
	if (module.article === null) return words().module.kinds[module.kind];
	return session.stories.find(({ id }) => id === module.article)?.title || words().outline.untitled;
}

/** The number of columns one step fewer or more; where it begins the press decided. */
export function turnedLegs(module: ModuleView, direction: 1 | -1): number {
	const now = module.legs ?? Math.max(1, Math.round(module.units / COLUMN));
	return Math.max(1, Math.min(module.units, now + direction));
}

export function moduleActs(session: Session, { module }: Placed): Entry[] {
	const { hand } = session;
	const acts: Entry[] = [
		{ label: module.pinned ? words().module.unpin : words().module.pin, keys: "P", run: () => hand.pin() },
	];
	if (module.article !== null) {
		const article = module.article;
		acts.push(
			{ label: words().module.fewerLegs, divided: true, run: () => hand.setLegs(turnedLegs(module, -1)) },
			{ label: words().module.moreLegs, run: () => hand.setLegs(turnedLegs(module, 1)) },
		);
		if (module.legs !== null) {
			acts.push({ label: `${words().module.columns}: ${words().module.auto}`, run: () => hand.setLegs(null) });
		}
		acts.push({
			label: words().pages.edit,
			keys: "Enter",
			divided: true,
			run: () => session.edit({ article, part: "body", block: null }),
		});
	}
	acts.push({
		label: words().compose.again,
		line: words().compose.againLine,
		divided: true,
		run: () => hand.recompose(),
	});
	if (session.sheets.plan.saved) {
		acts.push({ label: words().compose.clear, run: () => session.change(() => session.backend.clearPlan()) });
	}
	return acts;
}
