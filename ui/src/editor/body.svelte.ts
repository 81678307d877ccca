/**
 * The text of a story in its editor, and what the tools around it need to know.
 *
 * The only class that drives TipTap.
 */
import { Editor, getSchema, type JSONContent } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { NodeSelection, type Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorNode } from "../backend/wire";
import type { PastedText } from "../session/library.svelte";
import type { Pictures } from "./figure";
import { FOUND } from "./found";
import { insertNote } from "./notes";
import { cleanOffice, isPicture } from "./paste";
import { extensions, fromWire, toWire } from "./schema";

export const MARKS = ["bold", "italic", "strike", "superscript", "subscript"] as const;
export type MarkName = (typeof MARKS)[number];

/** What the insert menu offers. */
export type Insert =
	| "figure"
	| "gallery"
	| "table"
	| "quote"
	| "pullquote"
	| "box"
	| "note"
	| "bullets"
	| "numbers"
	| "heading"
	| "rule";

export type TableAct = "addRow" | "addColumn" | "removeRow" | "removeColumn" | "removeTable";

/** A place in the window. */
export interface Place {
	left: number;
	top: number;
	bottom: number;
}

export interface BodyOptions {
	element: HTMLElement;
	label: string;
	body: EditorNode;
	pictures: Pictures;
	/** Something was typed. */
	typed(body: EditorNode): void;
	/** The file name of the photo the cursor is in, or `null`. */
	onFigure(src: string | null): void;
	/** Makes text of pasted HTML, or leaves it to the editor. */
	onPaste(html: string): Promise<PastedText>;
	/** A picture was pasted, without words. */
	onPicture(data: DataTransfer): void;
	/** "/" at an empty line. */
	onInsert(): void;
}

export class Body {
	/** Where the selection begins, when words are selected. */
	selection = $state.raw<Place | null>(null);
	/** The empty line the cursor is in. */
	emptyLine = $state.raw<Place | null>(null);
	table = $state.raw<Place | null>(null);
	active = $state.raw<ReadonlySet<string>>(new Set());
	link = $state("");
	/** How many places hold the words being looked for. */
	found = $state(0);

	readonly #editor: Editor;
	readonly #options: BodyOptions;
	#figure: string | null = null;
	#looking = false;

	/** Throws when the document is one this editor cannot show. */
	constructor(options: BodyOptions) {
		this.#options = options;
		const known = extensions(options.pictures);
		const content = fromWire(options.body);
		// TipTap would show what it knows and drop the rest.
		getSchema(known).nodeFromJSON(content).check();
		this.#editor = new Editor({
			element: options.element,
			extensions: known,
			content,
			enableInputRules: false,
			enablePasteRules: false,
			injectCSS: false,
			editorProps: {
				attributes: {
					spellcheck: "false",
					role: "textbox",
					"aria-multiline": "true",
					"aria-label": options.label,
					"data-testid": "editor-body",
				},
				transformPastedHTML: cleanOffice,
				handlePaste: (view, { clipboardData: data }) => {
					if (!data) return false;
					if (isPicture(data)) {
						options.onPicture(data);
						return true;
					}
					const html = data.getData("text/html");
					// What was copied here comes back as it was.
					if (html === "" || html.includes("data-pm-slice")) return false;
					const place = this.#remember();
					void options.onPaste(html).then((text) => {
						const selection = place();
						if (view.isDestroyed || text === "nothing") return;
						if (text !== "plain") return this.#put(text, selection);
						// An event without a clipboard is not taken for another paste.
						view.pasteHTML(html, new Event("paste") as ClipboardEvent);
					});
					return true;
				},
				scrollMargin: 64,
				scrollThreshold: 64,
				handleKeyDown: (_view, event) => this.#key(event),
				handleDOMEvents: {
					// Undo belongs to the program.
					beforeinput: (_view, event) => {
						const undoing = event.inputType.startsWith("history");
						if (undoing) event.preventDefault();
						return undoing;
					},
				},
			},
			onUpdate: ({ transaction }) => {
				if (transaction.getMeta("fromProgram") !== true) options.typed(this.wire());
			},
			onTransaction: ({ editor }) => {
				this.found = FOUND.getState(editor.state)?.ranges.length ?? 0;
				this.#lookSoon();
			},
			onFocus: () => this.#lookSoon(),
			onBlur: () => this.#lookSoon(),
		});
	}

	destroy(): void {
		this.#editor.destroy();
	}

	wire(): EditorNode {
		return toWire(this.#editor.getJSON());
	}

	/** Takes words from the program over, changing only what differs so the cursor stays. */
	take(body: EditorNode): void {
		const { state, view } = this.#editor;
		const doc = state.schema.nodeFromJSON(fromWire(body));
		doc.check();
		const start = state.doc.content.findDiffStart(doc.content);
		const end = state.doc.content.findDiffEnd(doc.content);
		if (start === null || end === null) return;
		const overlap = start - Math.min(end.a, end.b);
		const spare = Math.max(0, overlap);
		const tr = state.tr.setMeta("fromProgram", true);
		try {
			tr.replace(start, end.a + spare, doc.slice(start, end.b + spare));
			if (!tr.doc.eq(doc)) throw new Error("the difference is not one replacement");
			view.dispatch(tr);
		} catch {
			const whole = state.tr.setMeta("fromProgram", true);
			whole.replaceWith(0, state.doc.content.size, Fragment.from(doc.content));
			view.dispatch(whole);
		}
	}

	focus(): void {
		this.#editor.commands.focus();
	}

	/** Scrolls to a block counted from zero and puts the cursor there. */
	show(block: number): void {
		const { doc } = this.#editor.state;
		let at = 0;
		for (let index = 0; index < Math.min(block, doc.childCount - 1); index += 1) {
			at += doc.child(index).nodeSize;
		}
		const selection = TextSelection.near(doc.resolve(at + 1));
		this.#editor.view.dispatch(this.#editor.state.tr.setSelection(selection));
		const dom = this.#editor.view.nodeDOM(at);
		if (dom instanceof HTMLElement) dom.scrollIntoView({ block: "center" });
		this.#editor.view.focus();
	}

	/** Marks every place of the words; shows the one of that index, none for -1. */
	find(words: string, at: number): void {
		const { state, view } = this.#editor;
		if (this.#editor.isDestroyed) return;
		view.dispatch(state.tr.setMeta(FOUND, { words, at }).setMeta("addToHistory", false));
		const range = FOUND.getState(this.#editor.state)?.ranges[at];
		if (!range) return;
		// The caret waits there for the bar to be closed.
		const selection = TextSelection.create(this.#editor.state.doc, range.from, range.to);
		view.dispatch(this.#editor.state.tr.setSelection(selection));
		view.dom.querySelector(".found.now")?.scrollIntoView?.({ block: "center" });
	}

	/** The words that are selected, when they stand on one line. */
	chosenWords(): string {
		const { doc, selection } = this.#editor.state;
		if (!selection.$from.sameParent(selection.$to)) return "";
		return doc.textBetween(selection.from, selection.to);
	}

	toggleMark(mark: MarkName): void {
		this.#editor.chain().focus().toggleMark(mark).run();
	}

	/** Sets the link of the selection; an empty address takes it away. */
	setLink(href: string): void {
		const chain = this.#editor.chain().focus().extendMarkRange("link");
		if (href === "") chain.unsetMark("link").run();
		else chain.setMark("link", { href, title: null }).run();
	}

	toggleHeading(): void {
		this.#editor.chain().focus().toggleNode("heading", "paragraph", { level: 2 }).run();
	}

	toggleQuote(): void {
		this.#editor.chain().focus().toggleWrap("blockquote").run();
	}

	/** Puts a block where the cursor is; `names` are the photos of a figure or gallery. */
	insert(what: Insert, names: string[] = []): void {
		const chain = this.#editor.chain().focus();
		switch (what) {
			case "figure":
				chain.insertContent(names.map(figureOf)).run();
				break;
			case "gallery":
				chain.insertContent({ type: "gallery", content: names.map(figureOf) }).run();
				break;
			case "table":
				chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
				break;
			case "quote":
				chain.toggleWrap("blockquote").run();
				break;
			case "pullquote":
				chain.wrapIn("pullquote").run();
				break;
			case "box":
				this.#box();
				break;
			case "note":
				chain.command(({ state, tr }) => insertNote(state, tr)).run();
				break;
			case "bullets":
				chain.toggleBulletList().run();
				break;
			case "numbers":
				chain.toggleOrderedList().run();
				break;
			case "heading":
				this.toggleHeading();
				break;
			case "rule":
				chain.setHorizontalRule().run();
				break;
		}
		this.#editor.commands.scrollIntoView();
	}

	editTable(act: TableAct): void {
		const chain = this.#editor.chain().focus();
		switch (act) {
			case "addRow":
				chain.addRowAfter().run();
				break;
			case "addColumn":
				chain.addColumnAfter().run();
				break;
			case "removeRow":
				chain.deleteRow().run();
				break;
			case "removeColumn":
				chain.deleteColumn().run();
				break;
			case "removeTable":
				chain.deleteTable().run();
				break;
		}
	}

	typeSlash(): void {
		this.type("/");
	}

	/** Puts signs where the cursor is, as if they were typed. */
	type(signs: string): void {
		const { state, view } = this.#editor;
		view.dispatch(state.tr.insertText(signs).scrollIntoView());
		view.focus();
	}

	/** Puts other words in one place that was found, or in all of them for -1; tells in how many. */
	replace(at: number, by: string): number {
		const { state, view } = this.#editor;
		const ranges = FOUND.getState(state)?.ranges ?? [];
		const chosen = at < 0 ? ranges : ranges.slice(at, at + 1);
		const tr = state.tr;
		// From the end, so that the places before stay where they are.
		for (const { from, to } of chosen.toReversed()) {
			if (by === "") tr.delete(from, to);
			else tr.insertText(by, from, to);
		}
		if (chosen.length > 0) view.dispatch(tr);
		return chosen.length;
	}

	/** Looks again, as after scrolling. */
	place(): void {
		this.#look();
	}

	/** Follows the selection of this moment through what is typed meanwhile, until it is asked for. */
	#remember(): () => Selection {
		const editor = this.#editor;
		let bookmark = editor.state.selection.getBookmark();
		const follow = ({ transaction }: { transaction: Transaction }): void => {
			bookmark = bookmark.map(transaction.mapping);
		};
		editor.on("transaction", follow);
		return () => {
			editor.off("transaction", follow);
			return bookmark.resolve(editor.state.doc);
		};
	}

	/**
	 * Puts pasted text in place of a selection; a lone paragraph joins the one it stands in.
	 * A caret that went elsewhere meanwhile stays there.
	 */
	#put(body: EditorNode, selection: Selection): void {
		const { state, view } = this.#editor;
		const { content } = state.schema.nodeFromJSON(fromWire(body));
		const slice = Slice.maxOpen(content);
		const { tr } = state;
		if (selection.eq(state.selection)) tr.replaceSelection(slice).scrollIntoView();
		else tr.replaceRange(selection.from, selection.to, slice);
		view.dispatch(tr.setMeta("paste", true));
	}

	/** A box begins with its title. */
	#box(): void {
		const from = this.#editor.state.selection.$from;
		const box: JSONContent = {
			type: "sidebar",
			content: [{ type: "heading", attrs: { level: 3 } }, { type: "paragraph" }],
		};
		const at = from.start();
		this.#editor
			.chain()
			.focus()
			.insertContent(box)
			.command(({ tr }) => {
				tr.setSelection(TextSelection.near(tr.doc.resolve(at)));
				return true;
			})
			.run();
	}

	#key(event: KeyboardEvent): boolean {
		if (event.isComposing || event.ctrlKey || event.metaKey) return false;
		const { selection } = this.#editor.state;
		const { parent } = selection.$from;
		const blank = parent.type.name === "paragraph" && parent.content.size === 0;
		if (event.key !== "/" || !selection.empty || !blank) return false;
		event.preventDefault();
		this.#look();
		this.#options.onInsert();
		return true;
	}

	/** The editor also speaks while Svelte takes its element away, when nothing may be set. */
	#lookSoon(): void {
		if (this.#looking) return;
		this.#looking = true;
		queueMicrotask(() => {
			this.#looking = false;
			if (!this.#editor.isDestroyed) this.#look();
		});
	}

	#look(): void {
		const { state, view } = this.#editor;
		const { selection } = state;
		const { $from: from, empty } = selection;
		const text = selection instanceof TextSelection;
		const tools = document.activeElement?.closest("[data-tools]");
		const focused = view.hasFocus() || (tools ?? null) !== null;
		this.selection = text && !empty && focused ? this.#at(selection.from, selection.to) : null;
		const blank = text && empty && from.parent.type.name === "paragraph";
		this.emptyLine = blank && from.parent.content.size === 0 ? this.#at(from.pos) : null;
		this.table = this.#editor.isActive("table") && focused ? this.#tablePlace() : null;
		const names = [...MARKS, "link", "heading", "blockquote"];
		this.active = new Set(names.filter((name) => this.#editor.isActive(name)));
		this.link = String(this.#editor.getAttributes("link")["href"] ?? "");
		const node = selection instanceof NodeSelection ? selection.node : from.parent;
		const figure = node.type.name === "figure" ? String(node.attrs["src"]) : null;
		if (focused && figure !== this.#figure) {
			this.#figure = figure;
			this.#options.onFigure(figure);
		}
	}

	#at(from: number, to = from): Place | null {
		try {
			const start = this.#editor.view.coordsAtPos(from);
			const end = this.#editor.view.coordsAtPos(to);
			const left = start.top === end.top ? (start.left + end.left) / 2 : start.left;
			return { left, top: start.top, bottom: end.bottom };
		} catch {
			// Without a layout, as in a component test, there is no place.
			return null;
		}
	}

	#tablePlace(): Place | null {
		const from = this.#editor.state.selection.$from;
		for (let depth = from.depth; depth > 0; depth -= 1) {
			if (from.node(depth).type.name !== "table") continue;
			const dom = this.#editor.view.nodeDOM(from.before(depth));
			if (!(dom instanceof HTMLElement)) return null;
			const box = dom.getBoundingClientRect();
			return { left: box.left, top: box.top, bottom: box.bottom };
		}
		return null;
	}
}

const figureOf = (name: string): JSONContent => ({
	type: "figure",
	attrs: { src: `media/${name}` },
});
