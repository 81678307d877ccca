/** Marks the places of the text that hold the words being looked for. */
import { Extension } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

interface Range {
	from: number;
	to: number;
}

export interface Found {
	words: string;
	ranges: readonly Range[];
	/** The one the eye is led to. */
	at: number;
}

const NOTHING: Found = { words: "", ranges: [], at: -1 };
export const FOUND = new PluginKey<Found>("found");

/** Lower case without changing where letters stand. */
export function lower(words: string): string {
	const small = words.toLocaleLowerCase("vi");
	return small.length === words.length ? small : words;
}

/** Every place of the words, block by block; capitals count as small letters. */
export function places(doc: ProseNode, words: string): Range[] {
	const sought = lower(words);
	const ranges: Range[] = [];
	if (sought.trim() === "") return ranges;
	doc.descendants((node, at) => {
		if (!node.isTextblock) return true;
		// A leaf takes one place in the text as it does in the document.
		const text = lower(node.textBetween(0, node.content.size, undefined, "\ufffc"));
		for (let from = text.indexOf(sought); from >= 0; from = text.indexOf(sought, from + sought.length)) {
			ranges.push({ from: at + 1 + from, to: at + 1 + from + sought.length });
		}
		return false;
	});
	return ranges;
}

export const Finding = Extension.create({
	name: "finding",
	addProseMirrorPlugins: () => [
		new Plugin<Found>({
			key: FOUND,
			state: {
				init: () => NOTHING,
				apply(tr, found) {
					const asked = tr.getMeta(FOUND) as Pick<Found, "words" | "at"> | undefined;
					if (!asked && (found.words === "" || !tr.docChanged)) return found;
					const { words, at } = asked ?? found;
					const ranges = places(tr.doc, words);
					return { words, ranges, at: Math.min(at, ranges.length - 1) };
				},
			},
			props: {
				decorations(state) {
					const found = FOUND.getState(state) ?? NOTHING;
					const marks = found.ranges.map(({ from, to }, index) =>
						Decoration.inline(from, to, { class: index === found.at ? "found now" : "found" }),
					);
					return DecorationSet.create(state.doc, marks);
				},
			},
		}),
	],
});
