/** Days as people type them: `27/02/2021`, `27-2-2021`, `27.2.21`. */

/** The ISO day, `null` for an empty field, `undefined` for what is no day. */
export function readDay(typed: string): string | null | undefined {
	const bare = typed.trim();
	if (bare === "") return null;
	const match = /^(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})$/.exec(bare);
	if (!match) return undefined;
	const day = Number(match[1]);
	const month = Number(match[2]);
	const year = Number(match[3]) + (match[3]?.length === 2 ? 2000 : 0);
	const date = new Date(Date.UTC(year, month - 1, day));
	const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return real ? date.toISOString().slice(0, 10) : undefined;
}
