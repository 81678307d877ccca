/** Reviewing of the stand-in: comments and approvals that a test puts there. */
import type { Changes, NextIssueView, ReviewView } from "../wire";
import { Kept } from "./keeping";

export class Reviewed extends Kept {
	readonly reviewed: ReviewView = { comments: [], approvals: [] };

	async review(): Promise<ReviewView> {
		return structuredClone(this.reviewed);
	}

	async reviewCopy(folder: string): Promise<string> {
		return `${folder}/review.html`;
	}

	async takeReview(path: string): Promise<[string, Changes]> {
		const [article] = this.opened.articles;
		const changes = await this.settle();
		this.reviewed.comments.push({
			id: this.reviewed.comments.length + 1,
			article: article?.id ?? "",
			title: article?.title ?? "",
			place: "same",
			quote: article?.title ?? "",
			now: null,
			reviewer: "Trần Thị Đào",
			text: "Rút tít còn một dòng.",
			time: "14:02",
			settled: false,
		});
		return [path, changes];
	}

	async settleComment(id: number, settled: boolean): Promise<Changes> {
		const comment = this.reviewed.comments.find((each) => each.id === id);
		if (comment) comment.settled = settled;
		return this.settle();
	}

	async approve(name: string): Promise<Changes> {
		this.reviewed.approvals.unshift({ name, time: "14:02", stands: true });
		return this.settle();
	}

	async clearHistory(): Promise<Changes> {
		this.done.length = 0;
		this.undone.length = 0;
		return this.settle();
	}

	async chooseComments(): Promise<string | null> {
		return "y-kien-9.json";
	}

	async nextIssue(): Promise<NextIssueView> {
		return { number: (this.opened.issue ?? 0) + 1, date: "2026-12-20", pages: null };
	}

	/** A change of nothing that the sheets show. */
	private settle(): Changes {
		return this.step({ vi: "góp ý", en: "comments" }, {}, () => {});
	}
}
