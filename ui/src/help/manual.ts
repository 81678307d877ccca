/** The pages of docs/manual, as they are built into the app. */
import type { Lang } from "../backend/wire";
import type { Surface } from "../session/session.svelte";

export interface Page {
	title: string;
	html: string;
	/** Its words without marks. */
	text: string;
}

/** In the order in which they are read. */
export const PAGES = [
	"start",
	"import",
	"articles",
	"photos",
	"pages",
	"check",
	"review",
	"export",
	"publish",
	"issue",
	"keeping",
	"design",
	"designers",
	"office",
	"commands",
	"printers",
] as const;
export type PageName = (typeof PAGES)[number];

const loads = import.meta.glob<Page>("../../../docs/manual/*/*.md", { import: "default" });

/** The whole manual in one language. */
export async function manual(lang: Lang): Promise<Map<PageName, Page>> {
	const pages = PAGES.map(async (name): Promise<[PageName, Page]> => {
		const load = loads[`../../../docs/manual/${lang}/${name}.md`];
		if (!load) throw new Error(`no page ${name}`);
		return [name, await load()];
	});
	return new Map(await Promise.all(pages));
}

/** The page about a surface; the first one where no bulletin is open. */
export const pageOf = (surface: Surface | null): PageName => surface ?? "start";
