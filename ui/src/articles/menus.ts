/** The menus of the outline: what can be added, what can be done with a section. */
import type { SectionView } from "../backend/wire";
import { menus } from "../kit/menu.svelte";
import type { Session } from "../session/session.svelte";
import { words } from "../words/words.svelte";

/** `onname` begins to name the section that is not there yet. */
export function addMenu(session: Session, event: MouseEvent, section: number | null, onname: () => void): void {
	menus.from(event.currentTarget as Element, words().outline.add, [
		{
			label: words().outline.addStory,
			keys: "Ctrl+Shift+N",
			testid: "add-story",
			run: () => session.addArticle(section),
		},
		{ label: words().outline.addSection, testid: "add-section", run: onname },
	]);
}

export function sectionMenu(session: Session, event: MouseEvent, section: SectionView, onname: () => void): void {
	menus.at(event, section.name, [
		{ label: words().outline.addStory, run: () => session.addArticle(section.id) },
		{ label: words().act.rename, run: onname },
	]);
}
