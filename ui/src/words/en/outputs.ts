/** What each output of an export is called and is for. */
import type { Output } from "../../backend/wire";

export const outputs = {
	press: {
		name: "Printer",
		line: "PDF with bleed and crop marks.",
		detail: "PDF/X-4, CMYK",
	},
	screen: {
		name: "Screen",
		line: "PDF to send and read, with bookmarks and photo descriptions.",
		detail: "PDF/UA-1, RGB",
	},
	office: {
		name: "Office printer",
		line: "PDF for any printer in the office.",
		detail: "RGB, without bleed",
	},
	booklet: {
		name: "Booklet",
		line: "Two pages to a side of copier paper, to fold and staple.",
		detail: "A4 or A3, both sides, turned on the short edge",
	},
	proof: {
		name: "Proof",
		line: "To read and sign: a watermark and numbered lines.",
		detail: "Small file",
	},
	masthead: {
		name: "Masthead",
		line: "The title at the head of page 1 alone, for the licence file.",
		detail: "PDF and PNG",
	},
	royalties: {
		name: "Royalties",
		line: "Each story and photo with its authors, coefficient and amount, to sign for.",
		detail: "PDF, A4 on its side, and CSV",
	},
	deposit: {
		name: "Legal deposit",
		line: "The declaration that goes with deposited copies, filled in.",
		detail: "PDF, A4",
	},
	"print-html": {
		name: "Print pages",
		line: "A page per story, to print from the browser.",
		detail: "HTML, A4",
	},
	web: {
		name: "Web",
		line: "A folder and a zip file that any server can host.",
		detail: "HTML, runs from a USB stick",
	},
	site: {
		name: "Web, all issues",
		line: "All issues under one address: their list, a search, feeds.",
		detail: "HTML, opens from a USB stick",
	},
	epub: {
		name: "E-book",
		line: "The whole issue in one file for telephones and e-readers.",
		detail: "EPUB 3, read offline",
	},
	wxr: {
		name: "WordPress",
		line: "All stories in one file, to import into a WordPress site.",
		detail: "WXR 1.2 and JPEG pictures",
	},
	png: {
		name: "Page pictures",
		line: "A picture per page, to send quickly.",
		detail: "PNG",
	},
	social: {
		name: "Social cards",
		line: "Two pictures per story, with headline and photo, to post.",
		detail: "PNG, 1200 × 630 and 1080 × 1080",
	},
	script: {
		name: "Read-aloud script",
		line: "What is read of each story: in large type to read out, and for voices.",
		detail: "PDF A4, SSML and text",
	},
} satisfies Record<Output, { name: string; line: string; detail: string }>;
