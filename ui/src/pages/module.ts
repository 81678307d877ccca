/** A module in words, and what can be done with it, for its menus. */
import type { ModuleView } from "../backend/wire";
import type { Entry } from "../kit/menu.svelte";
import type { Placed } from "../session/hand.svelte";
import type { Session } from "../session/session.svelte";
import { words } from "../words/words.svelte";

/** The title of its story, or what it is. */
export function nameOf(session: Session, module: ModuleView): string {
	if (module.article === null) return words().module.kinds[module.kind];
	return session.stories.find(({ id }) => id === module.article)?.title || words().outline.untitled;
}

/** Whether it stays where it is: the issue's own frame. */
export const isFixed = ({ kind }: ModuleView): boolean => kind === "masthead" || kind === "imprint";

/** The columns asked for, or else how many the press chose. */
export function legsOf({ legs, columns }: ModuleView): string {
	if (legs !== null) return words().module.legs(legs);
	return columns > 0 ? words().module.autoLegs(columns) : words().module.auto;
}

/** The number of columns one step fewer or more than there are. */
export function turnedLegs({ legs, columns, units }: ModuleView, direction: 1 | -1): number {
	return Math.max(1, Math.min(units, (legs ?? Math.max(1, columns)) + direction));
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
