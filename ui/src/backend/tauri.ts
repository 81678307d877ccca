/**
 * The real program, over Tauri's commands, events and picture schemes.
 *
 * The only file that knows `@tauri-apps`.
 */
import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";
import { words } from "../words/words.svelte";
import type { Backend } from "./backend";
import type { Changes, Developed, ExportEvent, Failure, Progressed, PublishEvent } from "./wire";

const PHOTOS = ["jpg", "jpeg", "png", "heic", "heif", "webp", "tif", "tiff", "gif", "bmp"];
const TEXTS = ["docx", "doc", "odt", "rtf", "html", "htm", "md", "txt", "zip"];
const ENDINGS = [...TEXTS, ...PHOTOS];
/** File name endings the program can import; GTK tells capitals apart, cameras write them. */
const IMPORTS = [...ENDINGS, ...ENDINGS.map((ending) => ending.toUpperCase())];

type DialogKind = "file" | "new_file" | "folder" | "imports" | "picture" | "comments";
const PICTURES = [...PHOTOS, ...PHOTOS.map((ending) => ending.toUpperCase())];

/** Asks whether a journey answers this dialog itself. */
async function overridden(kind: DialogKind): Promise<string | null> {
	return invoke<string | null>("dialog_override", { kind });
}

/** Turns a subscription that arrives later into one that can be ended at once. */
function until(subscribed: Promise<() => void>): () => void {
	let ended = false;
	let stop: (() => void) | undefined;
	void subscribed.then((unlisten) => {
		stop = unlisten;
		if (ended) unlisten();
	});
	return () => {
		ended = true;
		stop?.();
	};
}

export const tauri: Backend = {
	start: () => invoke("start"),
	setLang: (lang) => invoke("set_lang", { lang }),
	setTheme: (theme) => invoke("set_theme", { theme }),

	createBulletin: (path, name, publishingBody, design) =>
		invoke("create_bulletin", { path, name, publishingBody, design }),
	openBulletin: (path) => invoke("open_bulletin", { path }),
	openSample: () => invoke("open_sample"),
	closeBulletin: () => invoke("close_bulletin"),
	bulletin: () => invoke("bulletin"),

	nextIssue: () => invoke("next_issue"),
	addIssue: (number, date, pages) => invoke("add_issue", { number, date, pages }),
	chooseIssue: (id) => invoke("choose_issue", { id }),
	addSection: (name) => invoke("add_section", { name }),
	renameSection: (id, name) => invoke("rename_section", { id, name }),

	addArticle: (section) => invoke("add_article", { section }),
	removeArticles: (ids) => invoke("remove_articles", { ids }),
	moveArticles: (ids, section, position) =>
		invoke("move_articles", { ids, section, position }),
	setAside: (ids) => invoke("set_aside", { ids }),
	article: (id) => invoke("article", { id }),
	editArticle: (id, patch) => invoke("edit_article", { id, patch }),

	photos: () => invoke("photos"),
	editPhoto: (id, patch) => invoke("edit_photo", { id, patch }),
	measurePhoto: (id) => invoke("measure_photo", { id }),
	findPhotos: (query) => invoke("find_photos", { query }),
	acceptWords: (photos, words) => invoke("accept_words", { photos, words }),
	editPlacement: (article, index, patch) =>
		invoke("edit_placement", { article, index, patch }),
	joinCaptions: (article, index) => invoke("join_captions", { article, index }),
	partCaptions: (article, index) => invoke("part_captions", { article, index }),
	findInCaptions: (wanted, everywhere) =>
		invoke("find_in_captions", { wanted, everywhere }),
	replaceInCaptions: (wanted, by, everywhere) =>
		invoke("replace_in_captions", { wanted, by, everywhere }),
	replacePhoto: (id, path) => invoke("replace_photo", { id, path }),
	useInstead: (old, by) => invoke("use_instead", { old, new: by }),
	removePhoto: (id) => invoke("remove_photo", { id }),
	importFiles(paths, choices, on) {
		const channel = new Channel<Progressed>();
		channel.onmessage = on;
		return invoke("import_files", { paths, choices, on: channel });
	},
	cancelImport: () => invoke("cancel_import"),
	copiedHtml: () => invoke("copied_html"),
	pasteHtml: (html, convert) => invoke("paste_html", { html, convert }),
	importPicture: (name, bytes) => invoke("import_picture", bytes, { headers: { name } }),

	sheets: () => invoke("sheets"),
	hit: (page, x, y) => invoke("hit", { page, x, y }),

	compose(pages, on) {
		const channel = new Channel<Progressed>();
		channel.onmessage = on;
		return invoke("compose", { pages, on: channel });
	},
	cancelCompose: () => invoke("cancel_compose"),
	takeProposal: (index) => invoke("take_proposal", { index }),
	recompose: () => invoke("recompose"),
	clearPlan: () => invoke("clear_plan"),

	movePage: (from, to) => invoke("move_page", { from, to }),
	pinModule: (page, index, pinned) => invoke("pin_module", { page, index, pinned }),
	placeModule: (page, index, to) => invoke("place_module", { page, index, to }),
	setLegs: (page, index, legs) => invoke("set_legs", { page, index, legs }),
	wish: (article) => invoke("wish", { article }),
	setWishes: (article, wishes) => invoke("set_wishes", { article, wishes }),

	fields: () => invoke("fields"),
	designOffer: () => invoke("design_offer"),
	setField: (key, value, level) => invoke("set_field", { key, value, level }),
	remarks: () => invoke("remarks"),
	mend: (code, article, photo) => invoke("mend", { code, article, photo }),

	exportTo(folder, outputs, folding, on) {
		const channel = new Channel<ExportEvent>();
		channel.onmessage = on;
		return invoke("export_to", { folder, outputs, folding, on: channel });
	},
	cancelExport: () => invoke("cancel_export"),

	places: () => invoke("places"),
	forgetPlace: (name) => invoke("forget_place", { name }),
	publish(act, folder, to, on) {
		const channel = new Channel<PublishEvent>();
		channel.onmessage = on;
		return invoke("publish", { act, folder, to, on: channel });
	},

	search: (sought) => invoke("search", { sought }),
	findInStories: (stories, wanted) => invoke("find_in_stories", { stories, wanted }),
	replaceInStories: (stories, wanted, by) => invoke("replace_in_stories", { stories, wanted, by }),
	versions: () => invoke("versions"),
	takeVersion: (name) => invoke("take_version", { name }),
	compareVersion: (version) => invoke("compare_version", { version, newer: null }),
	restoreVersion: (version, article) => invoke("restore_version", { version, article }),
	openToRead: (path) => invoke("open_to_read", { path }),
	openCopy: (path, to) => invoke("open_copy", { path, to }),
	backups: (path) => invoke("backups", { path }),
	putBack: (backup, path) => invoke("put_back", { backup, path }),
	rescue: (path, to) => invoke("rescue", { path, to }),

	review: () => invoke("review"),
	reviewCopy: (folder) => invoke("review_copy", { folder }),
	takeReview: (path) => invoke("take_review", { path }),
	settleComment: (id, settled) => invoke("settle_comment", { id, settled }),
	approve: (name) => invoke("approve", { name }),
	clearHistory: () => invoke("clear_history"),

	undo: () => invoke("undo"),
	redo: () => invoke("redo"),
	revealPath: (path) => invoke("reveal_path", { path }),

	async chooseFile() {
		const given = await overridden("file");
		if (given !== null) return given;
		return open({
			multiple: false,
			filters: [{ name: words().dialog.bulletins, extensions: ["bantin"] }],
		});
	},

	async chooseNewFile(suggested) {
		const given = await overridden("new_file");
		if (given !== null) return given;
		return save({
			defaultPath: suggested,
			filters: [{ name: words().dialog.bulletins, extensions: ["bantin"] }],
		});
	},

	async chooseFolder() {
		const given = await overridden("folder");
		if (given !== null) return given;
		return open({ directory: true, multiple: false });
	},

	async chooseImports() {
		const given = await overridden("imports");
		if (given !== null) return given.split("\n").filter((path) => path !== "");
		const chosen = await open({
			multiple: true,
			filters: [{ name: words().dialog.texts, extensions: IMPORTS }],
		});
		return chosen ?? [];
	},

	async choosePicture() {
		const given = await overridden("picture");
		if (given !== null) return given;
		return open({
			multiple: false,
			filters: [{ name: words().dialog.pictures, extensions: PICTURES }],
		});
	},

	async chooseComments() {
		const given = await overridden("comments");
		if (given !== null) return given;
		return open({
			multiple: false,
			filters: [{ name: words().review.files, extensions: ["json"] }],
		});
	},

	sheetUrl: ({ page, fingerprint }, width) =>
		convertFileSrc(`${page}/${fingerprint}/${width}`, "sheet"),
	photoUrl: (id, width, version = "0") =>
		convertFileSrc(`${id}/${width}/${version}`, "photo"),

	onChanged: (cb) => until(listen<Changes>("changed", (event) => cb(event.payload))),

	onPictures: (cb) =>
		until(listen<Developed>("pictures", (event) => cb(event.payload))),

	onFailed: (cb) => until(listen<Failure>("failed", (event) => cb(event.payload))),

	onOpen: (cb) => until(listen("open", () => cb())),

	onDrop: (cb) =>
		until(
			getCurrentWebview().onDragDropEvent(({ payload }) => {
				if (payload.type === "drop") cb({ kind: "drop", paths: payload.paths });
				else if (payload.type === "leave") cb({ kind: "leave" });
				else cb({ kind: "over" });
			}),
		),
};
