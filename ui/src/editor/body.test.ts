import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EditorNode } from "../backend/wire";
import type { PastedText } from "../session/library.svelte";
import { Body } from "./body.svelte";
import { cleanOffice } from "./paste";

const text = (words: string, ...marks: NonNullable<EditorNode["marks"]>): EditorNode => ({
	type: "text",
	text: words,
	...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: EditorNode[]): EditorNode => ({ type: "paragraph", content });
const picture = (src: string) => ({
	src,
	alt: "",
	id: "ky-ket",
	classes: ["wide"],
	pairs: [["focus", "0.42 0.31"]],
});
const doc = (...content: EditorNode[]): EditorNode => ({ type: "doc", content });

let element: HTMLElement;
let body: Body | null = null;
const typed = vi.fn<(body: EditorNode) => void>();
const pasted: string[] = [];
let answer: PastedText | Promise<PastedText> = "plain";
const onPicture = vi.fn<(data: DataTransfer) => void>();

function open(document: EditorNode): Body {
	body = new Body({
		element,
		label: "Nội dung bài",
		body: document,
		pictures: { find: () => null, watch: () => () => {} },
		typed,
		onFigure: () => {},
		onPicture,
		onPaste: async (html) => {
			pasted.push(html);
			return answer;
		},
		onInsert: () => {},
	});
	return body;
}

beforeEach(() => {
	element = document.body.appendChild(document.createElement("div"));
	typed.mockClear();
	onPicture.mockClear();
});
afterEach(() => {
	body?.destroy();
	body = null;
	element.remove();
});

const EVERYTHING = doc(
	{ type: "heading", attrs: { level: 2 }, content: [text("Tít phụ")] },
	paragraph(
		text("Đậm", { type: "bold" }),
		text("nghiêng", { type: "italic" }),
		text("bỏ", { type: "strike" }),
		text("2", { type: "superscript" }),
		text("3", { type: "subscript" }),
		text("mã", { type: "code" }),
		text("nơi", { type: "link", attrs: { href: "https://example.org", title: "Nơi" } }),
		{ type: "hardBreak" },
		{ type: "noteRef", attrs: { label: "1" } },
		{ type: "image", attrs: picture("media/nho.jpg") },
		{ type: "htmlInline", attrs: { literal: "<br>" } },
	),
	{
		type: "bulletList",
		attrs: { tight: false },
		content: [{ type: "listItem", content: [paragraph(text("Một"))] }],
	},
	{
		type: "orderedList",
		attrs: { start: 26, tight: true },
		content: [{ type: "listItem", content: [paragraph(text("Tháng hai"))] }],
	},
	{ type: "blockquote", content: [paragraph(text("Trích"))] },
	{ type: "pullquote", content: [paragraph(text("Câu lớn"))] },
	{ type: "sidebar", content: [paragraph(text("Hộp"))] },
	{ type: "figure", attrs: picture("media/ky-ket.jpg"), content: [text("Chú thích")] },
	{
		type: "gallery",
		content: [
			{ type: "figure", attrs: picture("media/a.jpg") },
			{ type: "galleryCaption", content: [text("Chung")] },
		],
	},
	{
		type: "table",
		content: [
			{
				type: "tableRow",
				content: [
					{ type: "tableHeader", attrs: { align: "right" }, content: [paragraph(text("Năm"))] },
				],
			},
			{
				type: "tableRow",
				content: [{ type: "tableCell", attrs: { align: null }, content: [paragraph(text("15"))] }],
			},
		],
	},
	{ type: "codeBlock", attrs: { language: "text" }, content: [text("a\nb")] },
	{ type: "horizontalRule" },
	{ type: "htmlBlock", attrs: { literal: "<hr>" } },
	{ type: "directive", attrs: { name: "poem" }, content: [paragraph(text("Thơ"))] },
	{ type: "footnote", attrs: { label: "1" }, content: [paragraph(text("Lời giải thích"))] },
);

describe("the document", () => {
	test("every kind of node goes through unchanged", () => {
		expect(open(EVERYTHING).wire()).toEqual(EVERYTHING);
	});

	test("an empty document has a place to type", () => {
		expect(open({ type: "doc" }).wire()).toEqual(doc({ type: "paragraph" }));
	});

	test("a document of unknown kinds is refused, so that nothing is lost", () => {
		expect(() => open(doc({ type: "poster" }))).toThrow();
	});
});

describe("words from the program", () => {
	test("are taken over without being sent back", () => {
		const editor = open(doc(paragraph(text("Một hai ba"))));
		const next = doc(paragraph(text("Một hai bốn")), paragraph(text("Thêm")));
		editor.take(next);
		expect(editor.wire()).toEqual(next);
		expect(typed).not.toHaveBeenCalled();
	});
});

describe("inserting", () => {
	test("a figure stands for its photo by name", () => {
		const editor = open({ type: "doc" });
		editor.insert("figure", ["ky-ket.jpg"]);
		expect(editor.wire().content?.[0]).toMatchObject({
			type: "figure",
			attrs: { src: "media/ky-ket.jpg" },
		});
		expect(typed).toHaveBeenCalled();
	});

	test("a note gets the next number and its text at the end", () => {
		const editor = open(doc(paragraph(text("Con số 3.270"))));
		editor.insert("note");
		expect(editor.wire().content?.map(({ type }) => type)).toEqual(["paragraph", "footnote"]);
		expect(JSON.stringify(editor.wire())).toContain('"noteRef"');
	});

	test("a table has a head and rows of one paragraph each", () => {
		const editor = open({ type: "doc" });
		editor.insert("table");
		const table = editor.wire().content?.find(({ type }) => type === "table");
		expect(table?.content).toHaveLength(3);
		expect(table?.content?.[0]?.content?.[0]?.type).toBe("tableHeader");
	});

	test("a box begins with its title", () => {
		const editor = open({ type: "doc" });
		editor.insert("box");
		const box = editor.wire().content?.find(({ type }) => type === "sidebar");
		expect(box?.content?.map(({ type }) => type)).toEqual(["heading", "paragraph"]);
	});
});

describe("pasting from word processors", () => {
	test("Word's paragraphs with list styles become a list", () => {
		const item = (words: string) =>
			`<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>${words}</p>`;
		expect(cleanOffice(item("Một") + item("Hai"))).toBe(
			"<ul><li><p>Một</p></li><li><p>Hai</p></li></ul>",
		);
	});

	test("deleted text stays deleted and headings are not bold twice", () => {
		expect(cleanOffice("<h2><b>Tít</b></h2><p>Còn<del> bỏ</del></p><p>&nbsp;</p>")).toBe(
			"<h2>Tít</h2><p>Còn</p>",
		);
	});
});

test.each([
	["a screenshot", [{ type: "image/png" }], "", true],
	["a picture of a web page", [{ type: "image/png" }], '<img src="https://example.org/a.png">', true],
	["words of Word, with their picture", [{ type: "image/png" }], "<p>Chữ</p>", false],
	["a table of numbers", [{ type: "text/csv" }], "", false],
	["words", [], "<p>Chữ</p>", false],
])("%s on the clipboard is a picture or is not", (_name, files, html, expected) => {
	open(doc(paragraph(text("Chữ"))));
	const data = { files, types: ["text/html"], getData: (type: string) => (type === "text/html" ? html : "") };
	const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: data });
	element.querySelector('[data-testid="editor-body"]')?.dispatchEvent(event);
	expect(onPicture.mock.calls.length).toBe(expected ? 1 : 0);
});

describe("pasted words", () => {
	const paste = async (html: string) => {
		const data = { files: [], types: ["text/html"], getData: (type: string) => (type === "text/html" ? html : "") };
		const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: data });
		element.querySelector('[data-testid="editor-body"]')?.dispatchEvent(event);
		await Promise.resolve();
		await Promise.resolve();
	};

	test("come back from the program as text of the story", async () => {
		const editor = open(doc(paragraph()));
		pasted.length = 0;
		answer = doc(paragraph(text("Một")), { type: "figure", attrs: picture("media/a.png") });
		await paste("<p class=MsoNormal>Một</p>");
		expect(pasted).toEqual(["<p class=MsoNormal>Một</p>"]);
		expect(editor.wire().content?.map(({ type }) => type).slice(0, 2)).toEqual(["paragraph", "figure"]);
	});

	test("a few of them join the paragraph they are pasted into", async () => {
		const editor = open(doc(paragraph(text("Trước"))));
		answer = doc(paragraph(text("giữa")));
		await paste("<span>giữa</span>");
		expect(editor.wire().content).toHaveLength(1);
		expect(JSON.stringify(editor.wire())).toContain("giữa");
	});

	test("are read by the editor when the program cannot", async () => {
		const editor = open(doc(paragraph()));
		answer = "plain";
		await paste("<p>Chữ <b>đậm</b></p>");
		expect(JSON.stringify(editor.wire())).toContain("đậm");
	});

	test("come to where they were pasted, though the caret went on meanwhile", async () => {
		const editor = open(doc(paragraph(text("Đầu.")), paragraph(text("Cuối."))));
		let come = (_: PastedText): void => {};
		answer = new Promise((resolve) => (come = resolve));
		editor.find("Đầu", 0);
		await paste("<span>Giữa</span>");
		editor.find("Cuối", 0);
		come(doc(paragraph(text("Giữa"))));
		await new Promise((done) => setTimeout(done));
		expect(editor.chosenWords()).toBe("Cuối");
		const said = editor.wire().content?.map((block) => block.content?.map((own) => own.text).join(""));
		expect(said).toEqual(["Giữa.", "Cuối."]);
	});

	test("nobody wants after all leave the text alone", async () => {
		const editor = open(doc(paragraph(text("Đầu."))));
		answer = "nothing";
		await paste("<p>N«ng d©n</p>");
		expect(JSON.stringify(editor.wire())).not.toContain("ng d");
	});

	test("of the editor itself stay as they were", async () => {
		open(doc(paragraph()));
		pasted.length = 0;
		await paste('<p data-pm-slice="1 1 []">Chữ</p>');
		expect(pasted).toEqual([]);
	});
});
