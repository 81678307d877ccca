/**
 * The editor's document, node for node what the program reads and writes.
 *
 * Typing shortcuts of Markdown are off: a line that begins with "26. Tháng hai" is a
 * line, not a list. Undo belongs to the program, so no history is kept here.
 */
import { type AnyExtension, type JSONContent, Mark } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor, Placeholder } from "@tiptap/extensions";
import type { EditorNode } from "../backend/wire";
import { words } from "../words/words.svelte";
import {
	Directive,
	Footnote,
	Gallery,
	GalleryCaption,
	HtmlBlock,
	HtmlInline,
	NoteRef,
	Pullquote,
	Sidebar,
} from "./blocks";
import { figure, inlineImage, type Pictures } from "./figure";
import { Finding } from "./found";
import { Typography } from "./typography";
import { NotesFollow } from "./notes";

const script = (name: string, tag: "sup" | "sub", other: string) =>
	Mark.create({
		name,
		excludes: other,
		// A note's mark is a <sup> too.
		parseHTML: () => [{ tag: `${tag}:not([data-note])` }],
		renderHTML: () => [tag, 0],
	});

const tight = () => ({ tight: { default: true, rendered: false } });
const cell = () => ({
	colspan: { default: 1, rendered: false },
	rowspan: { default: 1, rendered: false },
	colwidth: { default: null, rendered: false },
	align: {
		default: null,
		renderHTML: ({ align }: Record<string, unknown>) =>
			align ? { style: `text-align: ${String(align)}` } : {},
	},
});

export const extensions = (pictures: Pictures): AnyExtension[] => [
	Document.extend({ content: "block+ footnote*" }),
	Paragraph,
	Text,
	Heading,
	BulletList.extend({ addAttributes: tight }),
	OrderedList.extend({ addAttributes: () => ({ start: { default: 1 }, ...tight() }) }),
	ListItem.extend({ content: "block+" }),
	ListKeymap,
	Blockquote.extend({
		parseHTML: () => [{ tag: "blockquote:not([data-block])" }],
	}),
	Pullquote,
	Sidebar,
	Directive,
	Gallery,
	GalleryCaption,
	figure(pictures),
	inlineImage(pictures),
	Table.configure({ resizable: false }),
	TableRow,
	TableHeader.extend({ content: "paragraph", addAttributes: cell }),
	TableCell.extend({ content: "paragraph", addAttributes: cell }),
	CodeBlock,
	HorizontalRule,
	HtmlBlock,
	HtmlInline,
	NoteRef,
	Footnote,
	NotesFollow,
	Finding,
	Typography,
	Bold,
	Italic,
	Strike,
	script("superscript", "sup", "subscript"),
	script("subscript", "sub", "superscript"),
	Code,
	Link.extend({
		inclusive: false,
		addAttributes: () => ({ href: { default: null }, title: { default: null } }),
	}).configure({ openOnClick: false, autolink: false, linkOnPaste: false, HTMLAttributes: { target: null, rel: null } }),
	HardBreak,
	Dropcursor.configure({ class: "drop-here", color: false }),
	Gapcursor,
	Placeholder.configure({
		placeholder: () => words().article.bodyHint,
		showOnlyWhenEditable: true,
	}),
];

/** Attributes that only the table editing needs; the program does not know them. */
const OURS_ALONE = new Set(["colspan", "rowspan", "colwidth"]);
const NEVER_EMPTY = new Set([
	"doc",
	"blockquote",
	"pullquote",
	"sidebar",
	"directive",
	"footnote",
	"listItem",
	"tableCell",
	"tableHeader",
]);

/** What the program reads: our document without the table editing's own attributes. */
export function toWire(node: JSONContent): EditorNode {
	const made: EditorNode = { type: node.type ?? "" };
	if (node.attrs) {
		const kept = Object.entries(node.attrs).filter(([key]) => !OURS_ALONE.has(key));
		if (kept.length > 0) made.attrs = Object.fromEntries(kept);
	}
	if (node.text !== undefined) made.text = node.text;
	if (node.marks) made.marks = node.marks as NonNullable<EditorNode["marks"]>;
	if (node.content) made.content = node.content.map(toWire);
	return made;
}

/** What the editor can show: a place to type wherever a block must not be empty. */
export function fromWire(node: EditorNode): JSONContent {
	const content = (node.content ?? []).map(fromWire);
	const blank = content.every(({ type }) => type === "footnote");
	if (NEVER_EMPTY.has(node.type) && blank) content.unshift({ type: "paragraph" });
	return { ...node, ...(content.length > 0 ? { content } : {}) };
}
