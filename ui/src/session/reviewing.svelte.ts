/**
 * Reviewing and signing off: the copy that is given out, the comments that come back,
 * the approvals and whether they still stand.
 *
 * Holds no markup and knows no language but for what it announces.
 */
import type { CommentView, ReviewView } from "../backend/wire";
import { words } from "../words/words.svelte";
import type { Session } from "./session.svelte";

export class Reviewing {
	view = $state.raw<ReviewView>({ comments: [], approvals: [] });
	readonly open = $derived(this.view.comments.filter(({ settled }) => !settled).length);

	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	async read(): Promise<void> {
		await this.#session.act(async () => {
			this.view = await this.#session.backend.review();
		});
	}

	/** Asks for a folder and writes the review copy there. */
	async give(): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		const folder = await session.act(() => session.backend.chooseFolder());
		if (!folder) return;
		await session.act(async () => {
			const page = await session.backend.reviewCopy(folder);
			session.notices.say(words().review.given(page));
			await session.backend.revealPath(page);
		});
	}

	/** Asks for a file that a reviewer sent back and takes it in. */
	async take(): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		const path = await session.act(() => session.backend.chooseComments());
		if (!path) return;
		let told = "";
		const changes = await session.change(async () => {
			const [sentence, changes] = await session.backend.takeReview(path);
			told = sentence;
			return changes;
		});
		if (changes) session.notices.say(told, true);
		await this.read();
	}

	async settle(comment: CommentView): Promise<void> {
		const session = this.#session;
		await session.change(() => session.backend.settleComment(comment.id, !comment.settled));
		await this.read();
	}

	/** Shows the story that a comment is about. */
	async go(comment: CommentView): Promise<void> {
		this.#session.panel = null;
		await this.#session.edit({ article: comment.article, part: "title", block: null });
	}

	async approve(name: string): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		await session.change(() => session.backend.approve(name));
		await this.read();
	}

	/** Forgets every step to undo, for good. */
	async clearHistory(): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		const changes = await session.change(() => session.backend.clearHistory());
		if (changes) session.notices.say(words().review.cleared);
	}
}
