/** Words of reviewing and signing off, in English. */
import { number } from "./number";

export const review = {
	title: "Review and approval",
	give: "Make a review copy…",
	take: "Bring in comments…",
	how: "Send review.html and proof.pdf to those who review. They open it in a browser, comment, save a file and send that back; no account and no network is needed.",
	given: (page: string) => `The review copy is at ${page}`,
	files: "Files of comments",
	approvals: "Approvals",
	nobody: "Nobody has approved yet.",
	name: "Name of who approves",
	approve: "Approve this issue",
	stands: "stands",
	void: "changed since, no longer stands",
	comments: (count: number, open: number) =>
		count === 0 ? "Comments" : `Comments: ${number(count)}, open ${number(open)}`,
	none: "No comments yet.",
	open: (title: string) => `Open “${title}”`,
	changed: (now: string) => `This passage was changed and now says: “${now}”`,
	gone: "This passage is no longer in the story.",
	settled: "Dealt with",
	clear: "Clear the undo history",
	clearSure: "Nothing done so far can be undone afterwards. Stories, photos and kept versions stay.",
	cleared: "The undo history was cleared. Kept versions stay.",
	recurring: "Use this story in the next issue again",
};
