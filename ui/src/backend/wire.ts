// Generated from src-tauri/wire.rs by its test: SNAPSHOTS=overwrite cargo test.

export type Lang = "vi" | "en";
export type Theme = "light" | "dark" | "system";
export type Status = "draft" | "editing" | "ready";
export type Severity = "must" | "should" | "could";
export type FieldLevel = "series" | "issue";
export type PhotoWord = "caption" | "alt" | "credit";
export type DraftWord = PhotoWord | "rights" | "taken" | "place";
export type Rank = "lead" | "major" | "normal" | "brief";
export type PhotoWish = "small" | "normal" | "large";
export type ModuleKind =
	| "masthead"
	| "lead"
	| "major"
	| "normal"
	| "brief"
	| "box"
	| "photo_story"
	| "notice"
	| "index"
	| "imprint"
	| "filler";

/** What a rectangle of a page is to a reader. */
export type ShapeKind =
	| "masthead"
	| "head"
	| "lead"
	| "leg"
	| "photo"
	| "caption"
	| "rule"
	| "box"
	| "filler"
	| "small";

/** One kind of file an issue can be exported to. */
export type Output =
	| "press"
	| "screen"
	| "office"
	| "booklet"
	| "proof"
	| "masthead"
	| "royalties"
	| "deposit"
	| "print-html"
	| "web"
	| "site"
	| "epub"
	| "wxr"
	| "png"
	| "social"
	| "script";

/** A node of the editor's document, as ProseMirror writes it. */
export interface EditorNode {
	type: string;
	attrs?: Record<string, unknown>;
	content?: EditorNode[];
	text?: string;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** Files dragged over the window, as its system tells. */
export type DropEvent =
	| { kind: "over" }
	| { kind: "leave" }
	| { kind: "drop"; paths: string[] };

export type Failure = { code: string, sentence: string, };

export type Recent = { path: string, name: string, issue: string, when: string, };

export type DesignView = { name: string, title: string, line: string, };

export type StartView = { lang: Lang, theme: Theme, recent: Array<Recent>, designs: Array<DesignView>, opened: string | null, };

export type IssueView = { id: number, number: number, date: string, pages: number | null, label: string, };

export type SectionView = { id: number, name: string, };

export type StoryView = { id: string, section: number | null, title: string, status: Status, words: number, pages: Array<number>, photos: number, remarks: number, position: number, 
/**
 * Whether the next issue begins with a copy of it.
 */
recurring: boolean, 
/**
 * What was wished of it; null when nothing was.
 */
wish: WishView | null, };

export type BulletinView = { path: string, name: string, lang: Lang, design: string, issue: IssueView | null, issues: Array<IssueView>, sections: Array<SectionView>, stories: Array<StoryView>, pool: Array<StoryView>, remarks: number, undo: string | null, redo: string | null, 
/**
 * Whether it may be changed.
 */
writable: boolean, };

export type ArticleView = { id: string, section: number | null, kicker: string, title: string, printTitle: string, webTitle: string, lead: string, body: EditorNode, bodyText: string, bylines: Array<string>, genre: string, 
/**
 * The royalty coefficient decided for it; empty when its genre decides.
 */
coefficient: string, source: string, posted: string | null, modified: string | null, tags: Array<string>, status: Status, slug: string, photos: Array<number>, };

export type ArticlePatch = { section?: number | null, kicker?: string, title?: string, printTitle?: string, webTitle?: string, lead?: string, body?: EditorNode, bodyText?: string, bylines?: Array<string>, genre?: string, coefficient?: string, source?: string, posted?: string | null, modified?: string | null, tags?: Array<string>, status?: Status, };

export type PhotoView = { id: number, name: string, 
/**
 * Changes when another file takes the place of this one.
 */
version: string, width: number, height: number, caption: string, credit: string, alt: string, rights: string, consent: string, taken: string | null, place: string, lang: Lang | null, 
/**
 * Words that came from the file and that nobody has read over yet.
 */
drafts: DraftWord[], focus: [number, number] | null, 
/**
 * Where to look while nobody chose a focal point.
 */
guess: [number, number] | null, usedBy: Array<string>, missing: PhotoWord[], pages: Array<number>, ppi: number | null, 
/**
 * Millimetres up to which it prints well.
 */
fits: number, 
/**
 * Other photos that look like copies of this one.
 */
alike: Array<number>, placements: Array<PlacementView>, };

export type PlacementView = { article: string, title: string, 
/**
 * Number of the issue; `null` for a story that stands in none.
 */
issue: number | null, 
/**
 * Whether it stands in the current issue.
 */
here: boolean, index: number, among: number, caption: string, credit: string, alt: string, focus: [number, number] | null, crop: [number, number, number, number] | null, pages: Array<number>, 
/**
 * Width and height on paper, in millimetres.
 */
printed: [number, number] | null, ppi: number | null, };

export type PhotoPatch = { caption?: string, credit?: string, alt?: string, rights?: string, consent?: string, taken?: string | null, place?: string, lang?: Lang | null, focus?: [number, number] | null, };

export type PlacementPatch = { caption?: string, credit?: string, alt?: string, focus?: [number, number] | null, crop?: [number, number, number, number] | null, };

export type FoundWords = { photo: number, article: string | null, text: string, count: number, };

export type ReplacedPhoto = { photo: number, changes: Changes, };

export type SheetView = { page: number, fingerprint: string, width: number, height: number, };

export type FrameView = { article: string, page: number, x: number, y: number, w: number, h: number, };

export type ModuleView = { article: string | null, kind: ModuleKind, part: number, unit: number, units: number, line: number, lines: number, legs: number | null, 
/**
 * Columns of text as they stand, asked for or not.
 */
columns: number, pinned: boolean, };

export type ShapeView = { kind: ShapeKind, x: number, y: number, w: number, h: number, };

export type GridView = { units: number, lines: number, left: number, top: number, unit: number, gutter: number, baseline: number, };

export type FitView = { article: string, lines: number, words: number, };

export type PlanView = { saved: boolean, pages: Array<Array<ModuleView>>, grids: Array<GridView>, fits: Array<FitView>, };

export type SheetsView = { sheets: Array<SheetView>, frames: Array<FrameView>, plan: PlanView, version: number, overfull: number, };

export type Hit = { article: string, part: string, block: number | null, };

export type RemarkView = { code: string, severity: Severity, sentence: string, fix: string, 
/**
 * What the button says that mends it at once; `null` when only a person can.
 */
mend: string | null, page: number | null, article: string | null, photo: number | null, };

export type FieldView = { key: string, label: string, value: string, level: FieldLevel, hint: string, isList: boolean, };

export type FacePair = { design: string, serif: string, sans: string, };

export type DesignOffer = { 
/**
 * Whether colours can be chosen: a design for one ink has none.
 */
colours: boolean, 
/**
 * The colours in force as `#RRGGBB`; the second may be missing.
 */
first: string | null, second: string | null, faces: Array<FacePair>, 
/**
 * Columns of text that can be read on the page, fewest first, and those in force.
 */
columns: Array<number>, column: number, 
/**
 * Margins in force in millimetres: top, bottom, inner, outer.
 */
margins: [number, number, number, number], };

export type Changes = { bulletin: boolean, stories: boolean, articles: Array<string>, photos: boolean, sheets: boolean, undo: string | null, redo: string | null, };

export type Moved = { page: number, index: number, changes: Changes, };

export type Placed = { page: number, unit: number, units: number, line: number, lines: number, };

export type Progressed = { done: number, total: number, };

export type ProposalView = { filled: number, photos: number, balance: number, continued: number, score: number, pages: Array<Array<ModuleView>>, 
/**
 * What a reader will see, page by page.
 */
shapes: Array<Array<ShapeView>>, };

export type CompositionView = { pages: number, proposals: Array<ProposalView>, advice: Array<string>, };

export type Recomposed = { advice: Array<string>, changes: Changes, };

export type WishView = { rank: Rank | null, hold: boolean, page: number | null, whole: boolean, photos: PhotoWish, units: number | null, };

export type Sought = { query: string, issue: number | null, section: number | null, author: string, };

export type FoundStory = { article: string, 
/**
 * Null when it stands in no issue.
 */
issue: number | null, label: string, title: string, snippet: string, 
/**
 * Whether the words stand there as they were typed, accents included.
 */
exact: boolean, };

export type WantedWords = { words: string, 
/**
 * Whether accents are looked past.
 */
folded: boolean, };

export type Standing = { places: number, stories: number, };

export type VersionView = { id: number, 
/**
 * Its name, or why it was made.
 */
name: string, 
/**
 * Whether a person gave it the name.
 */
named: boolean, 
/**
 * As people tell it.
 */
time: string, 
/**
 * Whether the issue is the same now.
 */
current: boolean, };

export type PieceView = { kind: "same" | "added" | "removed", text: string, };

export type ComparedView = { article: string, title: string, added: number, removed: number, pieces: Array<PieceView>, };

export type BackupView = { path: string, 
/**
 * As people tell it.
 */
time: string, megabytes: number, };

export type CommentView = { id: number, article: string, title: string, place: "same" | "changed" | "gone", 
/**
 * The words of the passage when it was read.
 */
quote: string, 
/**
 * Its words by now, when they are others.
 */
now: string | null, reviewer: string, text: string, 
/**
 * As people tell it.
 */
time: string, settled: boolean, };

export type ApprovalView = { name: string, 
/**
 * As people tell it.
 */
time: string, 
/**
 * Whether the issue is still what was approved.
 */
stands: boolean, };

export type ReviewView = { comments: Array<CommentView>, approvals: Array<ApprovalView>, };

export type NextIssueView = { number: number, date: string, pages: number | null, };

export type ReportItem = { source: string, kind: string, text: string, outcome: "kept" | "changed" | "dropped", reason: string, };

export type Pasted = { body: EditorNode, line: string | null, offers: Array<LegacyOffer>, };

export type ImportChoices = { 
/**
 * Text in old encodings is converted.
 */
convertLegacy: boolean, 
/**
 * Each article of a file becomes one of the bulletin.
 */
split: boolean, 
/**
 * The import before this one is taken back first.
 */
again: boolean, 
/**
 * Nothing comes in while text in an old encoding waits for a decision.
 */
ask: boolean, };

export type ImportedDraft = { title: string, lead: string, bylines: Array<string>, source: string, captions: Array<string>, 
/**
 * Parts that were guessed, in words.
 */
guessed: Array<string>, };

export type ImportedTotals = { characters: number, keptCharacters: number, droppedCharacters: number, pictures: number, keptPictures: number, };

export type LegacyOffer = { encoding: string, before: string, after: string, characters: number, capitalsLost: boolean, accepted: boolean, };

export type ImportedFile = { source: string, drafts: Array<ImportedDraft>, 
/**
 * Articles it seems to hold; more than `drafts` when it could be split.
 */
articles: number, totals: ImportedTotals, offers: Array<LegacyOffer>, };

export type ImportReport = { items: Array<ReportItem>, files: Array<ImportedFile>, articles: Array<string>, photos: Array<number>, 
/**
 * Nothing came in yet: a person decides about old encodings first.
 */
waits: boolean, };

export type Developed = { done: number, total: number, };

export type Folding = { paper: "a4" | "a3" | null, 
/**
 * How far the innermost sheet would stick out, in millimetres.
 */
creep: number | null, };

export type ExportEvent = { "kind": "progress", output: string, done: number, total: number, } | { "kind": "finished", files: Array<string>, folder: string, replaced: string | null, } | { "kind": "cancelled" };

export type PublishAct = "try" | "plan" | "run";

export type PublishTo = { 
/**
 * The name of a kept place, or an address.
 */
to: string, password: string | null, 
/**
 * The fingerprint that was accepted.
 */
accepted: string | null, clear: boolean, replace: boolean, 
/**
 * The name to keep the place under.
 */
keep: string | null, };

export type KeptPlace = { name: string, address: string, };

export type Places = { 
/**
 * The office lets people publish from this computer.
 */
allowed: boolean, places: Array<KeptPlace>, };

export type Sending = { path: string, replaces: boolean, };

export type Published = { "kind": "tried" } | { "kind": "planned", send: Array<Sending>, remove: Array<string>, same: number, bytes: number, resumes: boolean, } | { "kind": "done", sent: number, removed: number, same: number, bytes: number, resumes: boolean, } | { "kind": "unknownHost", host: string, fingerprint: string, } | { "kind": "cancelled" };

export type PublishEvent = { act: "checking" | "sending" | "removing", path: string, sent: number, total: number, };
