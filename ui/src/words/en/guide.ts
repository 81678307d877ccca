/** What the app says to somebody who has just begun, in English. */
export const guide = {
	title: "Where to begin",
	write: "Write above, or bring in what is written",
	writeLine: "Drop Word files and photos anywhere on the window. Type / on an empty line to insert a photo, a table or a box.",
	imprint: "Fill in the masthead and imprint",
	imprintLine: "Publisher, licence, responsible person: told once, printed in every issue.",
	compose: "Compose the pages and export",
	composeLine: "Press Compose (Ctrl+Enter) and choose a proposal, look at Check, then export for the printer and the web.",
};
