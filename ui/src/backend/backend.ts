/**
 * Everything the interface can ask of the program.
 *
 * `tauri.ts` asks the real one, `memory.ts` a small one that lives in the page.
 * Every method rejects with a `Failure`.
 */
import type {
	ArticlePatch,
	ArticleView,
	BackupView,
	BulletinView,
	Changes,
	ComparedView,
	CompositionView,
	DesignOffer,
	Developed,
	DraftWord,
	DropEvent,
	ExportEvent,
	Failure,
	FieldLevel,
	FieldView,
	Folding,
	FoundStory,
	FoundWords,
	Hit,
	ImportChoices,
	ImportReport,
	Lang,
	Moved,
	NextIssueView,
	Output,
	Pasted,
	PhotoPatch,
	PhotoView,
	Placed,
	PlacementPatch,
	PlacementView,
	Places,
	Progressed,
	PublishAct,
	Published,
	PublishEvent,
	PublishTo,
	Recomposed,
	RemarkView,
	ReplacedPhoto,
	ReviewView,
	SheetsView,
	SheetView,
	Sought,
	Standing,
	StartView,
	Theme,
	VersionView,
	WantedWords,
	WishView,
} from "./wire";

export interface Backend {
	start(): Promise<StartView>;
	setLang(lang: Lang): Promise<void>;
	setTheme(theme: Theme): Promise<void>;

	createBulletin(
		path: string,
		name: string,
		publishingBody: string,
		design: string,
	): Promise<BulletinView>;
	openBulletin(path: string): Promise<BulletinView>;
	openSample(): Promise<BulletinView>;
	closeBulletin(): Promise<void>;
	bulletin(): Promise<BulletinView>;

	/** What the next issue is likely to be. */
	nextIssue(): Promise<NextIssueView>;
	addIssue(number: number, date: string, pages: number | null): Promise<Changes>;
	chooseIssue(id: number): Promise<BulletinView>;
	addSection(name: string): Promise<Changes>;
	renameSection(id: number, name: string): Promise<Changes>;

	addArticle(section: number | null): Promise<string>;
	removeArticles(ids: string[]): Promise<Changes>;
	/** One after the other, from a place in the section on. */
	moveArticles(ids: string[], section: number | null, position: number): Promise<Changes>;
	/** Out of the issue; they wait for another one. */
	setAside(ids: string[]): Promise<Changes>;
	article(id: string): Promise<ArticleView>;
	editArticle(id: string, patch: ArticlePatch): Promise<Changes>;

	photos(): Promise<PhotoView[]>;
	/** Where a photo stands on the sheets of the other issues; they are laid out for it. */
	measurePhoto(id: number): Promise<PlacementView[]>;
	/** Photos whose words hold every word of the query, with or without accents. */
	findPhotos(query: string): Promise<number[]>;
	editPhoto(id: number, patch: PhotoPatch): Promise<Changes>;
	/** Says that words from picture files were read over. */
	acceptWords(photos: number[], words: DraftWord[]): Promise<Changes>;
	/** A place is named by its article and the figure's place among the figures there. */
	editPlacement(article: string, index: number, patch: PlacementPatch): Promise<Changes>;
	joinCaptions(article: string, index: number): Promise<Changes>;
	partCaptions(article: string, index: number): Promise<Changes>;
	findInCaptions(wanted: string, everywhere: boolean): Promise<FoundWords[]>;
	replaceInCaptions(wanted: string, by: string, everywhere: boolean): Promise<Changes>;
	/** Puts another file in place of a photo, wherever it stands. */
	replacePhoto(id: number, path: string): Promise<ReplacedPhoto>;
	/** Lets every text that shows one photo show another. */
	useInstead(old: number, by: number): Promise<Changes>;
	removePhoto(id: number): Promise<Changes>;
	/** `null` when it was given up. */
	importFiles(paths: string[], choices: ImportChoices, on: (progress: Progressed) => void): Promise<ImportReport | null>;
	cancelImport(): Promise<void>;
	/** Brings in a picture that has no file. */
	importPicture(name: string, bytes: Uint8Array): Promise<ImportReport>;
	/** The HTML on the clipboard before the web view cleaned it; `null` when there is none. */
	copiedHtml(): Promise<string | null>;
	/**
	 * Text of what the clipboard holds as HTML; its pictures go into the bulletin. Text in an
	 * old encoding waits for `convert`, unless that is said.
	 */
	pasteHtml(html: string, convert: boolean | null): Promise<Pasted>;

	sheets(): Promise<SheetsView>;
	/** What stands at a point of a sheet, in points from its top left corner. */
	hit(page: number, x: number, y: number): Promise<Hit | null>;

	/** Proposals for the pages; saves nothing. `null` when it was given up. */
	compose(pages: number | null, on: (progress: Progressed) => void): Promise<CompositionView | null>;
	cancelCompose(): Promise<void>;
	/** Makes one of the last proposals, counted from 0, the plan of the issue. */
	takeProposal(index: number): Promise<Changes>;
	/** Composes the rest round what is pinned. With `advice` nothing was changed. */
	recompose(): Promise<Recomposed>;
	clearPlan(): Promise<Changes>;

	/** A module is named by its page, from 1, and its place there, from 0. */
	pinModule(page: number, index: number, pinned: boolean): Promise<Moved>;
	/** Moved, made larger or both: one step. */
	placeModule(page: number, index: number, to: Placed): Promise<Moved>;
	setLegs(page: number, index: number, legs: number | null): Promise<Moved>;
	/** Puts a page, from 1, in the place of another; the pages between make room. */
	movePage(from: number, to: number): Promise<Changes>;
	wish(article: string): Promise<WishView>;
	/** Keys and values as `bantin set --article` takes them. */
	setWishes(article: string, wishes: [key: string, value: string][]): Promise<Changes>;

	fields(): Promise<FieldView[]>;
	/** What can be chosen in the design, and what is in force. */
	designOffer(): Promise<DesignOffer>;
	setField(key: string, value: string, level: FieldLevel): Promise<Changes>;
	remarks(): Promise<RemarkView[]>;
	/** Mends what a remark is about: one step. */
	mend(code: string, article: string | null, photo: number | null): Promise<Changes>;

	exportTo(
		folder: string,
		outputs: Output[],
		folding: Folding,
		on: (event: ExportEvent) => void,
	): Promise<void>;
	/** Stops an export or an upload. */
	cancelExport(): Promise<void>;

	/** Where this person publishes to, and whether the office lets anybody. */
	places(): Promise<Places>;
	/** Forgets a place and its password. */
	forgetPlace(name: string): Promise<Places>;
	/** Tries a place out, says what would change there, or publishes the web package. */
	publish(act: PublishAct, folder: string, to: PublishTo, on: (event: PublishEvent) => void): Promise<Published>;

	/** Stories of all issues that hold the words, with or without accents. */
	search(sought: Sought): Promise<FoundStory[]>;
	/** How often words stand in stories. */
	findInStories(stories: string[], wanted: WantedWords): Promise<Standing>;
	/** Puts other words in all those places, as one step. */
	replaceInStories(stories: string[], wanted: WantedWords, by: string): Promise<Changes>;
	/** Kept versions of the issue, the latest first. */
	versions(): Promise<VersionView[]>;
	takeVersion(name: string): Promise<void>;
	/** What became of the stories of a version since. */
	compareVersion(version: number): Promise<ComparedView[]>;
	/** Goes back to a version of the issue, or of one story. */
	restoreVersion(version: number, article: string | null): Promise<Changes>;
	openToRead(path: string): Promise<BulletinView>;
	openCopy(path: string, to: string): Promise<BulletinView>;
	/** Backups of the open bulletin, or of the one at a path. */
	backups(path?: string): Promise<BackupView[]>;
	putBack(backup: string, path?: string): Promise<BulletinView>;
	/** Saves what can be saved of a damaged file into another: what came of it, in words. */
	rescue(path: string, to: string): Promise<[string[], BulletinView]>;

	/** What was said of the issue, in reading order, and who approved it. */
	review(): Promise<ReviewView>;
	/** Writes the review copy into a folder; the page's path. */
	reviewCopy(folder: string): Promise<string>;
	/** Takes in what a reviewer saved: what came in, in words, and one step. */
	takeReview(path: string): Promise<[string, Changes]>;
	settleComment(id: number, settled: boolean): Promise<Changes>;
	approve(name: string): Promise<Changes>;
	/** Forgets every step to undo, for good. */
	clearHistory(): Promise<Changes>;

	undo(): Promise<Changes>;
	redo(): Promise<Changes>;
	revealPath(path: string): Promise<void>;

	chooseFile(): Promise<string | null>;
	chooseNewFile(suggested: string): Promise<string | null>;
	chooseFolder(): Promise<string | null>;
	chooseImports(): Promise<string[]>;
	choosePicture(): Promise<string | null>;
	/** A file of comments that a reviewer sent back. */
	chooseComments(): Promise<string | null>;

	/** A sheet as a picture of so many device pixels across. */
	sheetUrl(sheet: SheetView, width: number): string;
	/** `version` makes the address new when another file took the photo's place. */
	photoUrl(id: number, width: number, version?: string): string;

	/** Calls back when work in the background changed something. */
	onChanged(cb: (changes: Changes) => void): () => void;
	/** Calls back when a small picture was made in the background. */
	onPictures(cb: (developed: Developed) => void): () => void;
	/** Calls back when something could not be saved in the background. */
	onFailed(cb: (failure: Failure) => void): () => void;
	/** Calls back when another launch handed a file over; `start()` then names it. */
	onOpen(cb: () => void): () => void;
	onDrop(cb: (event: DropEvent) => void): () => void;
}
