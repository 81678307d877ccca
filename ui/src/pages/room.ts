/** How a story fits its room, for eyes and ears. */
import type { FitView, PlanView } from "../backend/wire";
import { words } from "../words/words.svelte";

export interface Room {
	shape: "fits" | "left" | "over";
	/** `còn 31`, `vừa`, `dư 12`. */
	short: string;
	/** `còn 31 từ`. */
	long: string;
	/** At the foot of its frame: `thừa 31 từ / 4 dòng`. */
	foot: string;
}

export function roomOf(fit: FitView | undefined): Room | null {
	if (!fit) return null;
	const { room } = words();
	if (fit.words < 0 || fit.lines < 0) {
		const over = Math.max(1, -fit.words);
		return { shape: "over", short: room.over(over), long: room.overWords(over), foot: room.overFoot(over, Math.max(1, -fit.lines)) };
	}
	if (fit.words === 0 || fit.lines === 0) return { shape: "fits", short: room.fits, long: room.fits, foot: room.fits };
	return { shape: "left", short: room.left(fit.words), long: room.leftWords(fit.words), foot: room.leftFoot(fit.words) };
}

/** What is to be said of the plan as a whole. */
export function planWords(plan: { saved: boolean; fits: readonly FitView[] }): string {
	const over = plan.fits.filter((fit) => roomOf(fit)?.shape === "over").length;
	const { room } = words();
	if (over > 0) return room.misfits(over);
	return plan.saved ? room.planned : room.unplanned;
}

/** How many words are over, by the page their story should end on. */
export function overOn({ pages, fits }: PlanView): Map<number, number> {
	const found = new Map<number, number>();
	for (const fit of fits.filter((each) => roomOf(each)?.shape === "over")) {
		const last = pages.findLastIndex((modules) => modules.some(({ article }) => article === fit.article));
		if (last >= 0) found.set(last + 1, (found.get(last + 1) ?? 0) + Math.max(1, -fit.words));
	}
	return found;
}
