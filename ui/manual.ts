/**
 * Turns a page of docs/manual into a module: its title, its HTML, its plain text.
 *
 * Done when the interface is built, so that the app carries no reader of Markdown. Links
 * lead to other pages of the manual; what lies elsewhere is named, not linked, because
 * the app opens no other addresses.
 */
import { Marked, type Tokens } from "marked";
import type { Plugin } from "vite";

const PAGE = /[\\/]docs[\\/]manual[\\/](?:vi|en)[\\/][a-z]+\.md$/;
/** Stands for the address of a picture until the bundler knows it. */
const PICTURE = (at: number): string => `picture:${at}`;

export function manual(): Plugin {
	return {
		name: "manual",
		enforce: "pre",
		transform(text, id) {
			if (!PAGE.test(id)) return null;
			const { title, html, pictures } = page(text);
			const imports = pictures.map(
				(picture, at) => `import p${at} from ${JSON.stringify(`${id.replace(/[^\\/]+$/, picture)}?url`)};`,
			);
			const shown = pictures.reduce((code, _, at) => `${code}.replace("${PICTURE(at)}", p${at})`, JSON.stringify(html));
			const plain = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
			const said = { title, text: plain };
			return {
				code: `${imports.join("\n")}\nexport default { ...${JSON.stringify(said)}, html: ${shown} };`,
				map: null,
			};
		},
	};
}

const escaped = (text: string): string =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function page(text: string): { title: string; html: string; pictures: string[] } {
	const pictures: string[] = [];
	const marked = new Marked({
		renderer: {
			link({ href, tokens }: Tokens.Link): string {
				const words = this.parser.parseInline(tokens);
				const near = /^([a-z]+)\.md$/.exec(href);
				return near ? `<a href="#${near[1]}">${words}</a>` : `<cite>${words}</cite>`;
			},
			image({ href, text: alt }: Tokens.Image): string {
				pictures.push(href);
				return `<img src="${PICTURE(pictures.length - 1)}" alt="${escaped(alt)}" loading="lazy">`;
			},
			html({ text: raw }: Tokens.HTML | Tokens.Tag): string {
				return escaped(raw);
			},
		},
	});
	const title = /^# (.+)$/m.exec(text)?.[1] ?? "";
	return { title, html: marked.parse(text, { async: false }), pictures };
}
