import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Layout } from "./layout.svelte";

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function layout(width: number): Layout {
	vi.stubGlobal("innerWidth", width);
	return new Layout();
}

test("in a narrow window panels lie over the desk one at a time, and go away", () => {
	const narrow = layout(640);
	expect([narrow.outline, narrow.inspector]).toEqual([false, false]);
	narrow.toggle("outline");
	narrow.toggle("inspector");
	expect([narrow.outline, narrow.inspector]).toEqual([false, true]);
	expect(narrow.uncover()).toBe(true);
	expect([narrow.outline, narrow.inspector]).toEqual([false, false]);
});

test("zooming in and out again leaves the panels as they were", () => {
	const wide = layout(1280);
	wide.toggle("inspector");
	wide.fit(640);
	wide.toggle("outline");
	wide.toggle("outline");
	wide.fit(1280);
	expect([wide.outline, wide.inspector]).toEqual([true, false]);
	const again = layout(1280);
	expect([again.outline, again.inspector]).toEqual([true, false]);
});
