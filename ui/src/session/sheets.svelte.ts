/**
 * The sheets as they stand on the screen.
 *
 * A sheet is exchanged only when its fingerprint changed, and only once the new picture
 * is decoded, so nothing flickers. A changed sheet is tinted for a moment.
 */
import type { Backend } from "../backend/backend";
import type { FrameView, SheetsView, SheetView } from "../backend/wire";

/** How long a changed sheet stays tinted. */
export const TINT_MS = 600;

export interface ShownSheet extends SheetView {
	url: string;
	/** Just exchanged. */
	fresh: boolean;
}

/** Makes a sheet ready to show and gives the address to show it from. */
export type Load = (url: string) => Promise<string>;

/**
 * Fetches a sheet once and decodes it off the page.
 *
 * The program draws a sheet anew for every request, so its bytes are kept here for all
 * the places that show it.
 */
export const loadInBrowser: Load = async (url) => {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`sheet refused: ${answer.status}`);
	const kept = URL.createObjectURL(await answer.blob());
	const image = new Image();
	image.src = kept;
	await image.decode();
	return kept;
};

/** How long sheets beside the one being looked at wait for the typing to pause. */
export const QUIET_MS = 250;

/** After this nobody looks at the exchanged picture any more. */
const KEEP_OLD_MS = 2000;

function forget(url: string): void {
	if (url.startsWith("blob:")) setTimeout(() => URL.revokeObjectURL(url), KEEP_OLD_MS);
}

export class Sheets {
	shown = $state.raw<ShownSheet[]>([]);
	frames = $state.raw<FrameView[]>([]);
	overfull = $state(0);
	/** Whether a newer state is on its way. */
	busy = $state(false);
	/** Pages being looked at, the most important first. */
	watched: readonly number[] = [];

	readonly #backend: Backend;
	readonly #load: Load;
	#running: Promise<void> | undefined;
	#again = false;
	#generation = 0;
	#wake: () => void = () => {};

	constructor(backend: Backend, load: Load = loadInBrowser) {
		this.#backend = backend;
		this.#load = load;
	}

	get count(): number {
		return this.shown.length;
	}

	framesOf(article: string): FrameView[] {
		return this.frames.filter((frame) => frame.article === article);
	}

	framesOn(page: number): FrameView[] {
		return this.frames.filter((frame) => frame.page === page);
	}

	/** Forgets everything, as when another bulletin is opened. */
	clear(): void {
		this.#generation += 1;
		for (const sheet of this.shown) forget(sheet.url);
		this.shown = [];
		this.frames = [];
		this.overfull = 0;
	}

	/** Reads the sheets. Calls while one is under way are joined into one more. */
	refresh(): Promise<void> {
		this.#again = true;
		this.#wake();
		this.#running ??= this.#run().finally(() => {
			this.#running = undefined;
			this.busy = false;
		});
		return this.#running;
	}

	async #run(): Promise<void> {
		this.busy = true;
		while (this.#again) {
			this.#again = false;
			const generation = this.#generation;
			const view = await this.#backend.sheets();
			if (generation === this.#generation) await this.#take(view, generation);
		}
	}

	/**
	 * Exchanges changed sheets one after another, those being looked at first: decoding
	 * occupies the page, so the sheet under the cursor must not wait for the rest.
	 */
	async #take(view: SheetsView, generation: number): Promise<void> {
		const before = new Map(this.shown.map((sheet) => [sheet.page, sheet]));
		const first = before.size === 0;
		this.frames = view.frames;
		this.overfull = view.overfull;
		const gone = this.shown.filter(({ page }) => page > view.sheets.length);
		if (gone.length > 0) {
			this.shown = this.shown.filter((sheet) => !gone.includes(sheet));
			for (const sheet of gone) forget(sheet.url);
		}
		const changed = view.sheets.filter(
			(sheet) => before.get(sheet.page)?.fingerprint !== sheet.fingerprint,
		);
		const ranked = changed.toSorted((a, b) => this.#rank(a) - this.#rank(b));
		for (const [index, sheet] of ranked.entries()) {
			if (index > 0 && !first) await this.#quiet();
			// A newer state is known: the rest of this one need not be seen.
			if (index > 0 && this.#again) return;
			const made = await this.#make(sheet, before.get(sheet.page), first);
			if (generation !== this.#generation) return;
			if (made) this.#put(made);
		}
	}

	/** Leaves the page to the typing for a moment; a newer state ends the wait. */
	async #quiet(): Promise<void> {
		if (this.#again) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, QUIET_MS);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#wake = () => {};
	}

	#rank({ page }: SheetView): number {
		const at = this.watched.indexOf(page);
		return at < 0 ? this.watched.length + page : at;
	}

	async #make(
		sheet: SheetView,
		old: ShownSheet | undefined,
		first: boolean,
	): Promise<ShownSheet | null> {
		const address = this.#backend.sheetUrl(sheet);
		try {
			return { ...sheet, url: await this.#load(address), fresh: !first && old !== undefined };
		} catch {
			// Overtaken by a newer one: the old one stays until that arrives.
			return old && this.#again ? null : { ...sheet, url: address, fresh: false };
		}
	}

	#put(made: ShownSheet): void {
		const old = this.shown.find(({ page }) => page === made.page);
		const others = this.shown.filter(({ page }) => page !== made.page);
		this.shown = [...others, made].sort((a, b) => a.page - b.page);
		if (old) forget(old.url);
		if (made.fresh) setTimeout(() => this.#calm(made), TINT_MS);
	}

	#calm(fresh: ShownSheet): void {
		this.shown = this.shown.map((sheet) =>
			sheet === fresh ? { ...sheet, fresh: false } : sheet,
		);
	}
}
