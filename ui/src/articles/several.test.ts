import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Menu from "../kit/Menu.svelte";
import { menus } from "../kit/menu.svelte";
import Notices from "../views/Notices.svelte";
import Outline from "./Outline.svelte";

let session: Session;
let apps: Record<string, unknown>[];
const get = (testid: string): HTMLElement => {
	const found = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};
const rows = () => [...document.querySelectorAll<HTMLElement>("[role=option]")];
const chosen = () => rows().filter((row) => row.getAttribute("aria-selected") === "true").map((row) => row.dataset["testid"]?.slice("story-".length));
const ids = () => session.stories.map(({ id }) => id);

async function settle(): Promise<void> {
	await new Promise((done) => setTimeout(done, 80));
	flushSync();
}

async function press(key: string, keys: KeyboardEventInit = {}): Promise<void> {
	const from = document.querySelector('[role="option"][tabindex="0"]');
	from?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys }));
	await settle();
}

async function click(id: string | undefined, keys: MouseEventInit = {}): Promise<void> {
	get(`story-${id}`).dispatchEvent(new MouseEvent("click", { bubbles: true, ...keys }));
	await settle();
}

beforeEach(async () => {
	vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	session = new Session(new Memory(), async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	const props = { target: document.body, props: { session } };
	apps = [mount(Outline, props), mount(Notices, props)];
	await settle();
});

afterEach(async () => {
	menus.close(false);
	for (const app of apps) await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

test("Shift with arrows and with a click chooses a span, Ctrl one by one", async () => {
	const [first, second, third] = ids();
	await click(first);
	await press("ArrowDown", { shiftKey: true });
	expect(chosen()).toEqual([first, second]);
	await press("ArrowUp", { shiftKey: true });
	expect(chosen()).toEqual([first]);
	await click(third, { shiftKey: true });
	expect(chosen()).toEqual([first, second, third]);
	await click(second, { ctrlKey: true });
	expect(chosen()).toEqual([first, third]);
	expect(document.querySelector("[role=listbox]")?.getAttribute("aria-multiselectable")).toBe("true");
	expect(get("picked").textContent).toBe("Đã chọn 2 bài");
	expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
	await click(second);
	expect(chosen()).toEqual([second]);
});

test("several stories are deleted together, and one notice brings all of them back", async () => {
	const before = ids();
	await click(before[0]);
	await press("ArrowDown", { shiftKey: true });
	await press("Delete");
	expect(ids()).toEqual(before.slice(2));
	expect(get("notice").textContent).toContain("Đã xóa 2 bài");
	get("notice-undo").click();
	await settle();
	await settle();
	expect(ids().toSorted()).toEqual(before.toSorted());
});

test("several stories go to another section in the order they have", async () => {
	const before = session.stories;
	const to = before.at(-1)?.section;
	await click(before[0]?.id);
	await press("ArrowDown", { shiftKey: true });
	get(`story-${before[0]?.id}`).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: 9, clientY: 9 }));
	flushSync();
	const menu = menus.open;
	expect(menu?.label).toBe("Đã chọn 2 bài");
	if (menu) apps.push(mount(Menu, { target: document.body, props: { menu } }));
	flushSync();
	get(`move-to-${to}`).click();
	await settle();
	await settle();
	const there = session.stories.filter(({ section }) => section === to).map(({ id }) => id);
	expect(there.slice(-2)).toEqual(before.slice(0, 2).map(({ id }) => id));
	get("notice-undo").click();
	await settle();
	await settle();
	expect(session.stories.map(({ id, section }) => [id, section])).toEqual(before.map(({ id, section }) => [id, section]));
});

test("several stories are set aside and put back, each in one step", async () => {
	const [first, second] = ids();
	await click(first);
	await click(second, { shiftKey: true });
	const pick = async (story: string | undefined, entry: string) => {
		get(`story-${story}`).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
		flushSync();
		const menu = menus.open;
		if (!menu) throw new Error("no menu");
		const app = mount(Menu, { target: document.body, props: { menu } });
		flushSync();
		get(entry).click();
		await settle();
		await unmount(app);
	};
	await pick(second, "set-aside");
	expect(session.bulletin?.pool.map(({ id }) => id)).toEqual([first, second]);
	expect(session.bulletin?.stories.map(({ id }) => id)).not.toContain(first);
	await session.undo();
	await settle();
	expect(session.bulletin?.pool).toEqual([]);
	await session.redo();
	await settle();
	await pick(first, `move-to-${session.bulletin?.sections[0]?.id}`);
	expect(session.bulletin?.stories.map(({ id }) => id)).toContain(first);
});
