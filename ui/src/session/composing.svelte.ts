/** One composing: how far it is, the proposals to choose from, the one looked at. */
import type { Backend } from "../backend/backend";
import type { Changes, CompositionView, ProposalView } from "../backend/wire";

/** Fewest and most pages of an issue. */
const LEAST = 1;
const MOST = 64;

/** The next number of pages: sheets are folded once, so above two they come by four. */
export function turnedPages(pages: number, direction: 1 | -1): number {
	if (direction === 1) return pages < 2 ? 2 : Math.min(MOST, 4 * (Math.floor(pages / 4) + 1));
	if (pages <= 2) return LEAST;
	return pages <= 4 ? 2 : 4 * (Math.ceil(pages / 4) - 1);
}

export class Composing {
	/** Whether the panel stands there. */
	open = $state(false);
	running = $state(false);
	/** From 0 to 1. */
	share = $state(0);
	/** Pages asked for; `null` leaves them to the issue. */
	pages = $state<number | null>(null);
	result = $state.raw<CompositionView | null>(null);
	/** The proposal looked at. */
	at = $state(0);

	readonly shown: ProposalView | null = $derived(
		this.open ? (this.result?.proposals[this.at] ?? null) : null,
	);

	readonly #backend: Backend;
	#round = 0;

	constructor(backend: Backend) {
		this.#backend = backend;
	}

	/** Asks for proposals; an older question is given up. */
	async start(pages: number | null = this.pages): Promise<void> {
		const round = ++this.#round;
		this.open = true;
		this.running = true;
		this.share = 0;
		this.pages = pages;
		try {
			const result = await this.#backend.compose(pages, ({ done, total }) => {
				if (round === this.#round) this.share = total > 0 ? done / total : 0;
			});
			if (round !== this.#round) return;
			if (result === null) this.open = this.result !== null;
			else {
				this.result = result;
				this.pages = result.pages;
				this.at = 0;
			}
		} catch (error) {
			if (round !== this.#round) return;
			this.open = false;
			throw error;
		} finally {
			if (round === this.#round) this.running = false;
		}
	}

	/** Looks at the proposal so many further on. */
	look(step: number): void {
		const count = this.result?.proposals.length ?? 0;
		if (count > 0) this.at = (this.at + step + count) % count;
	}

	/** Makes the proposal looked at the plan of the issue; `null` when there is none. */
	async take(): Promise<Changes | null> {
		if (this.running || this.shown === null) return null;
		const changes = await this.#backend.takeProposal(this.at);
		this.close();
		return changes;
	}

	async cancel(): Promise<void> {
		this.#round += 1;
		this.running = false;
		if (this.result === null) this.open = false;
		await this.#backend.cancelCompose();
	}

	/** Keeps the old pages. */
	close(): void {
		if (this.running) void this.cancel();
		this.open = false;
		this.result = null;
		this.pages = null;
	}
}
