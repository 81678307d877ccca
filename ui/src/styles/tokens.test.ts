/// <reference types="vite/client" />
import { expect, test } from "vitest";
import parts from "./parts.css?raw";
import tokens from "./tokens.css?raw";

/** The colours of each theme, the later ones over the earlier. */
function colours(dark: boolean): Map<string, string> {
	const plain = tokens.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
	const found = new Map<string, string>();
	for (const [, selector, block] of plain.matchAll(/(:root[^{]*)\{([^}]*)\}/g)) {
		if (selector?.includes("dark") && !dark) continue;
		for (const [, name, value] of (block ?? "").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) {
			if (name && value) found.set(name, value);
		}
	}
	return found;
}

function light(colour: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
	return (bright + 0.05) / (dark + 0.05);
}

test.each([["light", false], ["dark", true]] as const)("lines on floats are seen, %s", (_, dark) => {
	const of = colours(dark);
	expect(contrast(of.get("float-line") ?? "", of.get("float") ?? "")).toBeGreaterThanOrEqual(1.4);
	expect(parts).toMatch(/\.float \{ --line: var\(--float-line\);/);
});
