/**
 * Sets typed signs as they are printed: quotes, dashes, the ellipsis. Taking the last
 * one back with Backspace or undo leaves what was typed.
 */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** What a typed sign becomes, and how many characters before it go along. */
export interface Setting {
	drop: number;
	put: string;
}

/** Before these a quote opens. */
const OPENS = /(^|[\s([{“‘–—/\u00a0])$/;

/** What is put instead of `typed`, after the words `before`; `null` leaves it as it is. */
export function setTyped(before: string, typed: string): Setting | null {
	switch (typed) {
		case '"':
			return { drop: 0, put: OPENS.test(before) ? "“" : "”" };
		case "'":
			return { drop: 0, put: OPENS.test(before) ? "‘" : "’" };
		case "-":
			if (before.endsWith("–")) return { drop: 1, put: "—" };
			return /(^|[^-])-$/.test(before) ? { drop: 1, put: "–" } : null;
		case " ":
			// A hyphen between spaces is a dash; a list begins otherwise.
			return /\S -$/.test(before) ? { drop: 1, put: "– " } : null;
		case ".":
			return /(^|[^.])\.\.$/.test(before) ? { drop: 2, put: "…" } : null;
		default:
			return null;
	}
}

/** The last setting, until something else happens. */
interface Done {
	from: number;
	to: number;
	typed: string;
}

const LAST = new PluginKey<Done | null>("typography");
/** So many characters before the caret are looked at. */
const REACH = 8;

export const Typography = Extension.create({
	name: "typography",
	addProseMirrorPlugins: () => [
		new Plugin<Done | null>({
			key: LAST,
			state: {
				init: () => null,
				apply: (tr, last) => {
					const done = tr.getMeta(LAST) as Done | null | undefined;
					if (done !== undefined) return done;
					return tr.docChanged || tr.selectionSet ? null : last;
				},
			},
			props: {
				handleTextInput(view, from, to, text) {
					const $from = view.state.doc.resolve(from);
					const code = $from.parent.type.spec.code === true || $from.marks().some(({ type }) => type.spec.code === true);
					if (view.composing || code || [...text].length !== 1) return false;
					const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - REACH), $from.parentOffset, undefined, "\ufffc");
					const setting = setTyped(before, text);
					if (!setting) return false;
					const start = from - setting.drop;
					const typed = before.slice(before.length - setting.drop) + text;
					const tr = view.state.tr.insertText(setting.put, start, to);
					view.dispatch(tr.setMeta(LAST, { from: start, to: start + setting.put.length, typed }).scrollIntoView());
					return true;
				},
				handleKeyDown(view, event) {
					const last = LAST.getState(view.state);
					const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
					if (!last || !(undo || (event.key === "Backspace" && !event.ctrlKey))) return false;
					view.dispatch(view.state.tr.insertText(last.typed, last.from, last.to).setMeta(LAST, null));
					// The program's own undo would take back more.
					event.stopPropagation();
					event.preventDefault();
					return true;
				},
			},
		}),
	],
});
