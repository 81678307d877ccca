/**
 * What crosses the border between interface and program.
 *
 * The names are those of the Rust side; every value is plain JSON.
 */

export type Lang = "vi" | "en";
export type Theme = "light" | "dark" | "system";
export type Status = "draft" | "editing" | "ready";
export type Severity = "must" | "should" | "could";
export type FieldLevel = "series" | "issue";
/** One kind of file an issue can be exported to. */
export type Output = "press" | "screen" | "print-html" | "web" | "png";

export interface Recent {
	path: string;
	name: string;
	issue: string;
	/** ISO date and time. */
	when: string;
}

export interface DesignView {
	name: string;
	title: string;
	line: string;
}

export interface StartView {
	lang: Lang;
	theme: Theme;
	recent: Recent[];
	designs: DesignView[];
	/** The file given on the command line. */
	opened: string | null;
}

export interface IssueView {
	id: number;
	number: number;
	date: string;
	pages: number | null;
	label: string;
}

export interface SectionView {
	id: number;
	name: string;
}

export interface StoryView {
	id: string;
	section: number | null;
	title: string;
	status: Status;
	words: number;
	pages: number[];
	photos: number;
	remarks: number;
	position: number;
}

export interface BulletinView {
	path: string;
	name: string;
	lang: Lang;
	design: string;
	issue: IssueView | null;
	issues: IssueView[];
	sections: SectionView[];
	/** Stories of the current issue, in reading order. */
	stories: StoryView[];
	pool: StoryView[];
	remarks: number;
	undo: string | null;
	redo: string | null;
}

/** A node of the editor's document, as ProseMirror writes it. */
export interface EditorNode {
	type: string;
	attrs?: Record<string, unknown>;
	content?: EditorNode[];
	text?: string;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
}

export interface ArticleView {
	id: string;
	section: number | null;
	kicker: string;
	title: string;
	printTitle: string;
	webTitle: string;
	/** Inline Markdown. */
	lead: string;
	body: EditorNode;
	/** The same body as Markdown, for the plain-text editor. */
	bodyText: string;
	bylines: string[];
	genre: string;
	source: string;
	posted: string | null;
	modified: string | null;
	tags: string[];
	status: Status;
	slug: string;
	photos: number[];
}

export type ArticlePatch = Partial<
	Pick<
		ArticleView,
		| "section"
		| "kicker"
		| "title"
		| "printTitle"
		| "webTitle"
		| "lead"
		| "body"
		| "bodyText"
		| "bylines"
		| "genre"
		| "source"
		| "posted"
		| "modified"
		| "tags"
		| "status"
	>
>;

export type PhotoWord = "caption" | "alt" | "credit";

export interface PhotoView {
	id: number;
	/** File name that article texts use after `media/`. */
	name: string;
	width: number;
	height: number;
	caption: string;
	credit: string;
	alt: string;
	rights: string;
	consent: string;
	focus: [number, number] | null;
	/** Ids of the articles that show it. */
	usedBy: string[];
	missing: PhotoWord[];
	ppi: number | null;
}

export type PhotoPatch = Partial<
	Pick<PhotoView, "caption" | "credit" | "alt" | "rights" | "consent" | "focus">
>;

export interface SheetView {
	page: number;
	fingerprint: string;
	/** Points. */
	width: number;
	height: number;
}

/** Where a story stands on a sheet, in points. */
export interface FrameView {
	article: string;
	page: number;
	x: number;
	y: number;
	w: number;
	h: number;
}

export interface SheetsView {
	sheets: SheetView[];
	frames: FrameView[];
	version: number;
	/** Words that found no room; 0 when everything fits. */
	overfull: number;
}

export interface Hit {
	article: string;
	part: string;
	block: number | null;
}

export interface RemarkView {
	code: string;
	severity: Severity;
	sentence: string;
	page: number | null;
	article: string | null;
	photo: number | null;
}

export interface FieldView {
	key: string;
	label: string;
	value: string;
	level: FieldLevel;
	hint: string;
}

/** What an edit touched, so that the interface knows what to read again. */
export interface Changes {
	bulletin: boolean;
	stories: boolean;
	articles: string[];
	photos: boolean;
	sheets: boolean;
	undo: string | null;
	redo: string | null;
}

export interface ReportItem {
	source: string;
	kind: string;
	outcome: "kept" | "changed" | "dropped";
	reason: string;
}

export interface ImportReport {
	items: ReportItem[];
	articles: string[];
	photos: number[];
}

export type ExportEvent =
	| { kind: "progress"; output: string; done: number; total: number }
	| { kind: "finished"; files: string[]; folder: string }
	| { kind: "cancelled" };

/** A refusal; the sentence is already in the language of the interface. */
export interface Failure {
	code: string;
	sentence: string;
}

export type DropEvent =
	| { kind: "over" }
	| { kind: "leave" }
	| { kind: "drop"; paths: string[] };
