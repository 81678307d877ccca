/**
 * The sheets as they stand on the screen.
 *
 * Every place that shows a sheet asks for the width it needs; the sheet is fetched as
 * wide as the widest of them. It is exchanged only when its fingerprint or that width
 * changed, and only once the new picture is there, so nothing flickers. A sheet whose
 * fingerprint changed is tinted for a moment.
 */
import type { Backend } from "../backend/backend";
import type { FitView, FrameView, PlanView, SheetsView, SheetView } from "../backend/wire";

/** How long a changed sheet stays tinted. */
export const TINT_MS = 600;

/** Widths are fetched in steps, so that small changes of size need no new picture. */
const STEP = 32;
/** Enough for a strip: what a sheet is fetched at that nobody has looked at yet. */
const NARROWEST = 128;
const WIDEST = 4096;
/** A sheet looked at before is kept as sharp as this, so that coming back shows no blur. */
const WIDEST_UNSEEN = 1024;

/** A sheet's picture, ready to be shown in any number of places. */
export interface Picture {
	on(canvas: HTMLCanvasElement): void;
}

export interface ShownSheet extends SheetView {
	/** Where the picture came from. */
	url: string;
	/** `null` when it was refused. */
	picture: Picture | null;
	/** Device pixels across that the picture was fetched at. */
	across: number;
	/** Just exchanged. */
	fresh: boolean;
}

/** Makes the picture of a sheet ready to show. */
export type Load = (url: string) => Promise<Picture>;

/** The media type the program gives its pixels, with their number across. */
const PIXELS = /^image\/x-rgba; ?width=(\d+)$/;

/**
 * Fetches a sheet once for all the places that show it; the program draws it anew for
 * every request.
 *
 * Plain pixels put on a canvas are on the screen within a millisecond. As a picture file
 * they would be decoded twice, and wait for two other processes.
 */
export const loadInBrowser: Load = async (url) => {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`sheet refused: ${answer.status}`);
	const across = PIXELS.exec(answer.headers.get("content-type") ?? "")?.[1];
	if (across === undefined) return drawn(await answer.blob());
	const bytes = new Uint8ClampedArray(await answer.arrayBuffer());
	const pixels = new ImageData(bytes, Number(across));
	const put = (canvas: HTMLCanvasElement) => {
		canvas.width = pixels.width;
		canvas.height = pixels.height;
		canvas.getContext("2d", { alpha: false })?.putImageData(pixels, 0, 0);
	};
	let whole: HTMLCanvasElement | undefined;
	return {
		on(canvas) {
			const width = Math.ceil(canvas.clientWidth * (globalThis.devicePixelRatio ?? 1));
			if (width === 0 || width >= pixels.width - 1) return put(canvas);
			// Left to the browser, a canvas shown smaller may lose pixels of its letters.
			if (!whole) put((whole = document.createElement("canvas")));
			const source = halved(whole, width);
			canvas.width = width;
			canvas.height = Math.round((width * pixels.height) / pixels.width);
			const context = canvas.getContext("2d", { alpha: false });
			if (!context) return;
			context.imageSmoothingQuality = "high";
			context.drawImage(source, 0, 0, canvas.width, canvas.height);
		},
	};
};

/** The picture halved until it is less than twice as wide: one long step would skip pixels. */
function halved(whole: HTMLCanvasElement, width: number): HTMLCanvasElement {
	let picture = whole;
	while (picture.width >= 2 * width) {
		const half = document.createElement("canvas");
		half.width = Math.ceil(picture.width / 2);
		half.height = Math.ceil(picture.height / 2);
		const context = half.getContext("2d", { alpha: false });
		if (!context) break;
		context.imageSmoothingQuality = "high";
		context.drawImage(picture, 0, 0, half.width, half.height);
		picture = half;
	}
	return picture;
}

/** A picture file, as the stand-in in a plain browser gives it. */
async function drawn(file: Blob): Promise<Picture> {
	const image = new Image();
	image.src = URL.createObjectURL(file);
	await image.decode();
	URL.revokeObjectURL(image.src);
	return {
		on(canvas) {
			canvas.width = image.naturalWidth;
			canvas.height = image.naturalHeight;
			canvas.getContext("2d")?.drawImage(image, 0, 0);
		},
	};
}

/** How long sheets beside the one being looked at wait for the typing to pause. */
export const QUIET_MS = 250;

const NO_PLAN: PlanView = { saved: false, pages: [], grids: [], fits: [] };

export class Sheets {
	shown = $state.raw<ShownSheet[]>([]);
	frames = $state.raw<FrameView[]>([]);
	/** What stands where on them. */
	plan = $state.raw<PlanView>(NO_PLAN);
	overfull = $state(0);
	/** Whether a newer state is on its way. */
	busy = $state(false);
	/** Pages being looked at, the most important first. */
	watched: readonly number[] = [];

	readonly #backend: Backend;
	readonly #load: Load;
	/** The newest state known. */
	#newest: SheetView[] = [];
	/** Page by page, the width every place shows it at, in CSS pixels. */
	readonly #asked = new Map<number, Map<object, number>>();
	/** Addresses that were refused: asking again would be refused again. */
	readonly #refused = new Set<string>();
	#reading: Promise<void> | undefined;
	#readAgain = false;
	#drawing: Promise<void> | undefined;
	/** Whether sheets that differ are news: better pictures of the same words are none. */
	#edited = true;
	/** The next sheet need not wait for the typing to pause. */
	#urgent = true;
	#quietUntil = 0;
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

	/** How a story fits the room it has. */
	fitOf(article: string): FitView | undefined {
		return this.plan.fits.find((fit) => fit.article === article);
	}

	/** Says how wide a place shows a page, in CSS pixels; a place may say so again. */
	ask(page: number, place: object, width: number): void {
		const places = this.#asked.get(page) ?? new Map<object, number>();
		places.set(place, width);
		this.#asked.set(page, places);
		void this.#draw();
	}

	/** A place shows the page no more. What was fetched for it stays. */
	leave(page: number, place: object): void {
		const places = this.#asked.get(page);
		places?.delete(place);
		if (places?.size === 0) this.#asked.delete(page);
	}

	/** An attachment: asks for the page as wide as the element is, as long as it is there. */
	sized(page: number): (element: Element) => () => void {
		return (element) => {
			const ask = () => this.ask(page, element, element.clientWidth);
			ask();
			const watcher = new ResizeObserver(ask);
			watcher.observe(element);
			return () => {
				watcher.disconnect();
				this.leave(page, element);
			};
		};
	}

	/** Forgets everything, as when another bulletin is opened. */
	clear(): void {
		this.#generation += 1;
		this.shown = [];
		this.frames = [];
		this.plan = NO_PLAN;
		this.overfull = 0;
		this.#newest = [];
		this.#refused.clear();
	}

	/**
	 * Reads the sheets; resolves when all of them are shown. Calls while one is under way
	 * are joined into one more. `edited` tells whether somebody changed something.
	 */
	async refresh(edited = true): Promise<void> {
		this.#edited = edited;
		await this.read();
		await this.#draw();
	}

	/** The same, but resolves as soon as it is known what stands where. */
	async read(): Promise<void> {
		this.#readAgain = true;
		this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
		await this.#reading;
	}

	async #read(): Promise<void> {
		this.busy = true;
		while (this.#readAgain) {
			this.#readAgain = false;
			const generation = this.#generation;
			const view = await this.#backend.sheets();
			if (generation !== this.#generation) continue;
			this.#take(view);
			void this.#draw();
		}
	}

	#take(view: SheetsView): void {
		this.frames = view.frames;
		this.plan = view.plan;
		this.overfull = view.overfull;
		this.#newest = view.sheets;
		this.#urgent = true;
		// The first pictures of an issue wait for nobody.
		this.#quietUntil = this.shown.length === 0 ? 0 : performance.now() + QUIET_MS;
		this.#wake();
		if (this.shown.some(({ page }) => page > view.sheets.length)) {
			this.shown = this.shown.filter(({ page }) => page <= view.sheets.length);
		}
	}

	#draw(): Promise<void> {
		this.#drawing ??= this.#drawAll().finally(() => {
			this.#drawing = undefined;
			this.busy = this.#reading !== undefined;
		});
		return this.#drawing;
	}

	/**
	 * Exchanges stale sheets one after another, those being looked at first: showing
	 * occupies the page, so the sheet under the cursor must not wait for the rest.
	 */
	async #drawAll(): Promise<void> {
		for (;;) {
			// Places that appear together ask together.
			await Promise.resolve();
			if (!this.#urgent && this.#next()) await this.#quiet();
			const sheet = this.#next();
			if (!sheet) return;
			this.#urgent = false;
			const generation = this.#generation;
			const made = await this.#make(sheet);
			if (generation === this.#generation && made) this.#put(made);
		}
	}

	/** The most important sheet whose picture is not what it should be. */
	#next(): SheetView | undefined {
		return this.#newest
			.filter((sheet) => this.#stale(sheet))
			.toSorted((a, b) => this.#rank(a) - this.#rank(b))[0];
	}

	#stale(sheet: SheetView): boolean {
		const across = this.#across(sheet.page);
		if (this.#refused.has(this.#backend.sheetUrl(sheet, across))) return false;
		const shown = this.shown.find(({ page }) => page === sheet.page);
		if (shown?.fingerprint !== sheet.fingerprint) return true;
		// Nobody needs a picture smaller that nobody looks at.
		if (!this.#asked.has(sheet.page)) return false;
		return across > shown.across || across < shown.across / 2;
	}

	/** Device pixels across that a page is needed at. */
	#across(page: number): number {
		const places = this.#asked.get(page);
		if (!places) {
			const before = this.shown.find((sheet) => sheet.page === page)?.across ?? NARROWEST;
			return Math.min(WIDEST_UNSEEN, before);
		}
		const pixels = Math.max(...places.values()) * (globalThis.devicePixelRatio ?? 1);
		return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(pixels / STEP) * STEP));
	}

	/** Leaves the page to the typing until it pauses; a newer state ends the wait. */
	async #quiet(): Promise<void> {
		const rest = this.#quietUntil - performance.now();
		if (rest <= 0) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, rest);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#wake = () => {};
	}

	/** Pages being looked at, then others on the screen, then the rest. */
	#rank({ page }: SheetView): number {
		const at = this.watched.indexOf(page);
		const count = this.#newest.length + this.watched.length;
		if (this.#asked.has(page)) return at < 0 ? count + page : at;
		return 2 * count + (at < 0 ? count + page : at);
	}

	async #make(sheet: SheetView): Promise<ShownSheet | null> {
		const across = this.#across(sheet.page);
		const address = this.#backend.sheetUrl(sheet, across);
		const old = this.shown.find(({ page }) => page === sheet.page);
		const fresh = this.#edited && old !== undefined && old.fingerprint !== sheet.fingerprint;
		try {
			return { ...sheet, across, url: address, picture: await this.#load(address), fresh };
		} catch {
			// Overtaken by a newer one: the old one stays until that arrives.
			if (old && this.#newest.find(({ page }) => page === sheet.page) !== sheet) return null;
			this.#refused.add(address);
			return { ...sheet, across, url: address, picture: null, fresh: false };
		}
	}

	#put(made: ShownSheet): void {
		const others = this.shown.filter(({ page }) => page !== made.page);
		this.shown = [...others, made].sort((a, b) => a.page - b.page);
		if (made.fresh) setTimeout(() => this.#calm(made), TINT_MS);
	}

	#calm(fresh: ShownSheet): void {
		this.shown = this.shown.map((sheet) =>
			sheet === fresh ? { ...sheet, fresh: false } : sheet,
		);
	}
}
