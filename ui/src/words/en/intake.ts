/** Words about files that come in, in English. */
import { number } from "./number";

export const intake = {
	over: "Drop to add to the bulletin",
	overLine: "Word, OpenDocument, RTF, HTML, .md, .txt or .zip; JPEG, PNG, HEIC, WebP, TIFF photos",
	title: "Imported",
	line: (articles: number, photos: number) =>
		`${number(articles)} new ${articles === 1 ? "story" : "stories"} and ${number(photos)} new ${photos === 1 ? "photo" : "photos"}.`,
	kept: "kept",
	changed: "changed",
	dropped: "dropped",
	source: "File",
	what: "Part",
	text: "Text",
	outcome: "Result",
	reason: "Reason",
	open: "Open the imported story",
	nothing: "Nothing was imported.",
	files: "File by file",
	headline: "Title",
	lead: "Lead",
	byline: "Author",
	from: "Source",
	captions: "Captions",
	before: "In the file",
	after: "Converted",
	convert: "Convert to Unicode",
	waitsTitle: "Some text is in an old encoding",
	waits: "Nothing has come in yet. Compare the text before and after, then choose.",
	leave: "Do not import",
	asIs: "Import as it is",
	convertAndTake: "Convert to Unicode and import",
	pasteWaits: "Nothing stands in the story yet. Compare the text before and after, then choose.",
	pasteAsIs: "Paste as it is",
	convertAndPaste: "Convert to Unicode and paste",
	alike: (more: number) => `and ${number(more)} more like it`,
	split: "Split into articles",
	capitals: "Capitals may have been lost; compare with the original.",
	totals: (kept: number, all: number, shown: number, pictures: number, dropped: number) =>
		`Kept ${number(kept)} of ${number(all)} characters${pictures > 0 ? ` and ${number(shown)} of ${number(pictures)} pictures` : ""}; dropped ${number(dropped)} characters.`,
	guessed: (parts: string) => `Recognised by Bantin, please check: ${parts}.`,
	several: (count: number) => `The file seems to hold ${number(count)} articles.`,
	legacy: (count: number, encoding: string, done: boolean) =>
		done
			? `${number(count)} characters converted from ${encoding}.`
			: `${number(count)} characters are in the old encoding ${encoding}.`,
};
