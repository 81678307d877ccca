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

	readonly #backend: Backend;
	readonly #load: Load;
	#running: Promise<void> | undefined;
	#again = false;
	#generation = 0;

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

	async #take(view: SheetsView, generation: number): Promise<void> {
		const before = new Map(this.shown.map((sheet) => [sheet.page, sheet]));
		const next = await Promise.all(
			view.sheets.map(async (sheet): Promise<ShownSheet> => {
				const old = before.get(sheet.page);
				if (old?.fingerprint === sheet.fingerprint) return old;
				const address = this.#backend.sheetUrl(sheet);
				try {
					const url = await this.#load(address);
					if (old) forget(old.url);
					return { ...sheet, url, fresh: old !== undefined };
				} catch {
					// Overtaken by a newer one: the old one stays until that arrives.
					return old && this.#again ? old : { ...sheet, url: address, fresh: false };
				}
			}),
		);
		if (generation !== this.#generation) return;
		this.shown = next;
		this.frames = view.frames;
		this.overfull = view.overfull;
		const fresh = next.filter((sheet) => sheet.fresh);
		if (fresh.length > 0) setTimeout(() => this.#calm(fresh), TINT_MS);
	}

	#calm(fresh: ShownSheet[]): void {
		this.shown = this.shown.map((sheet) =>
			fresh.includes(sheet) ? { ...sheet, fresh: false } : sheet,
		);
	}
}
