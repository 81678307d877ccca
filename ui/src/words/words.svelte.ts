/** The language of the interface, and its words. */
import type { Lang } from "../backend/wire";
import { en } from "./en";
import { vi, type Words } from "./vi";

const dictionaries: Record<Lang, Words> = { vi, en };

let lang = $state<Lang>("vi");

/** The dictionary of the current language. Read it where it is shown, so that it follows. */
export const words = (): Words => dictionaries[lang];

export const currentLang = (): Lang => lang;

export function setWords(next: Lang): void {
	lang = next;
	document.documentElement.lang = next;
}

/** A day as people write it: `27/02/2021`. */
export function dayWords(iso: string | null): string {
	const match = iso?.match(/^(\d{4})-(\d{2})-(\d{2})/);
	return match ? `${match[3]}/${match[2]}/${match[1]}` : "";
}

/** The time of day: `14:02`. */
export const timeWords = (when: Date): string =>
	when.toLocaleTimeString(words().locale, { hour: "2-digit", minute: "2-digit" });

/** Page numbers in a row: `1–3, 6 and 8`. */
export function pageWords(pages: readonly number[]): string {
	const sorted = [...new Set(pages)].sort((a, b) => a - b);
	const runs: [number, number][] = [];
	for (const page of sorted) {
		const last = runs.at(-1);
		if (last && page === last[1] + 1) last[1] = page;
		else runs.push([page, page]);
	}
	const told = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
	const last = told.pop() ?? "";
	return told.length === 0 ? last : `${told.join(", ")} ${words().and} ${last}`;
}
