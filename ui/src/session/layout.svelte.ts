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

/** How large sheets are shown: a rule, or a share of their true size. */
export type Zoom = "fit" | "width" | number;

export const SMALLEST_ZOOM = 0.1;
export const LARGEST_ZOOM = 4;

export class Layout {
	outline = $state(true);
	inspector = $state(true);
	frames = $state(false);
	grid = $state(false);
	zoom = $state<Zoom>("fit");
	/** The zoom that results, for the status bar. */
	shownZoom = $state(1);

	constructor() {
		const kept = read();
		this.outline = kept.outline ?? true;
		// On a narrow window it would lie over the page.
		this.inspector = kept.inspector ?? window.innerWidth >= ROOMY;
		this.frames = kept.frames ?? false;
		this.grid = kept.grid ?? false;
	}

	toggle(panel: keyof Kept): void {
		this[panel] = !this[panel];
		const kept: Kept = {
			outline: this.outline,
			inspector: this.inspector,
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
