/** Words of searching, versions, backups and files that are open elsewhere, in English. */
import { number } from "./number";

const words = (count: number): string => `${number(count)} ${count === 1 ? "word" : "words"}`;

export const search = {
	title: "Search all issues",
	hint: "With or without accents",
	where: "Issue",
	all: "All issues",
	section: "Section",
	allSections: "All sections",
	author: "Author",
	pool: "In no issue yet",
	folded: "other accents",
	none: "No story found.",
	begin: "Headlines, leads, texts, captions, bylines and tags of every story.",
	replaceBy: "Replace with",
	replaceFolded: "Other accents too",
	replace: (places: number, stories: number) =>
		places === 0
			? "No place to replace"
			: `Replace ${number(places)} ${places === 1 ? "place" : "places"} in ${number(stories)} ${stories === 1 ? "story" : "stories"}`,
	replaced: (places: number, stories: number) =>
		`Replaced ${number(places)} ${places === 1 ? "place" : "places"} in ${number(stories)} ${stories === 1 ? "story" : "stories"}.`,
	found: (count: number) => (count >= 50 ? "The first 50 stories" : `${number(count)} ${count === 1 ? "story" : "stories"}`),
};

export const versions = {
	title: "Kept versions",
	name: "Name of the version",
	nameHint: "Such as: For signature",
	keep: "Keep",
	kept: (name: string) => `Kept “${name}”.`,
	unnamed: "Version without a name",
	none: "No version yet. Bantin keeps one by itself before it imports, composes and exports.",
	current: "Same as now",
	choose: "Choose a version to see the words added and removed since.",
	same: "The words of every story are those of this version.",
	added: (count: number) => `${words(count)} added`,
	removed: (count: number) => `${words(count)} removed`,
	addedMark: "added:",
	removedMark: "removed:",
	restore: "Go back to this version",
	restoreArticle: "Go back for this story only",
	restored: (name: string) => `Went back to “${name}”.`,
	backups: "Backups of the file",
	backupsNone: "Bantin backs the file up every hour while it is open. There is no backup yet.",
	putBack: "Use this backup",
	putBackSure: (time: string) => `Use the backup of ${time}? The file as it is now becomes a backup itself.`,
	backAgain: (time: string) => `The backup of ${time} is in use again.`,
	megabytes: (size: number) => `${number(Math.max(0.1, Math.round(size * 10) / 10))}\u00A0MB of disk`,
};

export const held = {
	title: "The file is open elsewhere",
	readOnlyTitle: "The file cannot be written",
	read: "Open for reading",
	copy: "Open a copy…",
	again: "Try again",
	copyName: "copy",
	reading: "Reading only",
	readingHint: "This bulletin is open for reading only. To change it, open a copy.",
	saveCopy: "Save a copy…",
	lost: "Nothing more can be written into this file",
};

export const broken = {
	title: "The file cannot be opened",
	none: "This computer has no backup of the file.",
	rescue: "Save what can be read…",
	rescued: "rescued",
	lost: "What could not be saved",
};
