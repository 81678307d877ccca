/** Puts the window up: over the real program in the app, over the one in memory elsewhere. */
import { mount } from "svelte";
import { loadStory } from "./articles/story";
import type { Backend } from "./backend/backend";
import { tauri } from "./backend/tauri";
import { Session } from "./session/session.svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import Window from "./views/Window.svelte";

async function chooseBackend(): Promise<Backend> {
	if ("__TAURI_INTERNALS__" in window) return tauri;
	const { Memory } = await import("./backend/memory");
	return new Memory();
}

const target = document.getElementById("app");
if (target) {
	const session = new Session(await chooseBackend());
	await session.begin();
	target.replaceChildren();
	mount(Window, { target, props: { session } });
	performance.mark("window");
	// Fetched while the first frame is drawn and the file is opened.
	void loadStory();
	await session.openGiven();
}
