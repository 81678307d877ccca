/** How the window is arranged on this device: folded panels and zoom, remembered. */

const KEY = "bantin.layout";

interface Kept {
	outline: boolean;
	inspector: boolean;
	frames: boolean;
	grid: boolean;
}

function read(): Partial<Kept> {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
	} catch {
		return {};
	}
}

/** From this width the inspector has a place of its own. */
const ROOMY = 1200;

/** Below this width, as at 200 % zoom, panels lie over the desk, one at a time. */
const NARROW = 900;

type Panel = "outline" | "inspector";

/** How large sheets are shown: a rule, or a share of their true size. */
export type Zoom = "fit" | "width" | number;

export const SMALLEST_ZOOM = 0.1;
export const LARGEST_ZOOM = 4;

export class Layout {
	/** Whether the window has no room for panels beside the desk. */
	narrow = $state(false);
	#kept = $state({ outline: true, inspector: true });
	/** The panel that lies over the desk of a narrow window; not remembered. */
	#over = $state<Panel | null>(null);
	/** In a narrow window the sheets of a story take the place of its text. */
	sheets = $state(false);
	frames = $state(false);
	grid = $state(false);
	zoom = $state<Zoom>("fit");
	/** The zoom that results, for the status bar. */
	shownZoom = $state(1);

	constructor() {
		const kept = read();
		this.#kept = {
			outline: kept.outline ?? true,
			// With less room it would lie over the page.
			inspector: kept.inspector ?? window.innerWidth >= ROOMY,
		};
		this.fit(window.innerWidth);
		this.frames = kept.frames ?? false;
		this.grid = kept.grid ?? false;
	}

	get outline(): boolean {
		return this.narrow ? this.#over === "outline" : this.#kept.outline;
	}

	get inspector(): boolean {
		return this.narrow ? this.#over === "inspector" : this.#kept.inspector;
	}

	show(panel: Panel, shown: boolean): void {
		if (!this.narrow) this.#kept[panel] = shown;
		else if (shown) this.#over = panel;
		else if (this.#over === panel) this.#over = null;
	}

	/** Takes away what lies over the desk; whether there was something. */
	uncover(): boolean {
		const covered = this.narrow && this.#over !== null;
		this.#over = null;
		return covered;
	}

	/** The window has another width now, by hand or by zoom. */
	fit(width: number): void {
		const narrow = width < NARROW;
		if (narrow === this.narrow) return;
		this.narrow = narrow;
		this.#over = null;
		this.sheets = false;
	}

	toggle(panel: keyof Kept): void {
		if (panel === "outline" || panel === "inspector") this.show(panel, !this[panel]);
		else this[panel] = !this[panel];
		const kept: Kept = {
			...this.#kept,
			frames: this.frames,
			grid: this.grid,
		};
		localStorage.setItem(KEY, JSON.stringify(kept));
	}

	/** One step larger or smaller, from what is shown now. */
	step(direction: 1 | -1): void {
		const next = this.shownZoom * (direction === 1 ? 1.2 : 1 / 1.2);
		this.zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, next));
	}
}
