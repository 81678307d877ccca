import { expect, test, vi } from "vitest";
import type { Backend } from "../backend/backend";
import { type Picture, QUIET_MS, Sheets } from "./sheets.svelte";

/** Four sheets whose fingerprints the test sets; loading ends when the test says so. */
function stage() {
	let prints = ["a", "b", "c", "d"];
	const waiting = new Map<string, { done: (picture: Picture) => void; fail: () => void }>();
	const backend = {
		sheets: async () => ({
			sheets: prints.map((fingerprint, index) => ({
				page: index + 1,
				fingerprint,
				width: 100,
				height: 140,
			})),
			frames: [],
			version: 1,
			overfull: 0,
		}),
		sheetUrl: (sheet: { page: number; fingerprint: string }, width: number) =>
			`${sheet.page}/${sheet.fingerprint}${width === 128 ? "" : `/${width}`}`,
	} as unknown as Backend;
	const sheets = new Sheets(
		backend,
		(url) => new Promise((done, fail) => waiting.set(url, { done, fail })),
	);
	const turn = () => new Promise((done) => setTimeout(done, 0));
	return {
		sheets,
		print: (...next: string[]) => (prints = next),
		loading: () => [...waiting.keys()],
		async finish(url: string) {
			waiting.get(url)?.done({ on: () => {} });
			waiting.delete(url);
			await turn();
		},
		async refuse(url: string) {
			waiting.get(url)?.fail();
			waiting.delete(url);
			await turn();
		},
		shown: () => sheets.shown.map(({ url }) => url),
		turn,
	};
}

async function filled() {
	const it = stage();
	const all = it.sheets.refresh();
	await it.turn();
	for (const url of ["1/a", "2/b", "3/c", "4/d"]) await it.finish(url);
	await all;
	return it;
}

test("the page being looked at is exchanged first", async () => {
	const it = await filled();
	it.print("a", "B", "C", "D");
	it.sheets.watched = [3];
	void it.sheets.refresh();
	await it.turn();
	expect(it.loading()).toEqual(["3/C"]);
	await it.finish("3/C");
	expect(it.shown()).toEqual(["1/a", "2/b", "3/C", "4/d"]);
	// The others wait until the typing pauses.
	expect(it.loading()).toEqual([]);
	await new Promise((done) => setTimeout(done, QUIET_MS + 50));
	expect(it.loading()).toEqual(["2/B"]);
});

test("a newer state overtakes the rest of an older one", async () => {
	const it = await filled();
	it.print("A", "B", "c", "d");
	void it.sheets.refresh();
	await it.turn();
	it.print("A", "B2", "c", "d");
	void it.sheets.refresh();
	await it.finish("1/A");
	expect(it.loading()).toEqual(["2/B2"]);
	await it.finish("2/B2");
	expect(it.shown()).toEqual(["1/A", "2/B2", "3/c", "4/d"]);
});

test("the old picture stays until the new one is decoded", async () => {
	const it = await filled();
	it.print("A", "b", "c", "d");
	void it.sheets.refresh();
	await it.turn();
	expect(it.shown()[0]).toBe("1/a");
	await it.finish("1/A");
	expect(it.shown()[0]).toBe("1/A");
});

test("a refused picture is asked for by its own address", async () => {
	const it = await filled();
	it.print("A", "b", "c", "d");
	void it.sheets.refresh();
	await it.turn();
	await it.refuse("1/A");
	expect(it.shown()[0]).toBe("1/A");
	expect(it.sheets.shown[0]?.fresh).toBe(false);
});

test("sheets that are no more leave", async () => {
	const it = await filled();
	it.print("a", "b");
	await it.sheets.refresh();
	expect(it.shown()).toEqual(["1/a", "2/b"]);
});

test("a sheet is fetched as wide as the widest place shows it", async () => {
	const it = await filled();
	const [page, strip] = [{}, {}];
	const ask = async (place: object, width: number) => {
		it.sheets.ask(2, place, width);
		await it.turn();
		return it.loading();
	};
	expect(await ask(strip, 47)).toEqual([]);
	expect(await ask(page, 300)).toEqual(["2/b/320"]);
	await it.finish("2/b/320");
	expect(it.shown()[1]).toBe("2/b/320");
	// Only the size changed: nothing to tint.
	expect(it.sheets.shown[1]?.fresh).toBe(false);
	// A small step and a smaller one are good enough, larger or much smaller ones are not.
	expect(await ask(page, 315)).toEqual([]);
	expect(await ask(page, 170)).toEqual([]);
	expect(await ask(page, 321)).toEqual(["2/b/352"]);
	await it.finish("2/b/352");
	expect(await ask(page, 140)).toEqual(["2/b/160"]);
	await it.finish("2/b/160");
	it.sheets.leave(2, page);
	expect(await ask(strip, 50)).toEqual([]);
});

test("a screen of high density is given more pixels, never too many", async () => {
	vi.stubGlobal("devicePixelRatio", 2);
	const it = await filled();
	it.sheets.ask(1, {}, 200);
	it.sheets.ask(3, {}, 9000);
	await it.turn();
	expect(it.loading()).toEqual(["1/a/416"]);
	await it.finish("1/a/416");
	expect(it.loading()).toEqual(["3/c/4096"]);
	vi.unstubAllGlobals();
});

test("better pictures of the same words are no news", async () => {
	for (const edited of [true, false]) {
		const it = await filled();
		it.print("A", "b", "c", "d");
		void it.sheets.refresh(edited);
		await it.turn();
		await it.finish("1/A");
		expect(it.sheets.shown[0]?.fresh).toBe(edited);
	}
});
