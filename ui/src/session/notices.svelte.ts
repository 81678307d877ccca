/** Short messages at the foot of the window: failures and what can be taken back. */
import type { Failure } from "../backend/wire";

export interface Notice {
	id: number;
	sentence: string;
	failed: boolean;
	/** Offers to take the named step back. */
	undoable: boolean;
}

/** How long a notice stays; failures stay until they are closed. */
const STAY_MS = 8000;

export const isFailure = (error: unknown): error is Failure =>
	typeof error === "object" && error !== null && "sentence" in error && "code" in error;

export class Notices {
	list = $state.raw<Notice[]>([]);
	#next = 1;

	say(sentence: string, undoable = false): void {
		const notice = this.#add(sentence, false, undoable);
		setTimeout(() => this.close(notice.id), STAY_MS);
	}

	fail(error: unknown, otherwise: string): void {
		if (!isFailure(error)) console.error(error);
		const sentence = isFailure(error) ? error.sentence : otherwise;
		if (this.list.some((notice) => notice.sentence === sentence)) return;
		this.#add(sentence, true, false);
	}

	close(id: number): void {
		this.list = this.list.filter((notice) => notice.id !== id);
	}

	clear(): void {
		this.list = [];
	}

	#add(sentence: string, failed: boolean, undoable: boolean): Notice {
		const notice = { id: this.#next++, sentence, failed, undoable };
		this.list = [...this.list.slice(-2), notice];
		return notice;
	}
}
