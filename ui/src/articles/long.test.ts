import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Outline from "./Outline.svelte";

/** A bulletin of as many stories as nobody has. */
class Long extends Memory {
	override async openSample() {
		await super.openSample();
		const [first] = this.opened.articles;
		if (!first) throw new Error("the sample has no story");
		this.opened.articles = Array.from({ length: 5000 }, (_, index) => ({
			...first,
			id: `long-${index}`,
			title: `Bài ${index}`,
			section: this.opened.sections[index < 2500 ? 0 : 1]?.id ?? null,
		}));
		return this.openedView();
	}
	openedView() {
		return this.chooseIssue(this.opened.issue ?? 1);
	}
}

let session: Session;
let app: Record<string, unknown>;
const rows = () => [...document.querySelectorAll<HTMLElement>("[role=option]")];

async function settle(): Promise<void> {
	await new Promise((done) => setTimeout(done, 80));
	flushSync();
}

beforeEach(async () => {
	vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	session = new Session(new Long(), async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	app = mount(Outline, { target: document.body, props: { session } });
	await settle();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

test("of 5,000 stories at most 80 rows stand in the page, and the selected one takes the focus", async () => {
	expect(session.stories).toHaveLength(5000);
	expect(rows().length).toBeLessThanOrEqual(80);
	const target = session.stories[3210];
	if (!target) throw new Error("no story");
	await session.select(target.id);
	await settle();
	const current = document.querySelector<HTMLElement>('[role="option"][tabindex="0"]');
	expect(current?.textContent).toContain("Bài 3210");
	expect(current?.getAttribute("aria-posinset")).toBe("3211");
	expect(current?.getAttribute("aria-setsize")).toBe("5000");
	current?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
	await settle();
	expect(document.activeElement?.textContent).toContain("Bài 3211");
	expect(rows().length).toBeLessThanOrEqual(80);
});

test("scrolled away from, the selected story is found again by the list itself", async () => {
	const list = document.querySelector<HTMLElement>("[role=listbox]");
	if (!list) throw new Error("no list");
	await session.select(session.stories[0]?.id ?? null);
	await settle();
	list.scrollTop = 100_000;
	list.dispatchEvent(new Event("scroll"));
	await settle();
	expect(document.querySelector('[role="option"][tabindex="0"]')).toBeNull();
	expect(list.tabIndex).toBe(0);
	list.focus();
	await settle();
	expect(document.activeElement?.textContent).toContain("Bài 0");
});
