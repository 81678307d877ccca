/** Short messages at the foot of the window: failures and what can be taken back. */
import type { Failure } from "../backend/wire";

export interface Notice {
	id: number;
	sentence: string;
	failed: boolean;
	/** The step it offers to take back, by its name; it stops offering when another came after. */
	step: string | null;
}

/** How long a notice stays, in milliseconds; failures stay until they are closed. */
export const STAY_MS = { told: 4000, undoable: 8000 };

export const isFailure = (error: unknown): error is Failure =>
	typeof error === "object" && error !== null && "sentence" in error && "code" in error;

/** What was to be read is gone, as after undo or a second import. */
const isGone = (error: unknown): boolean => isFailure(error) && error.code === "read.missing";

export class Notices {
	list = $state.raw<Notice[]>([]);
	#next = 1;
	readonly #step: () => string | null;
	/** Notices that leave by themselves, and how long each still stays. */
	readonly #leaving = new Map<number, { timer?: ReturnType<typeof setTimeout>; since: number; rest: number }>();

	/** `step` names what undo would take back at the moment. */
	constructor(step: () => string | null = () => null) {
		this.#step = step;
	}

	/** Says a sentence, of a step just done when it can be taken back. */
	say(sentence: string, undoable = false): void {
		const step = undoable ? this.#step() : null;
		// What an earlier one offers is no longer the last thing done, though named alike.
		if (undoable) this.list = this.list.map((notice) => ({ ...notice, step: null }));
		const notice = this.#add(sentence, false, step);
		this.#leaving.set(notice.id, { since: 0, rest: step === null ? STAY_MS.told : STAY_MS.undoable });
		this.resume();
	}

	/** Says what went wrong. A view that reads what was just taken away has done nothing wrong. */
	fail(error: unknown, otherwise: string): void {
		if (isGone(error)) return;
		if (!isFailure(error)) console.error(error);
		const sentence = isFailure(error) ? error.sentence : otherwise;
		if (this.list.some((notice) => notice.sentence === sentence)) return;
		this.#add(sentence, true, null);
	}

	/** Nothing leaves while it is being read: the pointer or the focus is on it. */
	pause(): void {
		for (const leaving of this.#leaving.values()) {
			if (leaving.timer === undefined) continue;
			clearTimeout(leaving.timer);
			delete leaving.timer;
			leaving.rest -= Date.now() - leaving.since;
		}
	}

	resume(): void {
		for (const [id, leaving] of this.#leaving) {
			if (leaving.timer !== undefined) continue;
			leaving.since = Date.now();
			leaving.timer = setTimeout(() => this.close(id), Math.max(1000, leaving.rest));
		}
	}

	close(id: number): void {
		clearTimeout(this.#leaving.get(id)?.timer);
		this.#leaving.delete(id);
		this.list = this.list.filter((notice) => notice.id !== id);
	}

	clear(): void {
		for (const { id } of this.list) this.close(id);
	}

	#add(sentence: string, failed: boolean, step: string | null): Notice {
		const notice = { id: this.#next++, sentence, failed, step };
		const left = this.list.slice(0, -2);
		this.list = [...this.list.slice(-2), notice];
		for (const { id } of left) this.close(id);
		return notice;
	}
}
