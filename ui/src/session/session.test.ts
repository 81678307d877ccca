import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { CHECK_MS, DEVELOP_MS, FOLLOW_MS, Session } from "./session.svelte";

/** Long enough for a keystroke to reach the backend and come back. */
const settle = () => vi.advanceTimersByTimeAsync(60);

async function opened(): Promise<{ session: Session; memory: Memory; loaded: string[] }> {
	const memory = new Memory();
	const loaded: string[] = [];
	const session = new Session(memory, async (url) => {
		loaded.push(url);
		return { on: () => {} };
	});
	await session.begin();
	await session.openSample();
	await settle();
	loaded.length = 0;
	memory.calls.length = 0;
	return { session, memory, loaded };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const edits = (memory: Memory) => memory.calls.filter((call) => call.startsWith("editArticle"));

describe("writing", () => {
	test("keystrokes reach the backend together, the last one wins", async () => {
		const { session, memory } = await opened();
		session.draft?.edit({ title: "M" });
		session.draft?.edit({ title: "Mở" });
		session.draft?.edit({ title: "Mở đường", lead: "Hai tỉnh" });
		expect(session.draft?.view.title).toBe("Mở đường");
		await settle();
		expect(edits(memory)).toEqual(["editArticle title lead"]);
		expect((await memory.article(session.selected ?? "")).title).toBe("Mở đường");
		await vi.advanceTimersByTimeAsync(FOLLOW_MS);
		expect(session.story?.title).toBe("Mở đường");
		expect(session.saved).not.toBeNull();
	});

	test("only the sheet that changed is loaded, and it is tinted for a moment", async () => {
		const { session, loaded } = await opened();
		const before = session.sheets.shown.map(({ url }) => url);
		session.draft?.edit({ lead: "Câu mở đầu khác." });
		await settle();
		expect(loaded).toHaveLength(1);
		const [first, ...rest] = session.sheets.shown;
		expect(first?.url).not.toBe(before[0]);
		expect(first?.fresh).toBe(true);
		expect(rest.map(({ url }) => url)).toEqual(before.slice(1));
		await vi.advanceTimersByTimeAsync(700);
		expect(session.sheets.shown[0]?.fresh).toBe(false);
	});

	test("an edit that changes no paper loads no sheet", async () => {
		const { session, loaded, memory } = await opened();
		session.draft?.edit({ tags: ["mới"] });
		await settle();
		expect(loaded).toEqual([]);
		expect(memory.calls).not.toContain("sheets");
	});

	test("a refused edit is said once, kept, and goes along with the next one", async () => {
		const { session, memory } = await opened();
		const real = memory.editArticle.bind(memory);
		const failing = vi
			.spyOn(memory, "editArticle")
			.mockRejectedValue({ code: "store.write", sentence: "Đĩa đầy." });
		session.draft?.edit({ title: "Giữ lại" });
		await settle();
		expect(session.notices.list.map(({ sentence }) => sentence)).toEqual(["Đĩa đầy."]);
		expect(session.draft?.view.title).toBe("Giữ lại");
		failing.mockImplementation(real);
		session.draft?.edit({ lead: "Thêm" });
		await settle();
		const saved = await memory.article(session.selected ?? "");
		expect([saved.title, saved.lead]).toEqual(["Giữ lại", "Thêm"]);
	});

	test("another story is opened only after the words of this one are saved", async () => {
		const { session, memory } = await opened();
		const [first, second] = session.stories;
		session.draft?.edit({ title: "Vừa gõ xong" });
		await session.select(second?.id ?? null);
		expect((await memory.article(first?.id ?? "")).title).toBe("Vừa gõ xong");
		expect(session.draft?.id).toBe(second?.id);
	});
});

describe("undo", () => {
	test("takes the last step back and shows it in the open story", async () => {
		const { session } = await opened();
		const before = session.draft?.view.title;
		session.draft?.edit({ title: "Khác" });
		await settle();
		expect(session.bulletin?.undo).toBe("sửa bài");
		await session.undo();
		await settle();
		expect(session.draft?.view.title).toBe(before);
		expect(session.bulletin?.redo).toBe("sửa bài");
		await session.redo();
		await settle();
		expect(session.draft?.view.title).toBe("Khác");
	});

	test("saves what is being typed before it steps back", async () => {
		const { session } = await opened();
		const before = session.draft?.view.title;
		session.draft?.edit({ title: "Chưa kịp lưu" });
		await session.undo();
		await settle();
		expect(session.draft?.view.title).toBe(before);
	});

	test("brings a deleted story back", async () => {
		const { session } = await opened();
		const story = session.story;
		expect(story).not.toBeNull();
		if (!story) return;
		await session.removeArticle(story);
		expect(session.stories).toHaveLength(2);
		expect(session.selected).not.toBe(story.id);
		expect(session.notices.list.at(-1)?.step).toBe(session.bulletin?.undo);
		await session.undo();
		expect(session.stories.map(({ id }) => id)).toContain(story.id);
	});
});

describe("the desk", () => {
	test("a story moves across sections at their ends", async () => {
		const { session } = await opened();
		const story = session.story;
		if (!story) throw new Error("no story");
		await session.moveStory(story, 1);
		expect(session.story?.section).toBe(2);
		expect(session.stories[0]?.id).toBe(story.id);
	});

	test("a remark leads to its photo, its imprint or its story", async () => {
		const { session } = await opened();
		const [imprint, photo] = session.remarks;
		expect([imprint?.code, photo?.code]).toEqual(["imprint.missing", "photo.low_ppi"]);
		if (!imprint || !photo) return;
		await session.goTo(imprint);
		expect(session.panel).toBe("imprint");
		await session.goTo(photo);
		expect([session.surface, session.photo]).toEqual(["photos", 2]);
	});

	test("what a click mends comes after what was typed, as a step to undo", async () => {
		const { session, memory } = await opened();
		const remark = session.remarks[0];
		if (!remark) throw new Error("no remark");
		session.draft?.edit({ title: "Mở đường" });
		await session.mend({ ...remark, code: "style.dates", article: session.selected });
		const calls = memory.calls.filter((call) => /^(edit|mend)/.test(call));
		expect(calls).toEqual(["editArticle title", "mend style.dates"]);
		expect(session.bulletin?.undo).toBe("sửa bài");
	});

	test("files dropped before a bulletin is open wait for it", async () => {
		const memory = new Memory();
		const session = new Session(memory, async () => ({ on: () => {} }));
		await session.begin();
		await session.take(["/tin/Tin mới.md", "/tin/anh.jpg"]);
		expect(session.waiting).toHaveLength(2);
		await session.create("moi.bantin", "Mới", "", "thoi-su");
		await settle();
		expect(session.waiting).toEqual([]);
		expect(session.report?.articles).toHaveLength(1);
		expect(session.stories.map(({ title }) => title)).toEqual(["Tin mới"]);
		expect(session.photos).toHaveLength(1);
	});

	test("the language of the program's own words follows", async () => {
		const { session } = await opened();
		await session.setLang("en");
		await settle();
		expect(session.bulletin?.issue?.label).toBe("No. 8 · 27/02/2021");
		expect(session.fields[0]?.label).toBe("Name");
		await session.setLang("vi");
	});

	test("an export runs through and names its files", async () => {
		const { session } = await opened();
		const { exporting } = session;
		exporting.toggle("screen");
		const done = exporting.start();
		await vi.advanceTimersByTimeAsync(100);
		expect(exporting.running).toBe(true);
		await vi.advanceTimersByTimeAsync(5000);
		await done;
		expect(exporting.files).toHaveLength(2);
		expect(exporting.share).toBe(1);
	});

	test("a cancelled export says so and has no files", async () => {
		const { session } = await opened();
		const done = session.exporting.start();
		await vi.advanceTimersByTimeAsync(100);
		await session.exporting.cancel();
		await vi.advanceTimersByTimeAsync(1000);
		await done;
		expect(session.exporting.cancelled).toBe(true);
		expect(session.exporting.files).toEqual([]);
		expect(session.exporting.finished).toBeNull();
	});
});

describe("after the typing pauses", () => {
	test("until then the program hears of the keys and is asked for the sheets alone", async () => {
		const { session, memory } = await opened();
		for (const lead of ["M", "Mở", "Mở đ", "Mở đư", "Mở đườ", "Mở đường"]) {
			session.draft?.edit({ lead });
			await vi.advanceTimersByTimeAsync(400);
		}
		expect(new Set(memory.calls)).toEqual(new Set(["editArticle lead", "sheets"]));
		memory.calls.length = 0;
		await vi.advanceTimersByTimeAsync(FOLLOW_MS);
		expect(memory.calls).toContain("bulletin");
		expect(memory.calls).not.toContain("remarks");
		await vi.advanceTimersByTimeAsync(CHECK_MS);
		expect(memory.calls).toContain("remarks");
	});

	test("photos put into the text count as used, the address follows the title", async () => {
		const { session } = await opened();
		const figure = { type: "figure", attrs: { src: "media/kenh-xa-no.jpg" } };
		session.draft?.edit({ body: { type: "doc", content: [figure] } });
		await vi.advanceTimersByTimeAsync(FOLLOW_MS + 60);
		expect(session.photos.find(({ id }) => id === 3)?.usedBy).toEqual([session.selected]);
		expect(session.draft?.view.photos).toEqual([3]);
		expect(session.draft?.view.body.content).toEqual([figure]);
	});
});

describe("small pictures made in the background", () => {
	test("are counted, and sheets take them over now and then", async () => {
		const { session, memory } = await opened();
		await vi.advanceTimersByTimeAsync(CHECK_MS + FOLLOW_MS);
		memory.calls.length = 0;
		for (let done = 1; done < 5; done += 1) memory.develop({ done, total: 5 });
		expect(session.developed).toEqual({ done: 4, total: 5 });
		expect(memory.calls).toEqual([]);
		await vi.advanceTimersByTimeAsync(DEVELOP_MS);
		expect(memory.calls).toEqual(["sheets"]);
		memory.develop({ done: 5, total: 5 });
		await settle();
		expect(session.developed).toBeNull();
		expect(memory.calls).toEqual(["sheets", "sheets"]);
	});

	test("of a bulletin that was closed are nobody's business", async () => {
		const { session, memory } = await opened();
		memory.develop({ done: 1, total: 5 });
		await session.close();
		expect(session.developed).toBeNull();
		memory.develop({ done: 2, total: 5 });
		expect(session.developed).toBeNull();
	});
});
