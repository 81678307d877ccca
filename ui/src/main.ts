/** Puts the window up: over the real program in the app, over the one in memory elsewhere. */
import { mount } from "svelte";
import type { Backend } from "./backend/backend";
import { Session } from "./session/session.svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import Window from "./views/Window.svelte";

async function chooseBackend(): Promise<Backend> {
	if ("__TAURI_INTERNALS__" in window) return (await import("./backend/tauri")).tauri;
	const { Memory } = await import("./backend/memory");
	return new Memory();
}

const target = document.getElementById("app");
if (target) {
	const session = new Session(await chooseBackend());
	await session.begin();
	mount(Window, { target, props: { session } });
	await session.openGiven();
}
