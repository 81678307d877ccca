/**
 * One article being written.
 *
 * What is typed stands here at once and goes to the program at once, one call at a time;
 * keystrokes that come meanwhile are joined into the next. A refused edit is kept and
 * goes along with the next one. Knows no markup and no language.
 */
import type { Backend } from "../backend/backend";
import type { ArticlePatch, ArticleView, Changes } from "../backend/wire";

export interface DraftListener {
	changed(changes: Changes): void;
	failed(failure: unknown): void;
}

export class Draft {
	view = $state.raw() as ArticleView;
	/** Counts up whenever the words came from the program, so that editors take them over. */
	revision = $state(0);
	/** Whether the body is written as plain text. */
	plain = $state(false);
	saving = $state(false);

	readonly id: string;
	readonly #backend: Backend;
	readonly #listener: DraftListener;
	#pending: ArticlePatch = {};
	/** Counts the edits, so that what was read before one is known to be old. */
	#edits = 0;
	/** A call begins when the keystroke's own work is done. */
	#due = false;
	#running: Promise<void> | undefined;

	constructor(backend: Backend, view: ArticleView, listener: DraftListener) {
		this.#backend = backend;
		this.#listener = listener;
		this.view = view;
		this.id = view.id;
	}

	get idle(): boolean {
		return !this.#due && this.#running === undefined;
	}

	/** Takes an edit and passes it on soon. */
	edit(patch: ArticlePatch): void {
		this.#edits += 1;
		this.view = { ...this.view, ...patch };
		this.#pending = { ...this.#pending, ...patch };
		this.saving = true;
		if (this.idle) this.#soon();
	}

	/** Passes on everything typed so far; resolves when the program has it. */
	async flush(): Promise<void> {
		this.#due = false;
		await this.#running;
		this.#due = false;
		if (this.#waiting()) await this.#send();
	}

	/** Reads the article again, unless something was typed that the answer may not know of. */
	async reload(): Promise<void> {
		const edits = this.#edits;
		const view = await this.#backend.article(this.id);
		if (edits !== this.#edits || !this.idle || this.#waiting()) return;
		if (JSON.stringify(view) === JSON.stringify(this.view)) return;
		this.view = view;
		this.revision += 1;
	}

	/** Reads what the program derives from the words: the address and the photos shown. */
	async follow(): Promise<void> {
		const { slug, photos } = await this.#backend.article(this.id);
		this.view = { ...this.view, slug, photos };
	}

	/** Changes between the rich and the plain-text editor, with the program's own words. */
	async setPlain(plain: boolean): Promise<void> {
		await this.flush();
		const view = await this.#backend.article(this.id);
		this.view = view;
		this.revision += 1;
		this.plain = plain;
	}

	#waiting(): boolean {
		return Object.keys(this.#pending).length > 0;
	}

	#soon(): void {
		this.#due = true;
		queueMicrotask(() => {
			if (!this.#due) return;
			this.#due = false;
			void this.#send();
		});
	}

	async #send(): Promise<void> {
		const patch = this.#pending;
		this.#pending = {};
		let refused = false;
		this.#running = this.#backend.editArticle(this.id, patch).then(
			(changes) => this.#listener.changed(changes),
			(failure: unknown) => {
				refused = true;
				this.#pending = { ...patch, ...this.#pending };
				this.#listener.failed(failure);
			},
		);
		await this.#running;
		this.#running = undefined;
		this.saving = refused;
		if (refused || !this.#waiting()) return;
		this.saving = true;
		this.#soon();
	}
}
