import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStory } from "../articles/story";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Window from "../views/Window.svelte";

const get = <Kind extends HTMLElement>(testid: string): Kind => {
	const found = document.querySelector<Kind>(`[data-testid="${testid}"]`);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};

let session: Session;
let app: Record<string, unknown>;

beforeEach(async () => {
	vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	await loadStory();
	session = new Session(new Memory(), async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	app = mount(Window, { target: document.body, props: { session } });
	session.openDesign();
	flushSync();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

/** Writes into a field of the panel and leaves it. */
function change(testid: string, value: string): void {
	const field = get<HTMLInputElement>(testid);
	field.value = value;
	field.dispatchEvent(new Event("input", { bubbles: true }));
	field.dispatchEvent(new Event("change", { bubbles: true }));
	flushSync();
}

const saved = (key: string) => session.fields.find((field) => field.key === key)?.value;

test("a colour, a number of columns and four margins are a step each", async () => {
	change("design-first_colour", "#1F5FA8");
	await vi.waitFor(() => expect(saved("first_colour")).toBe("#1F5FA8"));
	// Only what the design can bear is offered, and what is in force is told.
	const offered = [...get("design-columns").querySelectorAll("option")].map((option) => option.textContent);
	expect(offered).toEqual(["Theo mẫu (3)", "2", "3"]);
	expect(get("design-faces").textContent).toContain("Source Serif 4 · Be Vietnam Pro");
	change("design-columns", "2");
	await vi.waitFor(() => expect(saved("columns")).toBe("2"));
	for (const [side, value] of [["top", "17,5"], ["bottom", "13"], ["inner", "14"]]) change(`design-margin-${side}`, value ?? "");
	await new Promise((done) => setTimeout(done, 60));
	expect(saved("margins")).toBe("");
	change("design-margin-outer", "12");
	await vi.waitFor(() => expect(saved("margins")).toBe("17.5 13 14 12"));
	await session.undo();
	await vi.waitFor(() => expect(saved("margins")).toBe(""));
	expect(saved("columns")).toBe("2");
});

test("what print would not bear is said in the panel, and the remark leads there", async () => {
	const remark = {
		code: "design.too_much_ink",
		severity: "should" as const,
		sentence: "Màu chính dùng tới 320 % mực.",
		fix: "Giảm mực.",
		mend: null,
		page: null,
		article: null,
		photo: null,
	};
	session.remarks = [remark];
	flushSync();
	expect(get("design-doubts").textContent).toContain("320 % mực");
	session.panel = null;
	await session.goTo(remark);
	expect(session.panel).toBe("design");
});

test("the imprint leaves the design's fields to its panel", () => {
	session.panel = "imprint";
	flushSync();
	expect(document.querySelector('[data-testid="field-first_colour"]')).toBeNull();
	expect(get("field-name")).toBeTruthy();
});
