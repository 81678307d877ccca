/**
 * The photos of the bulletin as a person goes through them: what is searched, which of
 * them are shown, files being read.
 *
 * Holds no markup and knows no language.
 */
import type { DraftWord, EditorNode, FoundWords, ImportChoices, ImportReport, LegacyOffer, PhotoView, PlacementPatch, PlacementView, Progressed } from "../backend/wire";
import { type Filter, passes } from "../photos/todo";
import type { Session } from "./session.svelte";

export const DRAFT_WORDS: DraftWord[] = ["caption", "credit", "alt", "rights", "taken", "place"];

/** How long the typing of a query pauses before it is asked. */
export const ASK_MS = 120;

/** What a paste gives: text, `plain` where the editor is to read it itself, or nothing. */
export type PastedText = EditorNode | "plain" | "nothing";

export class Library {
	query = $state("");
	filter = $state<Filter>("all");
	/** What the query found; `null` while nothing is asked for. */
	found = $state.raw<ReadonlySet<number> | null>(null);
	/** Places of the selected photo in other issues, as measured on their sheets. */
	measured = $state.raw<PlacementView[]>([]);
	/** The field that a remark leads to, until it has the focus. */
	wanted = $state<DraftWord | null>(null);
	/** How far files being read are; `null` when none are. */
	reading = $state.raw<Progressed | null>(null);
	/** Pasted text in an old encoding that waits for an answer: converted, as it is, or not at all. */
	pasting = $state.raw<{ offers: LegacyOffer[]; answer(convert: boolean | null): void } | null>(null);
	/** Whether the panel for finding and replacing is open. */
	replacing = $state(false);

	readonly searched = $derived.by(() => {
		const { found } = this;
		return found === null ? this.#session.photos : this.#session.photos.filter(({ id }) => found.has(id));
	});
	readonly shown = $derived(this.searched.filter((photo) => passes(this.filter, photo)));
	/** Photos shown that have words nobody has read over. */
	readonly unread = $derived(this.shown.filter(({ drafts }) => drafts.length > 0));

	readonly #session: Session;
	/** What came in last, to come in again as chosen. */
	#imported: { paths: string[]; choices: ImportChoices } | null = null;
	#asking: ReturnType<typeof setTimeout> | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Forgets what was looked for in another bulletin. */
	clear(): void {
		clearTimeout(this.#asking);
		this.pasting?.answer(null);
		this.query = "";
		this.found = null;
		this.filter = "all";
		this.wanted = null;
		this.replacing = false;
	}

	/** Looks for photos a moment after the last key. */
	ask(query: string): void {
		this.query = query;
		clearTimeout(this.#asking);
		this.#asking = setTimeout(() => void this.#find(query), ASK_MS);
	}

	/** Shows a photo, with the field that a remark is about. */
	show(photo: number, code = ""): void {
		const session = this.#session;
		if (!this.shown.some(({ id }) => id === photo)) this.clear();
		const word = code === "words.unread" ? "caption" : code.split(".")[0];
		this.wanted = DRAFT_WORDS.find((each) => each === word) ?? null;
		session.photo = photo;
		session.surface = "photos";
		if (this.wanted) session.layout.show("inspector", true);
	}

	/** Measures a photo where it stands in other issues. */
	async measure(photo: PhotoView): Promise<void> {
		const places = await this.#session.act(() => this.#session.backend.measurePhoto(photo.id));
		const shown = this.#session.shownPhoto ?? this.#session.photos[0];
		if (places && shown?.id === photo.id) this.measured = places;
	}

	/** A place with its measure on paper, once that is known. */
	place(place: PlacementView): PlacementView {
		const same = ({ article, index }: PlacementView) => article === place.article && index === place.index;
		const known = place.here ? undefined : this.measured.find(same);
		return known ? { ...place, pages: known.pages, printed: known.printed, ppi: known.ppi } : place;
	}

	accept(photos: readonly PhotoView[], words: DraftWord[] = DRAFT_WORDS) {
		const ids = photos.map(({ id }) => id);
		return this.#session.change(() => this.#session.backend.acceptWords(ids, words));
	}

	editPlacement(article: string, index: number, patch: PlacementPatch) {
		return this.#change(() => this.#session.backend.editPlacement(article, index, patch));
	}

	joinCaptions(article: string, index: number) {
		return this.#change(() => this.#session.backend.joinCaptions(article, index));
	}

	partCaptions(article: string, index: number) {
		return this.#change(() => this.#session.backend.partCaptions(article, index));
	}

	async findWords(wanted: string, everywhere: boolean): Promise<FoundWords[]> {
		const found = await this.#session.act(() => this.#session.backend.findInCaptions(wanted, everywhere));
		return found ?? [];
	}

	replaceWords(wanted: string, by: string, everywhere: boolean) {
		return this.#change(() => this.#session.backend.replaceInCaptions(wanted, by, everywhere));
	}

	/** Puts a file that is asked for in place of a photo. */
	async replaceByFile(photo: PhotoView): Promise<void> {
		const session = this.#session;
		await session.act(async () => {
			const path = await session.backend.choosePicture();
			if (path === null) return;
			await session.draft?.flush();
			const replaced = await session.backend.replacePhoto(photo.id, path);
			await session.apply(replaced.changes);
			session.photo = replaced.photo;
		});
	}

	useInstead(photo: PhotoView, by: number) {
		this.#session.photo = by;
		return this.#change(() => this.#session.backend.useInstead(photo.id, by));
	}

	remove(photo: PhotoView) {
		return this.#change(() => this.#session.backend.removePhoto(photo.id));
	}

	/** Brings in files, as they were chosen. */
	importFiles(paths: string[], choices: ImportChoices): Promise<void> {
		this.#imported = { paths, choices };
		return this.take(async (on) => {
			await this.#session.draft?.flush();
			return this.#session.backend.importFiles(paths, choices, on);
		});
	}

	/** Brings in the files of the last import once more, or those that wait, as chosen. */
	importAgain(accepted: Partial<ImportChoices>): Promise<void> {
		const last = this.#imported;
		if (!last) return Promise.resolve();
		// What waits is not in yet: there is nothing to take back.
		const again = this.#session.report?.waits !== true;
		return this.importFiles(last.paths, { ...last.choices, ...accepted, again, ask: false });
	}

	/** Reads files or a picture; everything else goes on meanwhile. */
	async take(read: (on: (progress: Progressed) => void) => Promise<ImportReport | null>): Promise<void> {
		const session = this.#session;
		this.reading = { done: 0, total: 0 };
		await session.act(async () => {
			const report = await read((progress) => {
				if (this.reading) this.reading = progress;
			});
			if (report) await session.receive(report);
		});
		this.reading = null;
	}

	stopReading() {
		return this.#session.act(() => this.#session.backend.cancelImport());
	}

	/** Takes a picture from the clipboard, when there is one; tells what the new photo is called. */
	async paste(data: DataTransfer | null): Promise<string | null> {
		const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
		if (!file) return null;
		const bytes = new Uint8Array(await file.arrayBuffer());
		const name = `anh-dan.${file.type.split("/")[1] ?? "png"}`;
		let added: number | undefined;
		await this.take(async () => {
			const report = await this.#session.backend.importPicture(name, bytes);
			added = report?.photos[0];
			return report;
		});
		return this.#session.photos.find(({ id }) => id === added)?.name ?? null;
	}

	/** Makes text of pasted HTML; a line tells what came with it or stayed away. */
	async pasteHtml(html: string): Promise<PastedText> {
		const session = this.#session;
		try {
			const copied = (await session.backend.copiedHtml()) ?? html;
			let pasted = await session.backend.pasteHtml(copied, null);
			if (pasted.offers.length > 0) {
				const { offers } = pasted;
				// One question at a time: what was pasted before goes with its own.
				this.pasting?.answer(null);
				const convert = await new Promise<boolean | null>((answer) => (this.pasting = { offers, answer }));
				this.pasting = null;
				if (convert === null) return "nothing";
				pasted = await session.backend.pasteHtml(copied, convert);
			}
			if (pasted.line !== null) session.notices.say(pasted.line);
			return pasted.body;
		} catch (error) {
			console.error(error);
			return "plain";
		}
	}

	/** What is typed in a story goes first: the edit may change its text. */
	#change(edit: Parameters<Session["change"]>[0]) {
		return this.#session.change(async () => {
			await this.#session.draft?.flush();
			return edit();
		});
	}

	async #find(query: string): Promise<void> {
		if (query.trim() === "") {
			this.found = null;
			return;
		}
		const found = await this.#session.act(() => this.#session.backend.findPhotos(query));
		if (found && this.query === query) this.found = new Set(found);
	}
}
