/** What can be done with a story, for its menus. */
import type { Changes, Status, StoryView } from "../backend/wire";
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

/** Does the same with several stories; one notice takes all of it back. */
async function withEach(
	session: Session,
	ids: string[],
	sentence: (count: number) => string,
	act: (id: string) => Promise<Changes>,
): Promise<void> {
	let done = 0;
	for (const id of ids) {
		if (!(await session.change(() => act(id)))) break;
		done += 1;
	}
	if (done > 0) session.notices.say(sentence(done), true, done);
}

export async function removeStories(session: Session, ids: string[]): Promise<void> {
	const rest = session.stories.filter(({ id }) => !ids.includes(id));
	if (ids.includes(session.selected ?? "")) await session.select(rest[0]?.id ?? null);
	await withEach(session, ids, words().outline.removedSeveral, (id) => session.backend.removeArticle(id));
}

/** To the end of a section, in the order they have. */
function moveStories(session: Session, ids: string[], section: number | null): Promise<void> {
	const there = new Set(session.stories.filter((story) => story.section === section).map(({ id }) => id));
	let end = there.size;
	const moved = ids.filter((id) => !there.has(id));
	return withEach(session, moved, words().outline.movedSeveral, (id) => session.backend.moveArticle(id, section, end++));
}

/** What can be done with several stories at once. */
export function severalActs(session: Session, ids: string[]): Entry[] {
	const sections = session.bulletin?.sections ?? [];
	return [
		...sections.map(({ id, name }) => ({
			label: words().outline.moveTo(name),
			testid: `move-to-${id}`,
			run: () => moveStories(session, ids, id),
		})),
		{
			label: words().act.remove,
			keys: "Delete",
			divided: true,
			testid: "stories-remove",
			run: () => removeStories(session, ids),
		},
	];
}
