/**
 * Sheets and photos drawn as SVG for the backend in the page.
 *
 * Plain on purpose: the real sheets come from the press.
 */
import type { ArticleView, EditorNode, FrameView, PhotoView, SheetView } from "../wire";

const WIDTH = 539;
const HEIGHT = 765;
const MARGIN = 34;

export const svgUrl = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

const escaped = (words: string): string =>
	words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** All words below a node. */
export function plain(node: EditorNode): string {
	if (node.text !== undefined) return node.text;
	return (node.content ?? []).map(plain).join(node.type === "doc" ? "\n" : "");
}

export const wordCount = (article: ArticleView): number =>
	`${article.title} ${article.lead} ${plain(article.body)}`.split(/\s+/).filter(Boolean).length;

export function fingerprint(words: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < words.length; i += 1) {
		hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193) >>> 0;
	}
	return hash.toString(16).padStart(8, "0");
}

function lines(words: string, width: number): string[] {
	const found: string[] = [];
	let line = "";
	for (const word of words.split(/\s+/)) {
		if (line.length + word.length + 1 > width && line !== "") {
			found.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return line === "" ? found : [...found, line];
}

export interface Paper {
	sheets: SheetView[];
	frames: FrameView[];
	svg: Map<string, string>;
	pages: Map<string, number[]>;
}

/** Sets each story on a sheet of its own, the first below the masthead. */
export function paper(
	masthead: string,
	line: string,
	articles: readonly ArticleView[],
	photos: readonly PhotoView[],
): Paper {
	const made: Paper = { sheets: [], frames: [], svg: new Map(), pages: new Map() };
	articles.forEach((article, index) => {
		const page = index + 1;
		const parts: string[] = [];
		let y = MARGIN;
		const put = (words: string, size: number, more = "", x = MARGIN) => {
			y += size * 1.3;
			parts.push(
				`<text x="${x}" y="${y}" font-size="${size}" font-family="Source Serif 4,Georgia,serif" ${more}>${escaped(words)}</text>`,
			);
		};
		if (index === 0) {
			put(masthead, 54, 'font-weight="900" fill="#A6121F"');
			put(line, 8, 'fill="#595D63"');
			y += 10;
		} else put(`${page}   ${masthead}   ${line}`, 8, 'fill="#595D63"');
		parts.push(`<path d="M${MARGIN} ${y + 6}h${WIDTH - 2 * MARGIN}" stroke="#1C1D1F"/>`);
		y += 14;
		const top = y;
		const shown = photos.find(({ id }) => id === article.photos[0]);
		if (shown) {
			const height = 190;
			parts.push(
				`<g transform="translate(${MARGIN} ${y})">${scene(shown, WIDTH - 2 * MARGIN, height)}</g>`,
			);
			y += height;
			put(shown.caption, 8, 'font-style="italic"');
			y += 6;
		}
		for (const part of lines(article.title, 36)) put(part, 24, 'font-weight="700"');
		y += 4;
		for (const part of lines(article.lead, 78)) put(part, 11, 'font-weight="600"');
		y += 8;
		const body = lines(plain(article.body).replaceAll("\n", " "), 48);
		const start = y;
		const room = Math.floor((HEIGHT - MARGIN - start) / 11.7);
		body.slice(0, room * 2).forEach((part, at) => {
			if (at === room) y = start;
			put(part, 9, "", at < room ? MARGIN : WIDTH / 2 + 6);
		});
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#FFFEFB"/><g fill="#1C1D1F">${parts.join("")}</g></svg>`;
		const print = fingerprint(svg);
		made.sheets.push({ page, fingerprint: print, width: WIDTH, height: HEIGHT });
		made.svg.set(print, svg);
		made.frames.push({
			article: article.id,
			page,
			x: MARGIN,
			y: top,
			w: WIDTH - 2 * MARGIN,
			h: HEIGHT - MARGIN - top,
		});
		made.pages.set(article.id, [page]);
	});
	return made;
}

const SCENES: Record<number, [sky: string, land: string, sign: string]> = {
	1: ["#8E1B1B", "#EDEAE4", "#F3C94B"],
	2: ["#5B1A14", "#2B2D33", "#C8322B"],
	3: ["#E9B872", "#3E5A68", "#1F2A30"],
	4: ["#8FB7D8", "#5C8F3D", "#62666B"],
	5: ["#C9DADF", "#EEF3F4", "#6FA8C9"],
	6: ["#A31C1C", "#F1ECE2", "#E0B83E"],
};

/** A made-up picture in the photo's own proportions or in a given box. */
export function scene(photo: PhotoView, width = photo.width, height = photo.height): string {
	const [sky, land, sign] = SCENES[photo.id] ?? ["#7F8FA6", "#CBD2DB", "#4B5668"];
	const [x, y] = photo.focus ?? [0.5, 0.5];
	return (
		`<svg viewBox="0 0 300 200" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice">` +
		`<rect width="300" height="200" fill="${sky}"/><rect y="118" width="300" height="82" fill="${land}"/>` +
		`<circle cx="${300 * x}" cy="${200 * y}" r="26" fill="${sign}"/><path d="M0 118h300" stroke="#0002" stroke-width="4"/></svg>`
	);
}

export const photoSvg = (photo: PhotoView, width: number): string => {
	const height = Math.round((width * photo.height) / photo.width);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scene(photo, width, height)}</svg>`;
};
