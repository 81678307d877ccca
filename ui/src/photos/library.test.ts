import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStory } from "../articles/story";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Window from "../views/Window.svelte";

const look = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const get = (testid: string): HTMLElement => {
	const found = look(testid);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};
const rest = async (ms = 80) => {
	await new Promise((done) => setTimeout(done, ms));
	flushSync();
};
const grid = () =>
	[...document.querySelectorAll('[data-testid="photo-grid"] [role="option"]')].map(
		(each) => (each as HTMLElement).dataset["testid"],
	);

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
	app = mount(Window, { target: document.body, props: { session } });
	flushSync();
	get("start-sample").click();
	await rest();
	session.surface = "photos";
	flushSync();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

function type(field: HTMLElement, words: string, event = "input"): void {
	(field as HTMLTextAreaElement).value = words;
	field.dispatchEvent(new Event(event, { bubbles: true }));
}

const choose = async (id: number) => {
	get(`photo-${id}`).click();
	await rest(0);
};

test("photos are found by caption, place and day without accents", async () => {
	for (const [query, expected] of [
		["ky ket", ["photo-1"]],
		["vi thanh", ["photo-3", "photo-4"]],
		["2021-02-20", ["photo-3"]],
		["khong co", []],
		["", ["photo-1", "photo-2", "photo-3", "photo-4", "photo-5", "photo-6"]],
	] as const) {
		type(get("photo-search"), query);
		await rest(200);
		expect(grid(), query).toEqual(expected);
	}
});

test("a photo that looks like another says so, and gives way to it", async () => {
	session.photos = session.photos.map((photo) =>
		photo.id === 1 ? { ...photo, alike: [6] } : photo.id === 6 ? { ...photo, alike: [1] } : photo,
	);
	await rest(0);
	expect(get("filter-alike").textContent).toContain("2");
	await choose(1);
	const other = session.photos.find(({ id }) => id === 6);
	expect(get("alike-6").textContent).toContain(other?.name);
	get("alike-show").click();
	await rest(0);
	expect(session.photo).toBe(6);
	await choose(1);
	const instead = vi.spyOn(memory, "useInstead");
	get("alike-use").click();
	await rest();
	expect(instead).toHaveBeenCalledWith(1, 6);
});

test("words from the file are accepted one by one, or all, and undone as one step", async () => {
	await choose(3);
	expect(look("accept-caption")).not.toBeNull();
	expect(look("accept-alt")).toBeNull();
	get("accept-caption").click();
	await rest();
	expect(session.shownPhoto?.drafts).toEqual(["credit", "place", "taken"]);
	get("accept-photo").click();
	await rest();
	expect(session.shownPhoto?.drafts).toEqual([]);
	expect(look("accept-photo")).toBeNull();
	await session.undo();
	await rest();
	expect(session.shownPhoto?.drafts).toEqual(["credit", "place", "taken"]);
	get("accept-all").click();
	await rest();
	expect(memory.calls).toContain("acceptWords 3");
});

test("whoever changes a word from the file has read it", async () => {
	await choose(3);
	type(get("photo-caption"), "Ghe hàng sớm mai");
	await rest(300);
	expect(session.shownPhoto?.drafts).toEqual(["credit", "place", "taken"]);
});

test("one click on the picture moves every crop, live and once", async () => {
	await choose(1);
	const parts = () => [...get("photo-crops").querySelectorAll<HTMLElement>("[data-part]")].map((each) => each.dataset["part"]);
	const before = parts();
	// The box of its page, the web, sharing and the square.
	expect(before).toHaveLength(4);
	const ring = get("photo-focus");
	ring.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", shiftKey: true, bubbles: true }));
	ring.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", shiftKey: true, bubbles: true }));
	await rest(500);
	const after = parts();
	expect(after[3]).not.toBe(before[3]);
	expect(after[1]).toBe(before[1]);
	expect(memory.calls.filter((call) => call === "editPhoto focus")).toHaveLength(1);
});

test("a place has its own crop by the keyboard, its own words, and goes back", async () => {
	await choose(1);
	get("place-0").querySelector<HTMLElement>("button")?.click();
	flushSync();
	const crop = get("place-crop");
	for (let step = 0; step < 3; step += 1) {
		crop.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", shiftKey: true, bubbles: true }));
	}
	await rest(500);
	expect(session.shownPhoto?.placements[0]?.crop?.[2]).toBeCloseTo(0.97);
	expect(get("place-crop").getAttribute("aria-valuetext")).toContain("rộng 97 %");
	type(get("place-caption"), "Ký tại chỗ", "change");
	await rest();
	expect(session.shownPhoto?.placements[0]?.caption).toBe("Ký tại chỗ");
	expect(session.shownPhoto?.caption).toBe("Lãnh đạo 2 địa phương ký kết hợp tác");
	get("place-whole").click();
	await rest();
	expect(session.shownPhoto?.placements[0]?.crop).toBeNull();
});

test("a remark leads to the photo and to the field it is about", async () => {
	session.library.filter = "drafts";
	const remark = { severity: "should", sentence: "", fix: "", mend: null, page: null, article: null } as const;
	await session.goTo({ ...remark, code: "alt.missing", photo: 5 });
	await rest();
	expect(session.surface).toBe("photos");
	expect(grid()).toContain("photo-5");
	expect((document.activeElement as HTMLElement).dataset["testid"]).toBe("photo-alt");
	await session.goTo({ ...remark, code: "words.unread", photo: 3 });
	await rest();
	expect((document.activeElement as HTMLElement).dataset["testid"]).toBe("photo-caption");
});

test("words are replaced in all captions after they were seen", async () => {
	get("caption-replace").click();
	flushSync();
	type(get("replace-wanted"), "Bản tin");
	await rest(250);
	expect(get("replace-count").textContent).toBe("Có 2 chỗ.");
	type(get("replace-by"), "BTHG");
	get("replace-go").click();
	await rest();
	expect(session.photos.filter(({ credit }) => credit === "Ảnh: BTHG")).toHaveLength(2);
	expect(look("replace-go")).toBeNull();
});

test("a picture from the clipboard is brought in", async () => {
	const file = new File([new Uint8Array([1, 2, 3])], "x.png", { type: "image/png" });
	const taken = await session.library.paste({ files: [file] } as unknown as DataTransfer);
	expect(taken).toBe("anh-dan.png");
	expect(memory.calls).toContain("importPicture anh-dan.png 3");
	expect(await session.library.paste({ files: [] } as unknown as DataTransfer)).toBeNull();
});

test("reading files is shown and can be given up", async () => {
	let end: (report: null) => void = () => {};
	memory.importFiles = async (_paths, _choices, on = () => {}) => {
		on({ done: 3, total: 25 });
		return new Promise((done) => (end = done as typeof end)) as never;
	};
	const taking = session.importFiles(["anh"]);
	await rest();
	expect(get("reading").textContent).toContain("3/25");
	get("reading-stop").click();
	expect(memory.calls).toContain("cancelImport");
	end(null);
	await taking;
	flushSync();
	expect(look("reading")).toBeNull();
	expect(session.report).toBeNull();
});

test("another file takes a photo's place and its picture is fetched anew", async () => {
	await choose(1);
	const photo = session.shownPhoto;
	if (!photo) throw new Error("no photo");
	await session.library.replaceByFile(photo);
	expect(session.shownPhoto?.version).not.toBe(photo.version);
});

test("a photo is measured in other issues when a person stays at it", async () => {
	const [known] = (await memory.photos())[0]?.placements ?? [];
	if (!known) throw new Error("no place");
	const elsewhere = { ...known, article: "old", title: "Bài cũ", issue: 7, here: false, printed: null, ppi: null, pages: [1, 2] };
	const photos = await memory.photos();
	session.photos = photos.map((photo) => (photo.id === 1 ? { ...photo, placements: [...photo.placements, elsewhere] } : photo));
	const asked: number[] = [];
	memory.measurePhoto = async (id) => {
		asked.push(id);
		return [{ ...elsewhere, pages: [2], printed: [55, 37], ppi: 96 }];
	};
	await choose(1);
	expect(get("place-1").textContent).toContain("Số 7, trang 1–2");
	await rest(500);
	expect(asked).toEqual([1]);
	expect(get("place-1").textContent).toContain("Số 7, trang 2");
	expect(get("place-1").textContent).toContain("55 × 37 mm, 96 ppi");
	expect(get("place-0").textContent).toContain("112 × 74 mm");
});

test("Ctrl+F goes to the search of photos, not to the story", async () => {
	window.dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true }));
	await rest(0);
	expect((document.activeElement as HTMLElement).dataset["testid"]).toBe("photo-search");
	expect(session.surface).toBe("photos");
});
