/** One export: what was chosen, how far each output is, what came out. */
import type { Backend } from "../backend/backend";
import type { ExportEvent, Folding, Output } from "../backend/wire";
import { Publishing } from "./publishing.svelte";

export const OUTPUTS: readonly Output[] = [
	"press",
	"screen",
	"office",
	"booklet",
	"proof",
	"masthead",
	"royalties",
	"deposit",
	"print-html",
	"web",
	"site",
	"epub",
	"wxr",
	"png",
	"social",
	"script",
];

export interface Progress {
	done: number;
	total: number;
}

export class Exporting {
	chosen = $state<Output[]>(["press", "screen", "web"]);
	folder = $state<string | null>(null);
	/** How a booklet is folded: `null` paper is what the pages fit on. */
	folding = $state<Folding>({ paper: null, creep: null });
	running = $state(false);
	cancelled = $state(false);
	/** Outputs of the export under way, or of the last one. */
	outputs = $state.raw<Output[]>([]);
	progress = $state<Partial<Record<string, Progress>>>({});
	files = $state.raw<string[]>([]);
	/** Says which files of somebody else stood in the folder; `null` when none did. */
	replaced = $state<string | null>(null);
	/** Where the last export went, and when it was done. */
	finished = $state.raw<{ folder: string; at: Date } | null>(null);

	/** Share done over all outputs, from 0 to 1. */
	readonly share = $derived.by(() => {
		const shares = this.outputs.map((output) => {
			const step = this.progress[output];
			return step && step.total > 0 ? step.done / step.total : 0;
		});
		return shares.length === 0 ? 0 : shares.reduce((a, b) => a + b, 0) / shares.length;
	});

	/** What is done with what came out. */
	readonly publishing: Publishing;
	readonly #backend: Backend;

	constructor(backend: Backend) {
		this.#backend = backend;
		this.publishing = new Publishing(backend);
	}

	toggle(output: Output): void {
		this.chosen = OUTPUTS.filter((each) => (each === output) !== this.chosen.includes(each));
	}

	async chooseFolder(): Promise<boolean> {
		const folder = await this.#backend.chooseFolder();
		if (folder !== null) this.folder = folder;
		return folder !== null;
	}

	/** Exports what is chosen. Asks for the folder when none is chosen yet. */
	async start(): Promise<void> {
		if (this.running || this.chosen.length === 0) return;
		if (this.folder === null && !(await this.chooseFolder())) return;
		if (this.folder === null) return;
		this.running = true;
		this.cancelled = false;
		this.finished = null;
		this.files = [];
		this.replaced = null;
		this.progress = {};
		this.outputs = [...this.chosen];
		try {
			await this.#backend.exportTo(this.folder, this.outputs, { ...this.folding }, (event) => this.#hear(event));
		} finally {
			this.running = false;
		}
	}

	async cancel(): Promise<void> {
		if (this.running) await this.#backend.cancelExport();
	}

	#hear(event: ExportEvent): void {
		switch (event.kind) {
			case "progress":
				this.progress[event.output] = { done: event.done, total: event.total };
				break;
			case "finished":
				this.files = event.files;
				this.replaced = event.replaced;
				this.finished = { folder: event.folder, at: new Date() };
				break;
			case "cancelled":
				this.cancelled = true;
				break;
		}
	}
}
