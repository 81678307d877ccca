/**
 * The sitting at the desk: what is open, what is selected, what must be read again.
 *
 * Every change goes to the backend and comes back as `Changes`; `apply` is the one
 * place that decides what to refresh. Holds no markup: the tests run it over the backend in memory.
 */
import type { Backend } from "../backend/backend";
import type {
	BulletinView,
	Changes,
	Developed,
	FieldView,
	ImportReport,
	Lang,
	PhotoPatch,
	PhotoView,
	RemarkView,
	StartView,
	StoryView,
	Theme,
} from "../backend/wire";
import { setWords, words } from "../words/words.svelte";
import { Composing } from "./composing.svelte";
import { Draft } from "./draft.svelte";
import { Exporting } from "./exporting.svelte";
import { Hand } from "./hand.svelte";
import { Keeping } from "./keeping.svelte";
import { Reviewing } from "./reviewing.svelte";
import { Layout } from "./layout.svelte";
import { Library } from "./library.svelte";
import { Notices } from "./notices.svelte";
import { type Load, Sheets } from "./sheets.svelte";

export const SURFACES = ["articles", "pages", "photos", "check", "export"] as const;
export type Surface = (typeof SURFACES)[number];

/** How long the typing pauses before lengths, photos and the address follow it. */
export const FOLLOW_MS = 600;
/** How long before the remarks follow: they take the program longest. */
export const CHECK_MS = 1500;

/** How often sheets take over pictures made in the background. */
export const DEVELOP_MS = 500;

/** A place in the body the editor should scroll to. */
export interface Target {
	article: string;
	part: string;
	block: number | null;
}

/** Whether what a remark is about is filled in as a field of the imprint. */
const inImprint = (code: string): boolean =>
	code.startsWith("imprint.") || code === "licence.departs" || code === "pack.unknown";

export class Session {
	start = $state.raw<StartView | null>(null);
	bulletin = $state.raw<BulletinView | null>(null);
	surface = $state<Surface>("articles");
	selected = $state<string | null>(null);
	draft = $state.raw<Draft | null>(null);
	photos = $state.raw<PhotoView[]>([]);
	photo = $state<number | null>(null);
	remarks = $state.raw<RemarkView[]>([]);
	remark = $state(0);
	/** How often the next remark was asked for: the list then takes the focus. */
	asked = $state(0);
	fields = $state.raw<FieldView[]>([]);
	page = $state(1);
	target = $state.raw<Target | null>(null);
	saved = $state.raw<Date | null>(null);
	/** The panel above the desk. */
	panel = $state<
		"imprint" | "issue" | "palette" | "keys" | "about" | "search" | "versions" | "design" | "review" | "history" | "help" | null
	>(null);
	/** How often the find bar was asked for; 0 while it is away. */
	finding = $state(0);
	/** The file being opened. */
	opening = $state<string | null>(null);
	/** Small pictures being made; `null` when all are there. */
	developed = $state.raw<Developed | null>(null);
	report = $state.raw<ImportReport | null>(null);
	/** Files dropped before a bulletin was open. */
	waiting = $state.raw<string[]>([]);
	theme = $state<Theme>("system");

	readonly notices = new Notices(() => this.bulletin?.undo ?? null);
	readonly layout = new Layout();
	readonly sheets: Sheets;
	readonly exporting: Exporting;
	readonly composing: Composing;
	readonly hand = new Hand(this);
	readonly library = new Library(this);
	readonly keeping = new Keeping(this);
	readonly reviewing = new Reviewing(this);
	readonly backend: Backend;

	readonly stories = $derived([
		...(this.bulletin?.stories ?? []),
		...(this.bulletin?.pool ?? []),
	]);
	readonly story = $derived(this.stories.find((story) => story.id === this.selected) ?? null);
	readonly shownPhoto = $derived(this.photos.find((photo) => photo.id === this.photo) ?? null);
	readonly musts = $derived(this.remarks.filter((remark) => remark.severity === "must").length);

	#listing: Promise<void> | undefined;
	#listAgain = false;
	#following: ReturnType<typeof setTimeout> | undefined;
	#checking: ReturnType<typeof setTimeout> | undefined;
	#developing: ReturnType<typeof setTimeout> | undefined;
	/** Something typed changed what the whole bulletin shows. */
	#fieldsOld = false;

	constructor(backend: Backend, load?: Load) {
		this.backend = backend;
		this.sheets = new Sheets(backend, load);
		this.exporting = new Exporting(backend);
		this.composing = new Composing(backend);
		backend.onChanged((changes) => void this.apply(changes, true));
		backend.onPictures((developed) => this.#develop(developed));
		backend.onFailed((failure) => this.notices.fail(failure, words().failure.unknown));
		backend.onOpen(() => void this.act(() => this.#openAsked()));
	}

	/** Runs an act of the person; a refusal becomes a notice. */
	async act<T>(what: () => Promise<T>): Promise<T | undefined> {
		try {
			return await what();
		} catch (error) {
			this.notices.fail(error, words().failure.unknown);
			return undefined;
		}
	}

	async begin(): Promise<void> {
		await this.act(async () => {
			const start = await this.backend.start();
			setWords(start.lang);
			this.theme = start.theme;
			this.start = start;
			this.opening = start.opened;
		});
	}

	/** Opens the file the program was started with, once the window is there. */
	async openGiven(): Promise<void> {
		if (this.opening !== null) await this.open(this.opening);
	}

	setLang(lang: Lang): Promise<void | undefined> {
		return this.act(async () => {
			await this.backend.setLang(lang);
			setWords(lang);
			// Labels, step names and remarks come from the program in its language.
			this.start = await this.backend.start();
			if (this.bulletin) {
				await Promise.all([this.#list(), this.#readFields(), this.#readRemarks()]);
			}
		});
	}

	setTheme(theme: Theme): Promise<void | undefined> {
		this.theme = theme;
		return this.act(() => this.backend.setTheme(theme));
	}

	create(path: string, name: string, body: string, design: string) {
		return this.act(async () => {
			await this.#enter(await this.backend.createBulletin(path, name, body, design));
			if (this.selected !== null) this.target = { article: this.selected, part: "title", block: null };
			const waiting = this.waiting;
			this.waiting = [];
			if (waiting.length > 0) await this.importFiles(waiting);
		});
	}

	async open(path: string): Promise<void> {
		this.opening = path;
		await this.act(async () => {
			try {
				await this.#enter(await this.backend.openBulletin(path));
			} catch (error) {
				await this.keeping.refuse(path, error);
			}
		});
		this.opening = null;
	}

	/** Enters a bulletin that was opened in another way. */
	arrive(opened: () => Promise<BulletinView>): Promise<BulletinView | undefined> {
		return this.act(async () => {
			const bulletin = await opened();
			await this.#enter(bulletin);
			return bulletin;
		});
	}

	openSample() {
		return this.act(async () => this.#enter(await this.backend.openSample()));
	}

	close() {
		return this.act(async () => {
			await this.draft?.flush();
			await this.backend.closeBulletin();
			this.bulletin = null;
			this.draft = null;
			this.developed = null;
			this.selected = null;
			this.report = null;
			this.panel = null;
			this.composing.close();
			this.hand.drop();
			this.sheets.clear();
			this.notices.clear();
			this.start = await this.backend.start();
		});
	}

	/** Makes a story the selected one everywhere. */
	select(id: string | null) {
		return this.act(() => this.#select(id));
	}

	/** Opens a story in the editor, at a block when one is given. */
	async edit(target: Target): Promise<void> {
		this.surface = "articles";
		await this.select(target.article);
		this.target = { ...target };
	}

	/** Opens the design's panel beside the pages it is about. */
	openDesign(): void {
		if (this.surface !== "articles") this.surface = "pages";
		this.panel = "design";
	}

	/** Opens the find bar of the story. */
	find(): void {
		if (!this.draft || this.draft.plain) return;
		this.surface = "articles";
		this.finding += 1;
	}

	/** Whether there is a place to show for a remark. */
	leads(remark: RemarkView): boolean {
		const { code, photo, article, page } = remark;
		return inImprint(code) || code.startsWith("design.") || (photo ?? article ?? page) !== null;
	}

	/** Shows what a remark is about. */
	async goTo(remark: RemarkView): Promise<void> {
		if (inImprint(remark.code)) {
			this.panel = "imprint";
		} else if (remark.code.startsWith("design.")) {
			this.openDesign();
		} else if (remark.photo !== null) {
			this.library.show(remark.photo, remark.code);
		} else if (remark.article !== null) {
			await this.edit({ article: remark.article, part: "title", block: null });
		} else if (remark.page !== null) {
			this.page = remark.page;
			this.surface = "pages";
		}
	}

	/** Mends what a remark is about, where the program can. */
	async mend({ code, article, photo }: RemarkView): Promise<void> {
		await this.draft?.flush();
		await this.change(() => this.backend.mend(code, article, photo));
	}

	nextRemark(): void {
		if (this.remarks.length === 0) return;
		if (this.surface === "check") this.remark = (this.remark + 1) % this.remarks.length;
		this.surface = "check";
		this.asked += 1;
	}

	/** Runs one undoable edit. */
	change(edit: () => Promise<Changes>): Promise<Changes | undefined> {
		return this.act(async () => {
			const changes = await edit();
			await this.apply(changes);
			return changes;
		});
	}

	addArticle(section: number | null) {
		return this.act(async () => {
			const id = await this.backend.addArticle(section);
			await this.apply(everything([]));
			this.surface = "articles";
			await this.#select(id);
			this.target = { article: id, part: "title", block: null };
		});
	}

	async removeArticle(story: StoryView): Promise<void> {
		const index = this.stories.findIndex(({ id }) => id === story.id);
		const next = this.stories[index + 1] ?? this.stories[index - 1];
		if (this.selected === story.id) await this.select(next?.id ?? null);
		const changes = await this.change(() => this.backend.removeArticles([story.id]));
		if (changes) {
			this.notices.say(words().outline.removed(story.title || words().outline.untitled), true);
		}
	}

	/** Moves a story up or down, across sections at their ends. */
	async moveStory(story: StoryView, direction: 1 | -1): Promise<void> {
		const bulletin = this.bulletin;
		if (!bulletin) return;
		const groups = [...bulletin.sections.map(({ id }) => id as number | null), null];
		const mates = bulletin.stories.filter(({ section }) => section === story.section);
		const at = mates.findIndex(({ id }) => id === story.id) + direction;
		if (at >= 0 && at < mates.length) {
			await this.change(() => this.backend.moveArticles([story.id], story.section, at));
			return;
		}
		const next = groups[groups.indexOf(story.section) + direction];
		if (next === undefined) return;
		const last = bulletin.stories.filter(({ section }) => section === next).length;
		await this.change(() =>
			this.backend.moveArticles([story.id], next, direction === 1 ? 0 : last),
		);
	}

	editPhoto(id: number, patch: PhotoPatch): Promise<Changes | undefined> {
		this.photos = this.photos.map((photo) => (photo.id === id ? { ...photo, ...patch } : photo));
		return this.change(() => this.backend.editPhoto(id, patch));
	}

	async undo(): Promise<void> {
		await this.#step(() => this.backend.undo());
	}

	async redo(): Promise<void> {
		await this.#step(() => this.backend.redo());
	}

	/** Shows proposals for the pages, on so many of them when it is said. */
	compose(pages?: number | null): Promise<void | undefined> {
		return this.act(async () => {
			await this.draft?.flush();
			await this.composing.start(pages);
		});
	}

	/** Makes the proposal looked at the plan of the issue. */
	async takeProposal(): Promise<void> {
		const pages = this.composing.result?.pages ?? 0;
		const changes = await this.act(() => this.composing.take());
		if (!changes) return;
		this.hand.drop();
		this.surface = "pages";
		await this.apply(changes);
		this.page = Math.min(this.page, pages);
		this.notices.say(words().compose.taken(pages), true);
	}

	chooseIssue(id: number) {
		return this.act(async () => {
			await this.draft?.flush();
			await this.#enter(await this.backend.chooseIssue(id));
		});
	}

	addIssue(number: number, date: string, pages: number | null) {
		return this.act(async () => {
			await this.draft?.flush();
			await this.backend.addIssue(number, date, pages);
			await this.#enter(await this.backend.bulletin());
		});
	}

	async chooseImports(): Promise<void> {
		const paths = await this.act(() => this.backend.chooseImports());
		if (paths && paths.length > 0) await this.take(paths);
	}

	/** Takes files that were dropped or chosen, whatever is open. */
	async take(paths: string[]): Promise<void> {
		const bulletin = paths.find((path) => path.toLowerCase().endsWith(".bantin"));
		if (bulletin !== undefined) await this.open(bulletin);
		else if (this.bulletin) await this.importFiles(paths);
		else this.waiting = paths;
	}

	importFiles(paths: string[]): Promise<void> {
		return this.library.importFiles(paths, { convertLegacy: false, split: false, again: false, ask: true });
	}

	/** Shows what an import brought. */
	async receive(report: ImportReport): Promise<void> {
		this.report = report;
		await this.apply(everything(this.draft ? [this.draft.id] : []));
		const first = report.articles[0];
		if (first !== undefined) await this.#select(first);
		this.photo = report.photos[0] ?? this.photo;
	}

	/** Reads again what an edit touched. `foreign` changes did not come from this window's acts. */
	async apply(changes: Changes, foreign = false): Promise<void> {
		if (!this.bulletin) return;
		if (!foreign) this.saved = new Date();
		if (!changes.bulletin) {
			this.bulletin = { ...this.bulletin, undo: changes.undo, redo: changes.redo };
		}
		const reads: Promise<void>[] = [];
		if (changes.bulletin || changes.stories) reads.push(this.#list());
		if (changes.bulletin) reads.push(this.#readFields());
		if (changes.photos) reads.push(this.#readPhotos());
		if (changes.sheets) this.#draw();
		const draft = this.draft;
		if (draft && changes.articles.includes(draft.id) && draft.idle) reads.push(draft.reload());
		this.#followSoon();
		try {
			await Promise.all(reads);
		} catch (error) {
			this.notices.fail(error, words().failure.unknown);
		}
	}

	/** Takes what typing changed: the sheet at once, everything else when the typing pauses. */
	#typed(changes: Changes): void {
		const bulletin = this.bulletin;
		if (!bulletin) return;
		this.saved = new Date();
		const { undo, redo } = changes;
		if (undo !== bulletin.undo || redo !== bulletin.redo) {
			this.bulletin = { ...bulletin, undo, redo };
		}
		this.#fieldsOld ||= changes.bulletin;
		if (changes.sheets) this.#draw();
		this.#followSoon();
	}

	/** Nothing waits for pictures. */
	#draw(edited = true): void {
		this.sheets.watched = [this.page, ...(this.story?.pages ?? [])];
		void this.act(() => this.sheets.refresh(edited));
	}

	/** Sheets take over new pictures now and then; typing takes them along by itself. */
	#develop(developed: Developed): void {
		if (!this.bulletin) return;
		const over = developed.done >= developed.total;
		this.developed = over ? null : developed;
		if (over) {
			clearTimeout(this.#developing);
			this.#developing = undefined;
			this.#draw(false);
			this.#followSoon();
			return;
		}
		this.#developing ??= setTimeout(() => {
			this.#developing = undefined;
			if (this.bulletin && this.draft?.idle !== false) this.#draw(false);
		}, DEVELOP_MS);
	}

	/** Opens the file that another launch of the program handed over. */
	async #openAsked(): Promise<void> {
		const { opened } = await this.backend.start();
		if (opened === null) return;
		await this.draft?.flush();
		await this.open(opened);
	}

	async #step(step: () => Promise<Changes>): Promise<void> {
		await this.act(async () => {
			await this.draft?.flush();
			const changes = await step();
			await this.apply(changes);
			if (this.story === null) await this.#select(this.stories[0]?.id ?? null);
		});
	}

	async #enter(bulletin: BulletinView): Promise<void> {
		if (bulletin.path !== this.bulletin?.path) this.developed = null;
		this.bulletin = bulletin;
		this.saved = null;
		this.report = null;
		this.page = 1;
		this.remark = 0;
		this.photo = null;
		this.library.clear();
		this.keeping.clear();
		this.surface = "articles";
		this.composing.close();
		this.hand.drop();
		this.sheets.clear();
		this.draft = null;
		await this.#select(bulletin.stories[0]?.id ?? bulletin.pool[0]?.id ?? null);
		// Typesetting may take a moment the first time; the desk does not wait for it. What
		// is told from the sheets comes behind the first of them.
		void this.act(() => this.sheets.refresh());
		await Promise.all([
			this.#list(),
			this.#readPhotos(),
			this.#readFields(),
			this.#readRemarks(),
		]);
		this.page = this.story?.pages[0] ?? this.page;
	}

	async #select(id: string | null): Promise<void> {
		if (this.draft?.id === id && this.selected === id) return;
		await this.draft?.flush();
		this.selected = id;
		if (id === null) {
			this.draft = null;
			return;
		}
		const view = await this.backend.article(id);
		if (this.selected !== id) return;
		this.draft = new Draft(this.backend, view, {
			changed: (changes) => this.#typed(changes),
			failed: (failure) => this.notices.fail(failure, words().failure.unknown),
		});
		const page = this.story?.pages[0];
		if (page !== undefined) this.page = page;
	}

	/** Reads the bulletin. Calls while one is under way are joined into one more. */
	#list(): Promise<void> {
		this.#listAgain = true;
		this.#listing ??= (async () => {
			while (this.#listAgain) {
				this.#listAgain = false;
				const bulletin = await this.backend.bulletin();
				if (this.bulletin) this.bulletin = bulletin;
			}
		})().finally(() => (this.#listing = undefined));
		return this.#listing;
	}

	#followSoon(): void {
		clearTimeout(this.#following);
		clearTimeout(this.#checking);
		this.#following = setTimeout(() => void this.act(() => this.#follow()), FOLLOW_MS);
		this.#checking = setTimeout(() => {
			if (this.bulletin) void this.act(() => this.#readRemarks());
		}, CHECK_MS);
	}

	/**
	 * Reads what may follow the typing at leisure, one by one: a key pressed meanwhile waits
	 * for one of them at most, and the rest is read when the typing pauses again.
	 */
	async #follow(): Promise<void> {
		const draft = this.draft;
		const reads = [
			() => this.#list(),
			() => this.#readPhotos(),
			async () => {
				if (this.#fieldsOld) await this.#readFields();
				this.#fieldsOld = false;
			},
			// The last one: the story may be gone.
			async () => draft?.follow(),
		];
		for (const read of reads) {
			if (!this.bulletin || draft?.idle === false) return;
			await read();
		}
	}

	async #readPhotos(): Promise<void> {
		const photos = await this.backend.photos();
		if (JSON.stringify(photos) !== JSON.stringify(this.photos)) this.photos = photos;
	}

	async #readFields(): Promise<void> {
		this.fields = await this.backend.fields();
	}

	async #readRemarks(): Promise<void> {
		const order = { must: 0, should: 1, could: 2 };
		const remarks = await this.backend.remarks();
		this.remarks = remarks.toSorted((a, b) => order[a.severity] - order[b.severity]);
		this.remark = Math.min(this.remark, Math.max(0, remarks.length - 1));
	}
}

/** Changes after which everything is read again; the undo names come with the bulletin. */
const everything = (articles: string[]): Changes => ({
	bulletin: true,
	stories: true,
	articles,
	photos: true,
	sheets: true,
	undo: null,
	redo: null,
});
