/** The blocks and signs of our document that TipTap does not bring along. */
import { mergeAttributes, Node } from "@tiptap/core";
import { words } from "../words/words.svelte";

const container = (name: string, tag: string, content = "block+") =>
	Node.create({
		name,
		group: "block",
		content,
		defining: true,
		parseHTML: () => [{ tag: `${tag}[data-block="${name}"]` }],
		renderHTML: ({ HTMLAttributes }) => [
			tag,
			mergeAttributes(HTMLAttributes, { "data-block": name }),
			0,
		],
	});

export const Pullquote = container("pullquote", "blockquote");
export const Sidebar = container("sidebar", "aside");

/** A block directive we do not know; kept as it stands, its content editable. */
export const Directive = container("directive", "div").extend({
	addAttributes: () => ({ name: { default: "" } }),
	renderHTML: ({ HTMLAttributes }) => [
		"div",
		{
			"data-block": "directive",
			"data-label": words().editor.directive(String(HTMLAttributes["name"])),
		},
		0,
	],
});

export const Gallery = container("gallery", "div", "figure+ galleryCaption?");

export const GalleryCaption = Node.create({
	name: "galleryCaption",
	content: "inline*",
	isolating: true,
	parseHTML: () => [{ tag: 'p[data-block="galleryCaption"]' }],
	renderHTML: () => ["p", { "data-block": "galleryCaption" }, 0],
});

/** The text of a note, at the end of the document. */
export const Footnote = Node.create({
	name: "footnote",
	content: "block+",
	isolating: true,
	addAttributes: () => ({ label: { default: "1" } }),
	parseHTML: () => [{ tag: 'div[data-block="footnote"]' }],
	renderHTML: ({ HTMLAttributes }) => [
		"div",
		{
			"data-block": "footnote",
			"data-label": String(HTMLAttributes["label"]),
			role: "note",
			"aria-label": words().editor.noteMark(String(HTMLAttributes["label"])),
		},
		0,
	],
});

export const NoteRef = Node.create({
	name: "noteRef",
	group: "inline",
	inline: true,
	atom: true,
	addAttributes: () => ({ label: { default: "1" } }),
	parseHTML: () => [{ tag: "sup[data-note]", getAttrs: (sup) => ({ label: sup.dataset["note"] }) }],
	renderHTML: ({ HTMLAttributes }) => [
		"sup",
		{ "data-note": String(HTMLAttributes["label"]), class: "note-ref" },
		String(HTMLAttributes["label"]),
	],
});

/** Raw HTML from the file: shown, kept, not editable here. */
export const HtmlBlock = Node.create({
	name: "htmlBlock",
	group: "block",
	atom: true,
	addAttributes: () => ({ literal: { default: "" } }),
	renderHTML: ({ HTMLAttributes }) => {
		const literal = String(HTMLAttributes["literal"]);
		const aside = /^<!--\s*(?:\[([^\]]*)\])?\s*([^]*?)\s*-->$/.exec(literal.trim());
		if (!aside) return ["pre", { "data-block": "htmlBlock", "data-label": words().editor.html }, literal];
		const [, by = "", said = ""] = aside;
		return [
			"p",
			{ "data-block": "htmlBlock", "data-label": words().editor.aside },
			by === "" ? said : `${by}: ${said}`,
		];
	},
});

export const HtmlInline = Node.create({
	name: "htmlInline",
	group: "inline",
	inline: true,
	atom: true,
	addAttributes: () => ({ literal: { default: "" } }),
	renderHTML: ({ HTMLAttributes }) => [
		"code",
		{ class: "html-inline", title: words().editor.html },
		String(HTMLAttributes["literal"]),
	],
});
