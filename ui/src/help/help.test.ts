/** The manual says the same in both languages, and names what the window shows. */
import { expect, test } from "vitest";
import { SURFACES } from "../session/session.svelte";
import { en } from "../words/en";
import { vi } from "../words/vi";
import { manual, PAGES, pageOf } from "./manual";

const sources = import.meta.glob<string>("../../../docs/manual/*/*.md", { query: "?raw", import: "default" });
const everyDocument = Object.keys(import.meta.glob("../../../docs/**/*.{md,png}"));
const languages = [
	["vi", vi],
	["en", en],
] as const;

function strings(said: unknown): string[] {
	if (typeof said === "string") return [said];
	return typeof said === "object" && said !== null ? Object.values(said).flatMap(strings) : [];
}

test("every page is there in both languages, and every surface has one", async () => {
	for (const [lang] of languages) {
		const pages = await manual(lang);
		expect([...pages.keys()]).toEqual(PAGES);
		for (const page of pages.values()) expect(page.title).not.toBe("");
	}
	expect(Object.keys(sources)).toHaveLength(2 * PAGES.length);
	for (const surface of SURFACES) expect(PAGES).toContain(pageOf(surface));
});

for (const [lang, said] of languages) {
	test(`${lang}: what is bold stands in the window`, async () => {
		const shown = new Set(strings(said));
		for (const [name, { html }] of await manual(lang)) {
			const bold = [...html.matchAll(/<strong>(.*?)<\/strong>/g)].map(([, words]) => words);
			expect(bold.filter((words) => !shown.has(words ?? "")), name).toEqual([]);
		}
	});

	test(`${lang}: links lead to pages, pictures are there`, async () => {
		for (const [name, page] of await manual(lang)) {
			const links = [...page.html.matchAll(/<a href="#([^"]*)"/g)].map(([, to]) => to);
			expect(links.filter((to) => !PAGES.some((own) => own === to)), name).toEqual([]);
			expect(page.html, name).not.toMatch(/picture:\d|<script|<a href="[^#]/);
			const source = (await sources[`../../../docs/manual/${lang}/${name}.md`]?.()) ?? "";
			for (const [, to] of source.matchAll(/\]\(([^)]+)\)/g)) {
				const path = new URL(to ?? "", `http://x/docs/manual/${lang}/`).pathname;
				expect(everyDocument, `${name}: ${to}`).toContain(`../../..${path}`);
			}
		}
	});
}
