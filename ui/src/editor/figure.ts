/**
 * A photo in the text: the picture from the library, its caption editable under it.
 *
 * An empty caption shows the photo's own caption as a placeholder: that is what will
 * be printed. Pictures come through `Pictures`, so nothing here knows the backend.
 */
import { Node } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import type { NodeView } from "@tiptap/pm/view";
import { words } from "../words/words.svelte";

export interface Picture {
	url: string;
	caption: string;
	credit: string;
	alt: string;
	focus: [number, number] | null;
}

/** Where figures find their pictures; `null` when the photo is gone. */
export interface Pictures {
	find(src: string): Picture | null;
	/** Calls back whenever photos changed. */
	watch(cb: () => void): () => void;
}

/** A focal point, written `0.42 0.31`. */
function point(text: string): [number, number] | null {
	const [x, y, ...more] = text.split(" ").map(Number);
	const inside = (at: number | undefined): at is number => at !== undefined && at >= 0 && at <= 1;
	return text !== "" && inside(x) && inside(y) && more.length === 0 ? [x, y] : null;
}

const pictureAttributes = () => ({
	src: { default: "" },
	alt: { default: "" },
	id: { default: "" },
	classes: { default: [] as string[] },
	pairs: { default: [] as [string, string][] },
});

class FigureView implements NodeView {
	readonly dom = document.createElement("figure");
	readonly contentDOM = document.createElement("figcaption");
	readonly #image = document.createElement("img");
	readonly #gone = document.createElement("p");
	readonly #credit = document.createElement("small");
	readonly #pictures: Pictures;
	readonly #stop: () => void;
	#node: ProseNode;

	constructor(node: ProseNode, pictures: Pictures) {
		this.#node = node;
		this.#pictures = pictures;
		this.#image.draggable = false;
		this.#gone.className = "gone";
		for (const still of [this.#image, this.#gone, this.#credit]) still.contentEditable = "false";
		// A caption may have no name of its own; while it is typed in, it needs one.
		this.contentDOM.setAttribute("role", "group");
		this.dom.append(this.#image, this.#gone, this.contentDOM, this.#credit);
		this.#stop = pictures.watch(() => this.#show());
		this.#show();
	}

	update(node: ProseNode): boolean {
		if (node.type !== this.#node.type) return false;
		this.#node = node;
		this.#show();
		return true;
	}

	selectNode(): void {
		this.dom.classList.add("selected");
	}

	deselectNode(): void {
		this.dom.classList.remove("selected");
	}

	ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
		if (mutation.type === "selection") return false;
		// The placeholder and its look are set here, not typed.
		if (mutation.type === "attributes") return true;
		return !this.contentDOM.contains(mutation.target);
	}

	destroy(): void {
		this.#stop();
	}

	/** What this place says instead of the photo; empty when it says nothing. */
	#own(name: string): string {
		const pairs = this.#node.attrs["pairs"] as [string, string][];
		return pairs.find(([key]) => key === name)?.[1] ?? "";
	}

	#show(): void {
		const src = String(this.#node.attrs["src"]);
		const picture = this.#pictures.find(src);
		this.#image.hidden = picture === null;
		this.#gone.hidden = picture !== null;
		this.#gone.textContent = picture ? "" : words().editor.missingPhoto(src);
		if (picture) {
			if (this.#image.getAttribute("src") !== picture.url) this.#image.src = picture.url;
			this.#image.alt = String(this.#node.attrs["alt"]) || picture.alt;
			const [x, y] = point(this.#own("focus")) ?? picture.focus ?? [0.5, 0.5];
			this.#image.style.objectPosition = `${x * 100}% ${y * 100}%`;
		}
		this.#credit.textContent = this.#own("credit") || picture?.credit || "";
		this.contentDOM.dataset["placeholder"] = picture?.caption || words().editor.captionHint;
		this.contentDOM.setAttribute("aria-label", words().editor.caption);
		this.contentDOM.classList.toggle("empty", this.#node.content.size === 0);
	}
}

export const figure = (pictures: Pictures) =>
	Node.create({
		name: "figure",
		group: "block",
		content: "inline*",
		isolating: true,
		defining: true,
		addAttributes: pictureAttributes,
		parseHTML: () => [
			{
				tag: "figure",
				contentElement: "figcaption",
				getAttrs: (element) => {
					const image = element.querySelector("img");
					const src = image?.getAttribute("src") ?? "";
					return src.startsWith("media/") ? { src, alt: image?.alt ?? "" } : false;
				},
			},
		],
		renderHTML: ({ node }) => [
			"figure",
			["img", { src: String(node.attrs["src"]), alt: String(node.attrs["alt"]) }],
			["figcaption", 0],
		],
		addNodeView: () => (props) => new FigureView(props.node, pictures),
		addKeyboardShortcuts() {
			return {
				// Leaves the caption for the paragraph below it.
				Enter: ({ editor }) => {
					const { $from } = editor.state.selection;
					if ($from.parent.type.name !== this.name) return false;
					const after = $from.after();
					return editor
						.chain()
						.command(({ tr, state }) => {
							const next = tr.doc.nodeAt(after);
							if (next?.type.name !== "paragraph") {
								const paragraph = state.schema.nodes["paragraph"]?.create();
								const at = $from.depth > 1 ? $from.after(1) : after;
								if (paragraph) tr.insert(at, paragraph);
								tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
							} else tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1)));
							return true;
						})
						.scrollIntoView()
						.run();
				},
				Backspace: ({ editor }) => {
					const { $from, empty } = editor.state.selection;
					if (!empty || $from.parent.type.name !== this.name || $from.parentOffset > 0) {
						return false;
					}
					const at = $from.before();
					return editor.commands.command(({ tr }) => {
						tr.setSelection(NodeSelection.create(tr.doc, at));
						return true;
					});
				},
			};
		},
	});

/** A small picture inside a line; rare, kept as it came. */
export const inlineImage = (pictures: Pictures) =>
	Node.create({
		name: "image",
		group: "inline",
		inline: true,
		atom: true,
		addAttributes: pictureAttributes,
		renderHTML: ({ node }) => [
			"img",
			{
				class: "inline",
				src: pictures.find(String(node.attrs["src"]))?.url ?? "",
				alt: String(node.attrs["alt"]),
			},
		],
	});
