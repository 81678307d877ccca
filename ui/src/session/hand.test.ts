import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Memory } from "../backend/memory";
import { turnedPages } from "./composing.svelte";
import { REST_MS } from "./hand.svelte";
import { Session } from "./session.svelte";

const settle = () => vi.advanceTimersByTimeAsync(100);
const rested = () => vi.advanceTimersByTimeAsync(REST_MS + 200);

async function opened(): Promise<{ session: Session; memory: Memory; hands: () => string[] }> {
	const memory = new Memory();
	const session = new Session(memory, async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	await settle();
	memory.calls.length = 0;
	return { session, memory, hands: () => memory.calls.filter((call) => call.startsWith("hand")) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("composing", () => {
	test("a proposal taken is the plan, and undo gives the old pages back", async () => {
		const { session } = await opened();
		void session.compose();
		await settle();
		expect(session.composing.result?.proposals).toHaveLength(2);
		session.composing.look(1);
		expect(session.composing.shown?.continued).toBe(0);
		session.composing.look(1);
		await session.takeProposal();
		await settle();
		expect([session.composing.open, session.surface, session.sheets.plan.saved]).toEqual([false, "pages", true]);
		expect(session.bulletin?.undo).toBe("Dàn trang");
		await session.undo();
		await settle();
		expect(session.sheets.plan.saved).toBe(false);
	});

	test("other pages give up the question before; only the last answer is shown", async () => {
		const { session, memory } = await opened();
		void session.compose(8);
		await vi.advanceTimersByTimeAsync(15);
		void session.compose(12);
		await settle();
		expect(memory.calls.filter((call) => call.startsWith("compose"))).toEqual(["compose 8", "compose 12"]);
		expect([session.composing.pages, session.composing.result?.pages]).toEqual([12, 12]);
	});

	test("what does not fit is told in sentences, and nothing can be taken", async () => {
		const { session } = await opened();
		void session.compose(2);
		await settle();
		expect(session.composing.result?.advice).toHaveLength(1);
		await session.takeProposal();
		expect(session.sheets.plan.saved).toBe(false);
		session.composing.close();
		expect(session.composing.result).toBeNull();
	});

	test("stopped before the first answer, the panel goes away", async () => {
		const { session } = await opened();
		void session.compose();
		await vi.advanceTimersByTimeAsync(15);
		await session.composing.cancel();
		await settle();
		expect([session.composing.open, session.composing.running]).toEqual([false, false]);
	});

	test("pages come by four above two", () => {
		const check = (pages: number, direction: 1 | -1, expected: number) =>
			expect(turnedPages(pages, direction)).toBe(expected);
		for (const [from, to] of [[1, 2], [2, 4], [3, 4], [4, 8], [7, 8], [60, 64], [64, 64]] as const) check(from, 1, to);
		for (const [from, to] of [[1, 1], [2, 1], [3, 2], [4, 2], [5, 4], [8, 4], [64, 60]] as const) check(from, -1, to);
	});
});

describe("the hand", () => {
	test("a run of arrows is one move, saved when it rests", async () => {
		const { session, hands } = await opened();
		await session.hand.choose(1, 1);
		session.hand.nudge(1, 0);
		session.hand.nudge(0, -1);
		session.hand.nudge(0, -1);
		expect(session.hand.ghost?.cells).toEqual({ unit: 4, units: 8, line: 6, lines: 50 });
		expect(hands()).toEqual([]);
		await rested();
		expect(hands()).toEqual(['hand 1/1 {"unit":4,"units":8,"line":6,"lines":50,"pinned":true}']);
		expect(session.hand.ghost).toBeNull();
		expect(session.hand.placed?.module).toMatchObject({ unit: 4, line: 6, pinned: true });
		await session.undo();
		await settle();
		expect(session.hand.placed?.module).toMatchObject({ unit: 0, line: 8, pinned: false });
	});

	test("moved and resized together is one change, told to those who listen", async () => {
		const { session, hands } = await opened();
		await session.hand.choose(1, 1);
		session.hand.stretch(1, 0, true);
		session.hand.stretch(0, 1, true);
		session.hand.nudge(0, -1);
		await rested();
		expect(hands()).toEqual(['hand 1/1 {"unit":2,"units":6,"line":8,"lines":49,"pinned":true}']);
		expect(session.hand.told).toMatch(/^Trang 1, ô 3 đến 8, dòng 9 đến 57, đã ghim, (dư|còn) [\d.]+ từ$/);
		await session.undo();
		await settle();
		expect(session.hand.placed?.module).toMatchObject({ unit: 0, units: 8, line: 8, lines: 50 });
	});

	test("the imprint stays where it is, like the masthead", async () => {
		const { session } = await opened();
		const imprint = session.sheets.plan.pages[0]?.[2];
		if (!imprint) throw new Error("no third module");
		imprint.kind = "imprint";
		await session.hand.choose(1, 2);
		session.hand.nudge(0, 1);
		expect(session.hand.ghost).toBeNull();
	});

	test("Escape leaves everything where it was", async () => {
		const { session, hands } = await opened();
		await session.hand.choose(1, 1);
		session.hand.stretch(-1, 0);
		expect(session.hand.stay()).toBe(true);
		await rested();
		expect(hands()).toEqual([]);
		expect(session.hand.stay()).toBe(false);
	});

	test("the module stays in the hand on another page, and its story is selected", async () => {
		const { session } = await opened();
		const story = session.stories[1]?.id ?? "";
		await session.hand.chooseStory(story);
		expect([session.selected, session.page]).toEqual([story, 2]);
		session.hand.show(3, { unit: 4, units: 8, line: 2, lines: 40 });
		await session.hand.settle();
		expect(session.hand.placed).toMatchObject({ page: 3, module: { article: story, unit: 4, line: 2 } });
		expect(session.page).toBe(3);
	});

	test("a refusal is one sentence, and the ghost is gone", async () => {
		const { session, memory } = await opened();
		vi.spyOn(memory, "placeModule").mockRejectedValue({ code: "plan.taken", sentence: "Chỗ này đã có một khối được ghim." });
		await session.hand.choose(1, 1);
		session.hand.nudge(1, 0);
		await rested();
		expect(session.hand.refused).toBe("Chỗ này đã có một khối được ghim.");
		expect(session.notices.list).toEqual([]);
		expect(session.hand.ghost).toBeNull();
		expect(session.hand.placed?.module.unit).toBe(0);
		await session.hand.pin();
		expect(session.hand.refused).toBeNull();
	});

	test("the keyboard takes a module to the next page, at most to the last", async () => {
		const { session, hands } = await opened();
		await session.hand.chooseStory(session.stories[1]?.id ?? "");
		session.hand.turn(1);
		expect([session.hand.ghost?.page, session.page]).toEqual([3, 3]);
		session.hand.turn(1);
		expect(session.hand.ghost?.page).toBe(3);
		await rested();
		expect(hands()).toHaveLength(1);
		expect(session.hand.placed?.page).toBe(3);
	});

	test("the masthead does not move", async () => {
		const { session } = await opened();
		await session.hand.choose(1, 0);
		session.hand.nudge(0, 1);
		expect(session.hand.ghost).toBeNull();
	});

	test("pinning before anything was composed keeps what is shown", async () => {
		const { session } = await opened();
		await session.hand.choose(1, 1);
		await session.hand.pin();
		expect(session.sheets.plan.saved).toBe(true);
		expect(session.hand.placed?.module.pinned).toBe(true);
		await session.hand.pin();
		expect(session.hand.placed?.module.pinned).toBe(false);
	});
});
