import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Notices, STAY_MS } from "./notices.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what can be taken back stays longer than what is only told, a failure until it is closed", () => {
	const notices = new Notices(() => "xóa bài");
	notices.say("told");
	notices.say("removed", true);
	notices.fail({ code: "x", sentence: "refused" }, "");
	vi.advanceTimersByTime(STAY_MS.told);
	expect(notices.list.map(({ sentence }) => sentence)).toEqual(["removed", "refused"]);
	vi.advanceTimersByTime(STAY_MS.undoable);
	expect(notices.list.map(({ sentence }) => sentence)).toEqual(["refused"]);
});

test("nothing leaves while it is read, and the rest of its time counts on", () => {
	const notices = new Notices();
	notices.say("told");
	vi.advanceTimersByTime(STAY_MS.told - 2000);
	notices.pause();
	vi.advanceTimersByTime(60_000);
	expect(notices.list).toHaveLength(1);
	notices.resume();
	vi.advanceTimersByTime(1900);
	expect(notices.list).toHaveLength(1);
	vi.advanceTimersByTime(200);
	expect(notices.list).toEqual([]);
});

test("what is read after it was taken away is no failure; changing it is", () => {
	const notices = new Notices();
	notices.fail({ code: "read.missing", sentence: "Gone." }, "");
	expect(notices.list).toEqual([]);
	notices.fail({ code: "edit.missing", sentence: "Gone." }, "");
	expect(notices.list.map(({ sentence }) => sentence)).toEqual(["Gone."]);
});
