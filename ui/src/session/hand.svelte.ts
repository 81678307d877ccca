/**
 * The hand on the page: the module taken hold of, and where it would stand.
 *
 * A run of arrow keys moves a ghost and is one change of the plan when it pauses. A
 * module is known by its story and part, so that it is still the one in the hand after
 * the rest was laid out anew.
 */
import type { GridView, ModuleView, Moved } from "../backend/wire";
import { type Cells, inside, nudged, same, stretched } from "../pages/cells";
import { words } from "../words/words.svelte";
import { isFixed } from "../pages/module";
import { roomOf } from "../pages/room";
import { isFailure } from "./notices.svelte";
import type { Session } from "./session.svelte";

/** How long arrow keys rest before what they did is saved. */
export const REST_MS = 350;

/** A module and where it is among the others. */
export interface Placed {
	page: number;
	index: number;
	module: ModuleView;
}

export interface Ghost {
	page: number;
	cells: Cells;
}

type Held = Pick<ModuleView, "article" | "part" | "kind"> & { page: number; index: number };

const alike = (module: ModuleView | undefined, held: Held): boolean =>
	module !== undefined &&
	module.article === held.article &&
	module.part === held.part &&
	(held.article !== null || module.kind === held.kind);

export class Hand {
	/** Where the module in the hand would stand. */
	ghost = $state.raw<Ghost | null>(null);
	/** The rest is being laid out round it. */
	busy = $state(false);
	/** Why the last hand changed nothing. */
	refused = $state<string | null>(null);
	/** What the last hand did, for those who do not see it. */
	told = $state("");
	#held = $state.raw<Held | null>(null);
	readonly #session: Session;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor(session: Session) {
		this.#session = session;
	}

	/** The module in the hand, as the sheets have it now. */
	get placed(): Placed | null {
		const held = this.#held;
		// Another story was chosen since: the hand holds nothing of it.
		if (held === null || (held.article !== null && held.article !== this.#session.selected)) return null;
		const { pages } = this.#session.sheets.plan;
		const there = pages[held.page - 1]?.[held.index];
		if (there && alike(there, held)) return { page: held.page, index: held.index, module: there };
		for (const [page, modules] of pages.entries()) {
			const index = modules.findIndex((module) => alike(module, held));
			const module = modules[index];
			if (module) return { page: page + 1, index, module };
		}
		return null;
	}

	modulesOn(page: number): ModuleView[] {
		return this.#session.sheets.plan.pages[page - 1] ?? [];
	}

	gridOf(page: number): GridView | null {
		return this.#session.sheets.plan.grids[page - 1] ?? null;
	}

	/** Takes a module into the hand, and its story with it. */
	async choose(page: number, index: number): Promise<void> {
		const module = this.modulesOn(page)[index];
		const held = this.placed;
		if (!module || (held?.page === page && held.index === index)) return;
		if (this.#timer !== undefined) await this.settle();
		const { article, part, kind } = module;
		if (article !== null && article !== this.#session.selected) await this.#session.select(article);
		this.#held = { page, index, article, part, kind };
		this.#session.page = page;
	}

	/** Takes the first module of a story, when it has one. */
	async chooseStory(article: string): Promise<void> {
		if (this.placed?.module.article === article) return;
		this.drop();
		for (const [page, modules] of this.#session.sheets.plan.pages.entries()) {
			const index = modules.findIndex((module) => module.article === article && module.part === 0);
			if (index >= 0) return this.choose(page + 1, index);
		}
	}

	/** Lets go of everything; what was not saved stays as it was. */
	drop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.ghost = null;
		this.refused = null;
		this.#held = null;
	}

	/** Takes the ghost back; returns whether there was one. */
	stay(): boolean {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const there = this.ghost !== null;
		this.ghost = null;
		return there;
	}

	/** Moves by steps across and lines down. */
	nudge(across: number, down: number): void {
		this.#try((cells, grid) => nudged(cells, grid, across, down));
	}

	/** Draws the right or the lower edge along, with `before` the left or the upper one. */
	stretch(across: number, down: number, before = false): void {
		this.#try((cells, grid) => stretched(cells, grid, across, down, before));
	}

	/** Shows it on the next page or the one before. */
	turn(direction: 1 | -1): void {
		const from = this.ghost?.page ?? this.placed?.page ?? 0;
		const grid = this.gridOf(from + direction);
		if (!grid) return;
		this.#try((cells) => inside(cells, grid), from + direction);
	}

	/** Shows where the module would stand. */
	show(page: number, cells: Cells): void {
		this.ghost = { page, cells };
	}

	/** Saves what the ghost shows. */
	settle(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const ghost = this.ghost;
		const held = this.#held;
		if (ghost === null || held === null) return this.#last;
		return this.#then(held, async ({ page, index, module }) => {
			if (ghost.page === page && same(ghost.cells, module)) return null;
			const { unit, units, line, lines } = ghost.cells;
			return this.#session.backend.placeModule(page, index, { page: ghost.page, unit, units, line, lines });
		});
	}

	/** Pins the module where it is, or lets it go. */
	pin(): Promise<void> {
		return this.#act(({ page, index, module }) =>
			this.#session.backend.pinModule(page, index, !module.pinned),
		);
	}

	/** Sets the text in so many columns; `null` leaves that to the press. */
	setLegs(legs: number | null): Promise<void> {
		return this.#act(({ page, index }) => this.#session.backend.setLegs(page, index, legs));
	}

	/** Composes the rest round what is pinned. */
	async recompose(): Promise<void> {
		this.busy = true;
		await this.#refusable(async () => {
			const { advice, changes } = await this.#session.backend.recompose();
			if (advice.length === 0) await this.#session.apply(changes);
			else this.refused = advice.join(" ");
		});
		this.busy = false;
	}

	/** A refusal stands in the foot until the next hand; what nobody foresaw is a notice. */
	async #refusable(act: () => Promise<void>): Promise<void> {
		this.refused = null;
		await this.#session.act(async () => {
			try {
				await act();
			} catch (error) {
				if (!isFailure(error)) throw error;
				this.refused = error.sentence;
			}
		});
	}

	/** Where the module in the hand stands now, and how its story fits. */
	#telling(): string {
		const placed = this.placed;
		if (placed === null) return "";
		const { page, module } = placed;
		const fit = module.article === null ? null : roomOf(this.#session.sheets.fitOf(module.article));
		const where = words().module.placed(page, module.unit + 1, module.unit + module.units, module.line + 1, module.line + module.lines);
		const pinned = module.pinned ? words().module.pinned.toLowerCase() : words().module.free;
		return [where, pinned, ...(fit ? [fit.long] : [])].join(", ");
	}

	#try(change: (cells: Cells, grid: GridView) => Cells, to?: number): void {
		const placed = this.placed;
		if (!placed || isFixed(placed.module)) return;
		const page = to ?? this.ghost?.page ?? placed.page;
		const grid = this.gridOf(page);
		if (!grid) return;
		const before: Cells = this.ghost?.cells ?? placed.module;
		const { unit, units, line, lines } = change(inside(before, grid), grid);
		this.ghost = { page, cells: { unit, units, line, lines } };
		this.#session.page = page;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.settle(), REST_MS);
	}

	async #act(act: (placed: Placed) => Promise<Moved>): Promise<void> {
		await this.settle();
		const held = this.#held;
		if (held !== null) await this.#then(held, act);
	}

	/** One after another: each finds the module where the one before left it. */
	#then(held: Held, act: (placed: Placed) => Promise<Moved | null>): Promise<void> {
		const ghost = this.ghost;
		const run = async () => {
			const placed = this.placed;
			if (placed === null || !alike(placed.module, held)) return;
			this.busy = true;
			await this.#refusable(async () => {
				const moved = await act(placed);
				if (moved === null) return;
				this.#held = { ...held, page: moved.page, index: moved.index };
				this.#session.page = moved.page;
				await this.#session.apply(moved.changes);
				await this.#session.sheets.read();
				this.told = this.#telling();
			});
			if (this.ghost === ghost) this.ghost = null;
			this.busy = false;
		};
		this.#last = this.#last.then(run, run);
		return this.#last;
	}
}
