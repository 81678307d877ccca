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

export type Decode = (url: string) => Promise<void>;

/** Decodes in the browser, off the page. */
export const decodeInBrowser: Decode = async (url) => {
	const image = new Image();
	image.src = url;
	await image.decode();
};

export class Sheets {
	shown = $state.raw<ShownSheet[]>([]);
	frames = $state.raw<FrameView[]>([]);
	overfull = $state(0);
	/** Whether a newer state is on its way. */
	busy = $state(false);

	readonly #backend: Backend;
	readonly #decode: Decode;
	#running: Promise<void> | undefined;
	#again = false;
	#generation = 0;

	constructor(backend: Backend, decode: Decode = decodeInBrowser) {
		this.#backend = backend;
		this.#decode = decode;
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
				const url = this.#backend.sheetUrl(sheet);
				try {
					await this.#decode(url);
				} catch {
					// The picture was overtaken by a newer one; the old one stays meanwhile.
					if (old && this.#again) return old;
				}
				return { ...sheet, url, fresh: old !== undefined };
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
