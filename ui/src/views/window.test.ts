import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Window from "./Window.svelte";

const get = (testid: string): HTMLElement => {
	const found = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};
const seen = (testid: string) => document.querySelector(`[data-testid="${testid}"]`) !== null;
const rest = () => new Promise((done) => setTimeout(done, 80));

let session: Session;
let memory: Memory;
let app: Record<string, unknown>;

beforeEach(async () => {
	vi.stubGlobal("innerWidth", 1280);
	vi.stubGlobal("matchMedia", () => ({
		matches: false,
		addEventListener: () => {},
		removeEventListener: () => {},
	}));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	memory = new Memory();
	session = new Session(memory, async (url) => url);
	await session.begin();
	app = mount(Window, { target: document.body, props: { session } });
	flushSync();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

async function openSample(): Promise<void> {
	get("start-sample").click();
	await rest();
	flushSync();
}

function type(field: HTMLElement, words: string): void {
	(field as HTMLTextAreaElement).value = words;
	field.dispatchEvent(new Event("input", { bubbles: true }));
}

test("a title typed in its place reaches the program, the outline and the sheet", async () => {
	await openSample();
	const id = session.selected ?? "";
	const before = get("sheet-1").dataset["fingerprint"];
	type(get("editor-title"), "Một tít khác");
	await rest();
	flushSync();
	expect((await memory.article(id)).title).toBe("Một tít khác");
	expect(get(`story-${id}`).textContent).toContain("Một tít khác");
	expect(get("sheet-1").dataset["fingerprint"]).not.toBe(before);
});

test("a new bulletin is made from a name alone", async () => {
	get("start-new").click();
	type(get("new-name"), "Xóm Mới");
	flushSync();
	get("new-create").click();
	await rest();
	flushSync();
	expect(session.bulletin?.name).toBe("Xóm Mới");
	expect(get("bulletin-menu").textContent).toContain("Xóm Mới");
});

test("every surface can be reached and names its parts", async () => {
	await openSample();
	for (const surface of ["pages", "photos", "check", "export", "articles"]) {
		get(`surface-${surface}`).click();
		flushSync();
		expect(get(`surface-${surface}`).getAttribute("aria-current")).toBe("page");
		for (const button of document.querySelectorAll("button")) {
			const name = button.getAttribute("aria-label") ?? button.textContent.trim();
			expect(name, `${surface}: ${button.outerHTML.slice(0, 120)}`).not.toBe("");
		}
	}
});

test("the surfaces answer to their keys, undo to its own", async () => {
	await openSample();
	const press = (code: string, key: string) =>
		window.dispatchEvent(new KeyboardEvent("keydown", { code, key, ctrlKey: true, cancelable: true }));
	press("Digit3", "3");
	flushSync();
	expect(seen("photo-1")).toBe(true);
	press("Digit1", "1");
	flushSync();
	type(get("editor-title"), "Khác");
	await rest();
	press("KeyZ", "z");
	await rest();
	flushSync();
	expect((get("editor-title") as HTMLTextAreaElement).value).toContain("Cần Thơ – Hậu Giang");
});

test("the words follow the language at once", async () => {
	await openSample();
	get("lang-en").click();
	await rest();
	flushSync();
	expect(get("surface-check").textContent).toContain("Check");
	expect(document.documentElement.lang).toBe("en");
	get("lang-vi").click();
	await rest();
});

test("a caption typed for a photo is saved on the photo", async () => {
	await openSample();
	get("surface-photos").click();
	flushSync();
	get("photo-5").click();
	flushSync();
	type(get("photo-caption"), "Khám bệnh");
	await new Promise((done) => setTimeout(done, 250));
	expect((await memory.photos()).find(({ id }) => id === 5)?.caption).toBe("Khám bệnh");
});
