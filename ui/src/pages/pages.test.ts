import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStory } from "../articles/story";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Window from "../views/Window.svelte";

const seek = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const get = (testid: string): HTMLElement => {
	const found = seek(testid);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};
/** Waits for what takes its time on a busy machine. */
async function find(testid: string): Promise<HTMLElement> {
	return vi.waitFor(() => {
		flushSync();
		return get(testid);
	}, 5000);
}
async function rest(ms = 120): Promise<void> {
	await new Promise((done) => setTimeout(done, ms));
	flushSync();
}
const press = (key: string, given: KeyboardEventInit = {}, target: EventTarget = document.activeElement ?? window) => {
	const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
	target.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...given }));
	flushSync();
};

let session: Session;
let memory: Memory;
let app: Record<string, unknown>;

beforeEach(async () => {
	vi.stubGlobal("innerWidth", 1280);
	vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	await loadStory();
	memory = new Memory();
	session = new Session(memory, async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	app = mount(Window, { target: document.body, props: { session } });
	await rest();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

test("Ctrl+Enter composes, arrows look, Enter takes", async () => {
	press("Enter", { ctrlKey: true });
	await find("proposal-1");
	expect(get("proposals").contains(document.activeElement)).toBe(true);
	expect(get("proposal-1").getAttribute("aria-selected")).toBe("true");
	expect(get("measures-1").textContent?.replace(/\s+/g, " ")).toContain("Sang trang: 2 bài");
	press("ArrowDown");
	expect(get("proposal-2").getAttribute("aria-selected")).toBe("true");
	press("Enter");
	await rest();
	expect(seek("proposals")).toBeNull();
	expect(session.surface).toBe("pages");
	expect(get("plan-state").textContent).toContain("Đã dàn");
});

test("Escape keeps the old pages; too few pages tell what to cut", async () => {
	get("compose").click();
	await rest();
	get("fewer-pages").click();
	await rest();
	expect((await find("cuts")).textContent).toContain("Bỏ bớt 85 từ");
	expect(seek("take-proposal")).toBeNull();
	press("Escape", {}, get("proposals"));
	expect(seek("proposals")).toBeNull();
	expect(session.sheets.plan.saved).toBe(false);
});

test("a module that has the focus is in the hand: P, columns, wishes, the name of its undo", async () => {
	session.surface = "pages";
	await rest();
	get("module-1-1").focus();
	await rest();
	expect(get("module-1-1").getAttribute("aria-pressed")).toBe("true");
	expect(get("module-width").textContent).toBe("8 ô");
	press("p");
	await rest();
	expect(get("module-1-1").getAttribute("aria-label")).toContain("đã ghim");
	expect(get("undo").getAttribute("aria-label")).toBe("Hoàn tác: Sắp xếp trang");
	expect(get("module-legs").textContent).toBe("Tự động: 2 cột");
	press("+");
	await rest();
	expect(get("module-legs").textContent).toBe("3 cột");
	const photos = get("wish-photos") as HTMLSelectElement;
	photos.value = "large";
	photos.dispatchEvent(new Event("change", { bubbles: true }));
	await rest();
	expect((await memory.wish(session.selected ?? "")).photos).toBe("large");
	press("Escape", {}, get("module-1-1"));
	expect(seek("module-width")).toBeNull();
});

test("the grid is a toggle, and comes by itself with a ghost", async () => {
	session.surface = "pages";
	await rest();
	get("module-1-1").focus();
	await rest();
	expect(seek("grid")).toBeNull();
	press("ArrowDown");
	expect([seek("grid"), seek("ghost")]).not.toContain(null);
	press("Escape");
	expect([seek("grid"), seek("ghost")]).toEqual([null, null]);
	press("g");
	expect(seek("grid")).not.toBeNull();
	press("g");
	expect(seek("grid")).toBeNull();
});

test("every side has a handle; the left and the upper one are drawn by themselves", async () => {
	session.surface = "pages";
	await rest();
	const half = document.querySelector<HTMLElement>('[data-page="1"]');
	if (!half) throw new Error("no page");
	half.getBoundingClientRect = () => new DOMRect(0, 0, 539, 765);
	get("module-1-1").focus();
	await rest();
	for (const side of ["nw", "n", "ne", "e", "se", "s", "sw", "w"]) get(`handle-${side}`);
	const point = (name: string, target: EventTarget, clientX: number, clientY: number) => {
		target.dispatchEvent(new MouseEvent(name, { clientX, clientY, buttons: 1, bubbles: true, cancelable: true }));
		flushSync();
	};
	// The upper left corner of unit 0 and line 8.
	point("pointerdown", half, 34, 132);
	point("pointermove", window, 60, 140);
	point("pointermove", window, 116, 157);
	expect(session.hand.ghost).toEqual({ page: 1, cells: { unit: 2, units: 6, line: 10, lines: 48 } });
	expect(get("hand-told").textContent).toContain("6 ô × 48 dòng");
	point("pointerup", window, 116, 157);
	await rest();
	expect(session.hand.placed?.module).toMatchObject({ unit: 2, units: 6, line: 10, lines: 48, pinned: true });
	expect(get("hand-told").textContent).toContain("đã ghim");
	press("ArrowUp", { altKey: true, shiftKey: true });
	expect(session.hand.ghost?.cells).toMatchObject({ line: 9, lines: 49 });
	press("Escape");
});

test("a drag shows the ghost in cells and saves where it is let go", async () => {
	session.surface = "pages";
	await rest();
	const half = document.querySelector<HTMLElement>('[data-page="1"]');
	if (!half) throw new Error("no page");
	half.getBoundingClientRect = () => new DOMRect(0, 0, 539, 765);
	const point = (name: string, target: EventTarget, clientX: number, clientY: number) => {
		target.dispatchEvent(Object.assign(new MouseEvent(name, { clientX, clientY, buttons: 1, bubbles: true, cancelable: true }), {}));
		flushSync();
	};
	point("pointerdown", half, 100, 300);
	await rest();
	point("pointermove", window, 102, 301);
	expect(seek("ghost")).toBeNull();
	point("pointermove", window, 250, 276);
	expect(session.hand.ghost).toEqual({ page: 1, cells: { unit: 4, units: 8, line: 6, lines: 50 } });
	expect(get("ghost").textContent).toContain("8 ô × 50 dòng");
	point("pointerup", window, 250, 276);
	await rest();
	expect(session.hand.placed?.module).toMatchObject({ unit: 4, line: 6, pinned: true });
	expect(seek("ghost")).toBeNull();
});

test("a page is moved in the strip by keys and by its menu, in one step back", async () => {
	session.surface = "pages";
	await rest();
	const strip = () => [...document.querySelectorAll<HTMLElement>(".strip [data-page]")];
	const on = () => session.sheets.plan.pages.map((modules) => modules.find(({ article }) => article !== null)?.article);
	const before = on();
	expect(before.length).toBeGreaterThan(2);
	strip()[1]?.focus();
	press("ArrowRight", { altKey: true });
	await rest();
	expect(memory.calls.filter((call) => call.startsWith("movePage"))).toEqual(["movePage 2 3"]);
	expect(on()).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
	expect(document.activeElement).toBe(strip()[2]);
	await session.undo();
	await rest();
	expect(on()).toEqual(before);
	// Page 1 keeps its place, and that is said.
	press("ArrowLeft", { altKey: true }, strip()[1]);
	await rest();
	expect(on()).toEqual(before);
	expect(document.body.textContent).toContain("Trang 1 và trang có ghi bản tin giữ nguyên chỗ");
	strip()[2]?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
	await rest();
	get("page-earlier").click();
	await rest();
	expect(on()).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
});
