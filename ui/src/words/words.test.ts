import { expect, test } from "vitest";
import { en } from "./en";
import { vi } from "./vi";
import { pageWords } from "./words.svelte";

/** Every path of a dictionary, with the words or the result of the sentence made there. */
function leaves(words: object, path = ""): [string, string][] {
	return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
		const here = `${path}/${key}`;
		if (typeof value === "string") return [[here, value]];
		if (typeof value === "function") return [[here, String(value(2, 3, 4, 5, 6))]];
		return leaves(value as object, here);
	});
}

/** Proper names and examples that are the same in every language. */
const SHARED = new Set(["/percent", "/number", "/photos/ppi", "/export/outputs/web/name", "/export/outputs/wxr/name", "/export/outputs/png/detail"]);

test("every language has the same words, none empty", () => {
	expect(leaves(en).map(([path]) => path)).toEqual(leaves(vi).map(([path]) => path));
	for (const [path, words] of [...leaves(vi), ...leaves(en)]) {
		expect(words, path).not.toBe("");
		expect(words, path).not.toContain("undefined");
	}
});

test("no Vietnamese is left in the English words", () => {
	const vietnamese = new Map(leaves(vi));
	const left = leaves(en).filter(
		([path, words]) => !SHARED.has(path) && words === vietnamese.get(path),
	);
	expect(left).toEqual([]);
});

test("page numbers are read in runs", () => {
	expect(pageWords([3, 1, 2, 6])).toBe("1–3 và 6");
	expect(pageWords([1, 3, 8])).toBe("1, 3 và 8");
	expect(pageWords([4])).toBe("4");
	expect(pageWords([])).toBe("");
});
