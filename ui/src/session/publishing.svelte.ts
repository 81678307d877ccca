/**
 * Publishing: where to, what would change there, how far it is, how it ended.
 *
 * Holds no markup and knows no language. The password stays in memory until it was used.
 */
import type { Backend } from "../backend/backend";
import type { Failure, KeptPlace, PublishAct, PublishEvent, Published } from "../backend/wire";
import { isFailure } from "./notices.svelte";

export class Publishing {
	/** The office lets people publish from this computer. */
	allowed = $state(true);
	places = $state.raw<KeptPlace[]>([]);
	/** The kept place that is chosen; empty for another one, at `address`. */
	place = $state("");
	address = $state("");
	password = $state("");
	/** The name to keep another place under. */
	keep = $state("");
	/** What travels may be read on the way; what stands there may be replaced. */
	clear = $state(false);
	replace = $state(false);

	running = $state<PublishAct | null>(null);
	progress = $state.raw<PublishEvent | null>(null);
	result = $state.raw<Published | null>(null);
	failure = $state.raw<Failure | null>(null);

	/** Where it goes: a name or an address. */
	readonly to = $derived(this.place === "" ? this.address.trim() : this.place);
	/** Share sent, from 0 to 1. */
	readonly share = $derived(
		this.progress && this.progress.total > 0 ? this.progress.sent / this.progress.total : 0,
	);

	readonly #backend: Backend;
	#last: { act: PublishAct; folder: string } | null = null;

	constructor(backend: Backend) {
		this.#backend = backend;
	}

	/** Reads the kept places; the first one is chosen when none was. */
	async read(): Promise<void> {
		this.#know(await this.#backend.places());
	}

	async forget(): Promise<void> {
		await this.#try(async () => this.#know(await this.#backend.forgetPlace(this.place)));
	}

	/** What was chosen has changed: what was said about it no longer holds. */
	reset(): void {
		this.result = null;
		this.failure = null;
		this.clear = false;
		this.replace = false;
	}

	/** Tries the place out, says what would change there, or publishes. */
	async start(act: PublishAct, folder: string, accepted: string | null = null): Promise<void> {
		if (this.running !== null || this.to === "") return;
		this.running = act;
		this.progress = null;
		this.result = null;
		this.failure = null;
		this.#last = { act, folder };
		const keep = this.place === "" ? this.keep.trim() : "";
		await this.#try(async () => {
			const to = {
				to: this.to,
				password: this.password === "" ? null : this.password,
				accepted,
				clear: this.clear,
				replace: this.replace,
				keep: keep === "" ? null : keep,
			};
			this.result = await this.#backend.publish(act, folder, to, (event) => (this.progress = event));
			if (keep !== "" && (this.result.kind === "done" || this.result.kind === "tried")) {
				this.#know(await this.#backend.places());
				this.place = keep;
				this.keep = "";
				this.password = "";
			}
		});
		this.running = null;
	}

	/** Accepts the key of a server that was not seen before, and does what was asked. */
	async accept(): Promise<void> {
		if (this.result?.kind !== "unknownHost" || this.#last === null) return;
		await this.start(this.#last.act, this.#last.folder, this.result.fingerprint);
	}

	async stop(): Promise<void> {
		if (this.running !== null) await this.#backend.cancelExport();
	}

	#know({ allowed, places }: { allowed: boolean; places: KeptPlace[] }): void {
		this.allowed = allowed;
		this.places = places;
		const is = places.some(({ name }) => name === this.place);
		if (!is) this.place = this.address === "" ? (places[0]?.name ?? "") : "";
	}

	async #try(what: () => Promise<void>): Promise<void> {
		try {
			await what();
		} catch (error) {
			if (!isFailure(error)) throw error;
			this.failure = error;
		}
	}
}
