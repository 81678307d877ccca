import { flushSync, mount, unmount } from "svelte";
import { expect, test } from "vitest";
import cargo from "../../../Cargo.toml?raw";
import { version } from "../../package.json";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import { commands } from "../views/commands";
import { setWords } from "../words/words.svelte";
import About from "./About.svelte";
import { FONTS } from "./works";

const terms = Object.keys(import.meta.glob("../../../fonts/OFL-*.txt"));

test("every font that comes with the program is named", () => {
	const bare = FONTS.map((name) => name.replaceAll(" ", ""));
	expect(bare).toEqual(terms.map((path) => path.replace(/.*OFL-(.*)\.txt/, "$1")).toSorted());
});

test.each([
	["vi", "phiên bản", "Giới thiệu Bantin"],
	["en", "version", "About Bantin"],
] as const)("version, licence and where the terms are stand in the about box, %s", async (lang, word, title) => {
	setWords(lang);
	const app = mount(About, { target: document.body, props: { onclose: () => {} } });
	flushSync();
	const said = document.querySelector("[data-testid=about]")?.textContent ?? "";
	expect(cargo).toContain(`version = "${version}"`);
	for (const part of [`${word} ${version}`, "MIT", "Apache", "Be Vietnam Pro", "THIRD-PARTY.txt"]) expect(said).toContain(part);
	await unmount(app);

	const session = new Session(new Memory(), async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	setWords(lang);
	commands(session).find(({ label }) => label === title)?.run();
	expect(session.panel).toBe("about");
	setWords("vi");
});
