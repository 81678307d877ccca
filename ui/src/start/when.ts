/** When a bulletin was last open, as people say it. */
import { words } from "../words/words.svelte";

export function whenWords(iso: string): string {
	const when = new Date(iso);
	if (Number.isNaN(when.getTime())) return "";
	return when.toLocaleString(words().locale, {
		day: "2-digit",
		month: "2-digit",
		year: "numeric",
		hour: "2-digit",
		minute: "2-digit",
	});
}
