/** Keeps notes and their marks together: a note leaves with its last mark. */
import { Extension } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";

function labels(doc: ProseNode, type: string): Set<string> {
	const found = new Set<string>();
	doc.descendants((node) => {
		if (node.type.name === type) found.add(String(node.attrs["label"]));
	});
	return found;
}

export const NotesFollow = Extension.create({
	name: "notesFollow",
	addProseMirrorPlugins: () => [
		new Plugin({
			appendTransaction(transactions, before, after) {
				if (!transactions.some(({ docChanged }) => docChanged)) return null;
				// Words from the program are taken as they are.
				if (transactions.some((each) => each.getMeta("fromProgram") === true)) return null;
				const left = labels(after.doc, "noteRef");
				const gone = [...labels(before.doc, "noteRef")].filter((label) => !left.has(label));
				if (gone.length === 0) return null;
				const tr = after.tr;
				after.doc.forEach((node, at) => {
					if (node.type.name === "footnote" && gone.includes(String(node.attrs["label"]))) {
						tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize));
					}
				});
				return tr.docChanged ? tr : null;
			},
		}),
	],
});

/** Puts a mark at the cursor and opens its note at the end of the document. */
export function insertNote(state: EditorState, tr: Transaction): boolean {
	const { noteRef, footnote, paragraph } = state.schema.nodes;
	if (!noteRef || !footnote || !paragraph) return false;
	const taken = new Set([...labels(state.doc, "noteRef"), ...labels(state.doc, "footnote")]);
	let next = 1;
	while (taken.has(String(next))) next += 1;
	const label = String(next);
	tr.insert(tr.selection.to, noteRef.create({ label }));
	const end = tr.doc.content.size;
	tr.insert(end, footnote.create({ label }, paragraph.create()));
	tr.setSelection(TextSelection.create(tr.doc, end + 2));
	tr.scrollIntoView();
	return true;
}
