/** What can be done with a story, for its menus. */
import type { Status, StoryView } from "../backend/wire";
import type { Entry } from "../kit/menu.svelte";
import type { Session } from "../session/session.svelte";
import { words } from "../words/words.svelte";

export function setStatus(session: Session, story: StoryView, status: Status): unknown {
	if (session.draft?.id === story.id) return session.draft.edit({ status });
	return session.change(() => session.backend.editArticle(story.id, { status }));
}

export function storyActs(session: Session, story: StoryView): Entry[] {
	const statuses: Status[] = ["draft", "editing", "ready"];
	return [
		...statuses.map((status) => ({
			label: words().status[status],
			checked: story.status === status,
			run: () => setStatus(session, story, status),
		})),
		{
			label: words().act.moveUp,
			keys: "Alt ↑",
			divided: true,
			run: () => session.moveStory(story, -1),
		},
		{ label: words().act.moveDown, keys: "Alt ↓", run: () => session.moveStory(story, 1) },
		{
			label: words().review.recurring,
			checked: story.recurring,
			divided: true,
			testid: "story-recurring",
			run: () =>
				session.change(() =>
					session.backend.setWishes(story.id, [["recurring", story.recurring ? "no" : "yes"]]),
				),
		},
		{
			label: words().act.remove,
			keys: "Delete",
			divided: true,
			testid: "story-remove",
			run: () => session.removeArticle(story),
		},
	];
}
