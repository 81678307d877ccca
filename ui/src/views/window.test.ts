import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStory } from "../articles/story";
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
	await loadStory();
	memory = new Memory();
	session = new Session(memory, async () => ({ on: () => {} }));
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

test("words are found in the text and in the fields around it, one after another", async () => {
	await openSample();
	session.find();
	flushSync();
	const field = get("find") as HTMLInputElement;
	const count = () => get("find-count").textContent.trim();
	type(field, "CẦN THƠ");
	flushSync();
	const marks = document.querySelectorAll(".found").length;
	expect(marks).toBeGreaterThan(0);
	// The title holds the words too and is marked first, as a whole.
	expect(get("editor-title").className).toContain("story-field-found");
	const [first, all] = count().split("/").map(Number);
	expect(first).toBe(1);
	expect(all).toBeGreaterThan(marks);
	const enter = (shiftKey = false) => {
		field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", shiftKey, bubbles: true, cancelable: true }));
		flushSync();
	};
	enter(true);
	expect(count()).toBe(`${all}/${all}`);
	enter();
	expect(count()).toBe(`1/${all}`);
	type(field, "không đâu có chữ này");
	flushSync();
	expect(count()).toBe("Không thấy");
	field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
	flushSync();
	expect(seen("find")).toBe(false);
	expect(document.querySelectorAll(".found")).toHaveLength(0);
});

test("the panels fold from the bar, and the keys are told on a question mark", async () => {
	await openSample();
	expect(get("fold-outline").getAttribute("aria-label")).toBe("Ẩn danh sách bài");
	get("fold-outline").click();
	get("fold-inspector").click();
	flushSync();
	expect(get("fold-outline").getAttribute("aria-label")).toBe("Hiện danh sách bài");
	expect(document.querySelector("main.outline, main.inspector")).toBeNull();
	window.dispatchEvent(new KeyboardEvent("keydown", { code: "Slash", key: "?", shiftKey: true, cancelable: true }));
	flushSync();
	expect(get("shortcuts").textContent).toContain("Ctrl+F");
});

test("F1 opens the manual where one is, its links lead on, and it can be searched", async () => {
	await openSample();
	session.surface = "photos";
	flushSync();
	window.dispatchEvent(new KeyboardEvent("keydown", { code: "F1", key: "F1", cancelable: true }));
	flushSync();
	await vi.waitFor(() => expect(get("help-page").textContent).toContain("Điểm chính"));
	expect(document.activeElement).toBe(get("help-page"));
	get("help-export").click();
	flushSync();
	get("help-page").querySelector<HTMLElement>('a[href="#printers"]')?.click();
	flushSync();
	expect(get("help-page").querySelector("h1")?.textContent).toBe("Dành cho nhà in");
	type(get("help-search") as HTMLInputElement, "luu chieu");
	flushSync();
	const found = [...document.querySelectorAll("nav [data-testid^=help-]:not(input)")].map((e) => e.textContent?.trim());
	expect(found[0]).toBe("Xuất");
	expect(found.length).toBeLessThan(4);
});

test("a story dragged below another one stands there", async () => {
	await openSample();
	const before = session.stories.map(({ id }) => id);
	const rows = [...document.querySelectorAll<HTMLElement>("[data-line]")];
	rows.forEach((row, at) => {
		row.getBoundingClientRect = () => new DOMRect(0, at * 30, 200, 30);
	});
	const point = (name: string, target: EventTarget, clientY: number) =>
		target.dispatchEvent(
			Object.assign(new MouseEvent(name, { clientX: 9, clientY, buttons: 1, bubbles: true }), {}),
		);
	const story = get(`story-${before[0]}`);
	const at = rows.findIndex((row) => row.contains(story) && row.dataset["story"]);
	const last = (rows.length - 1) * 30 + 29;
	point("pointerdown", story, at * 30 + 15);
	point("pointermove", window, at * 30 + 40);
	point("pointermove", window, last);
	point("pointerup", window, last);
	await rest();
	flushSync();
	expect(session.stories.map(({ id }) => id)).not.toEqual(before);
	expect(session.stories.find(({ id }) => id === before[0])?.section).toBe(
		Number(rows.at(-1)?.dataset["line"]) || null,
	);
	expect(session.stories).toHaveLength(before.length);
});
