/** What of others Bantin is made of, in short; all of it is in THIRD-PARTY.txt. */

export const WORKS: readonly (readonly [terms: string, names: string])[] = [
	["MIT, Apache-2.0", "Tauri, Typst"],
	["MIT", "Svelte, Tiptap, ProseMirror, tinykeys"],
	["ISC", "Lucide"],
	["Public domain", "SQLite"],
];

/** All under the SIL Open Font License 1.1. */
export const FONTS: readonly string[] = [
	"Archivo",
	"Barlow Semi Condensed",
	"Be Vietnam Pro",
	"Bitter",
	"Libre Franklin",
	"Literata",
	"Lora",
	"Newsreader",
	"Nunito",
	"Source Sans 3",
	"Source Serif 4",
	"Spectral",
];

/** Where packages put the full texts; on Windows they lie beside the program. */
export const PLACES: readonly (readonly [system: string, path: string])[] = [
	["Windows", ""],
	["macOS", "Bantin.app/Contents/Resources"],
	["Linux", "/usr/lib/Bantin"],
];
