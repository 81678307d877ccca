import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { SEEK_MS, copyName } from "../session/keeping.svelte";
import { Session } from "../session/session.svelte";
import { marked } from "./marked";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(): Promise<{ session: Session; memory: Memory }> {
	const memory = new Memory();
	const session = new Session(memory, async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	await vi.advanceTimersByTimeAsync(60);
	return { session, memory };
}

test("the words searched for are marked, with or without accents", () => {
	const hits = (snippet: string, query: string) =>
		marked(snippet, query).filter(({ hit }) => hit).map(({ text }) => text.trim());
	expect(hits("… thành phố Cần Thơ và tỉnh", "can tho")).toEqual(["Cần Thơ"]);
	expect(hits("Đường tỉnh 931B", "duo")).toEqual(["Đường"]);
	expect(hits("“hợp tác” kinh tế", "hop tac")).toEqual(["“hợp tác”"]);
	expect(hits("Không có gì", "x")).toEqual([]);
	const whole = marked("… a  b c …", "b").map(({ text }) => text);
	expect(whole.join("")).toBe("… a  b c …");
});

test("a query is asked once, when the typing pauses, and its story opens", async () => {
	const { session, memory } = await opened();
	const keeping = session.keeping;
	for (const query of ["h", "ha", "hau"]) {
		keeping.query = query;
		keeping.seek();
	}
	await vi.advanceTimersByTimeAsync(SEEK_MS + 60);
	expect(memory.calls.filter((call) => call.startsWith("search"))).toEqual(["search hau"]);
	const hit = keeping.found?.at(-1);
	expect(hit).toBeDefined();
	session.panel = "search";
	if (hit) await keeping.go(hit);
	expect(session.selected).toBe(hit?.article);
	expect(session.panel).toBeNull();
});

test("words are replaced in every story that was found, as one step", async () => {
	const { session, memory } = await opened();
	const keeping = session.keeping;
	keeping.query = "Hậu Giang";
	keeping.seek();
	await vi.advanceTimersByTimeAsync(SEEK_MS + 60);
	const { places, stories } = keeping.standing;
	expect(places).toBeGreaterThan(stories);
	await keeping.replace("Sóc Trăng");
	expect(memory.calls).toContain("replaceInStories Hậu Giang Sóc Trăng");
	// Nothing is left to replace, and one step back it is all there again.
	expect(keeping.found).toEqual([]);
	await session.undo();
	keeping.seek();
	await vi.advanceTimersByTimeAsync(SEEK_MS + 60);
	expect(keeping.standing).toEqual({ places, stories });
});

test("a version is kept, compared and gone back to as one step", async () => {
	const { session } = await opened();
	const before = session.draft?.view.title ?? "";
	await session.keeping.keep("Bản trình ký");
	const version = session.keeping.list[0];
	expect(version).toMatchObject({ name: "Bản trình ký", current: true });
	session.draft?.edit({ title: "Khác hẳn" });
	await session.draft?.flush();
	await session.keeping.choose(version?.id ?? 0);
	expect(session.keeping.compared?.[0]?.pieces.some(({ kind }) => kind === "removed")).toBe(true);
	await session.keeping.restore(null);
	expect((await session.backend.article(session.selected ?? "")).title).toBe(before);
	expect(session.keeping.compared).toEqual([]);
	await session.undo();
	expect((await session.backend.article(session.selected ?? "")).title).toBe("Khác hẳn");
});

test("a file that is open elsewhere becomes a question, not a message", async () => {
	const { session, memory } = await opened();
	memory.refusal = { code: "lock.held", sentence: "Máy PC-03 đang mở, 14:02." };
	await session.open("/x/a.bantin");
	expect(session.keeping.refused).toEqual({ path: "/x/a.bantin", sentence: "Máy PC-03 đang mở, 14:02.", held: true });
	expect(session.notices.list).toEqual([]);
	expect(session.opening).toBeNull();
	await session.keeping.read("/x/a.bantin");
	expect(session.keeping.refused).toBeNull();
	expect(session.bulletin?.writable).toBe(false);
	memory.refusal = { code: "open.busy", sentence: "Chương trình khác đang ghi." };
	await session.open("/x/b.bantin");
	expect(session.notices.list.map(({ sentence }) => sentence)).toEqual(["Chương trình khác đang ghi."]);
	expect(copyName("/x/a.bantin", "bản sao")).toBe("/x/a (bản sao).bantin");
});

test("a file that cannot be opened is offered its backups, and a rescue when it is damaged", async () => {
	const { session, memory } = await opened();
	const backups = await memory.backups();
	for (const [code, damaged] of [["open.damaged", true], ["open.missing", false]] as const) {
		memory.refusal = { code, sentence: "Không mở được." };
		await session.open("/x/a.bantin");
		expect(session.keeping.broken).toEqual({ path: "/x/a.bantin", sentence: "Không mở được.", damaged, backups });
		expect(session.notices.list).toEqual([]);
	}
	memory.backups = async () => [];
	await session.open("/x/a.bantin");
	expect(session.notices.list.map(({ sentence }) => sentence)).toEqual(["Không mở được."]);
	memory.refusal = null;
	await session.keeping.rescue("/x/a.bantin");
	expect(session.keeping.broken).toBeNull();
	expect(session.keeping.lost).toEqual(["Mất bài: Một"]);
});

test("what could not be saved in the background is said once", async () => {
	const { session, memory } = await opened();
	const failure = { code: "edit.full", sentence: "Ổ đĩa đã đầy." };
	memory.fail(failure);
	memory.fail(failure);
	expect(session.notices.list.filter(({ failed }) => failed)).toHaveLength(1);
});
