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
		...places(session, [story.id]),
		{
			label: words().act.remove,
			keys: "Delete",
			divided: true,
			testid: "story-remove",
			run: () => session.removeArticle(story),
		},
	];
}

/** Says what was done with several stories; one notice takes all of it back. */
async function done(session: Session, sentence: string, act: () => Promise<Changes>): Promise<void> {
	if (await session.change(act)) session.notices.say(sentence, true);
}

export async function removeStories(session: Session, ids: string[]): Promise<void> {
	const rest = session.stories.filter(({ id }) => !ids.includes(id));
	if (ids.includes(session.selected ?? "")) await session.select(rest[0]?.id ?? null);
	await done(session, words().outline.removedSeveral(ids.length), () => session.backend.removeArticles(ids));
}

/** To the end of a section, in the order they have; those that wait come into the issue. */
async function moveStories(session: Session, ids: string[], section: number | null): Promise<void> {
	const there = session.bulletin?.stories.filter((story) => story.section === section).map(({ id }) => id) ?? [];
	const moved = ids.filter((id) => !there.includes(id));
	if (moved.length === 0) return;
	await done(session, words().outline.movedSeveral(moved.length), () =>
		session.backend.moveArticles(moved, section, there.length),
	);
}

/** Out of the issue; those that wait already stay where they are. */
async function setAside(session: Session, ids: string[]): Promise<void> {
	const here = ids.filter((id) => session.bulletin?.stories.some((story) => story.id === id));
	if (here.length === 0) return;
	await done(session, words().outline.setAside(here.length), () => session.backend.setAside(here));
}

/** Where stories can go: to a section, or out of the issue. */
function places(session: Session, ids: string[]): Entry[] {
	const { sections = [], stories = [] } = session.bulletin ?? {};
	const own = stories.filter(({ id }) => ids.includes(id));
	const into = sections.filter(({ id }) => own.length < ids.length || own.some((story) => story.section !== id));
	return [
		...into.map(({ id, name }, index) => ({
			label: words().outline.moveTo(name),
			divided: index === 0,
			testid: `move-to-${id}`,
			run: () => moveStories(session, ids, id),
		})),
		...(own.length > 0
			? [{ label: words().outline.aside, testid: "set-aside", divided: true, run: () => setAside(session, ids) }]
			: []),
	];
}

/** What can be done with several stories at once. */
export function severalActs(session: Session, ids: string[]): Entry[] {
	return [
		...places(session, ids),
		{
			label: words().act.remove,
			keys: "Delete",
			divided: true,
			testid: "stories-remove",
			run: () => removeStories(session, ids),
		},
	];
}
