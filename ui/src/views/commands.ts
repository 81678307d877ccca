/** Everything the palette offers and the keys that do the same. */
import type { Session, Surface } from "../session/session.svelte";
import { SURFACES } from "../session/session.svelte";
import { langEntries, themeEntries } from "../settings/choices";
import { words } from "../words/words.svelte";

export interface Command {
	id: string;
	label: string;
	/** As people read them. */
	keys?: string;
	run: () => unknown;
}

const surface = (session: Session, name: Surface, index: number): Command => ({
	id: `surface-${name}`,
	label: words().bar[name],
	keys: `Ctrl+${index + 1}`,
	run: () => (session.surface = name),
});

export function commands(session: Session): Command[] {
	const { bulletin, layout } = session;
	if (!bulletin) return [];
	const { act, bar, compose, outline, pages, check, find, held, help, keys, review, search, start, versions } = words();
	const here = session.story?.section ?? bulletin.sections[0]?.id ?? null;
	const list: Command[] = [
		...SURFACES.map((name, index) => surface(session, name, index)),
		{ id: "compose", label: compose.name, keys: "Ctrl+Enter", run: () => session.compose() },
		{ id: "add-story", label: outline.addStory, keys: "Ctrl+Shift+N", run: () => session.addArticle(here) },
		{ id: "import", label: bar.importFiles, keys: "Ctrl+I", run: () => session.chooseImports() },
		{ id: "imprint", label: bar.imprint, run: () => (session.panel = "imprint") },
		{ id: "design", label: words().design.open, run: () => session.openDesign() },
		{ id: "issue", label: bar.newIssue, run: () => (session.panel = "issue") },
		{ id: "find", label: find.title, keys: "Ctrl+F", run: () => session.find() },
		{ id: "search", label: search.title, keys: "Ctrl+Shift+F", run: () => (session.panel = "search") },
		{ id: "versions", label: versions.title, keys: "Ctrl+S", run: () => (session.panel = "versions") },
		{ id: "review", label: review.title, run: () => (session.panel = "review") },
		{ id: "clear-history", label: review.clear, run: () => (session.panel = "history") },
		{ id: "save-copy", label: held.saveCopy, run: () => session.keeping.copy(bulletin.path) },
		{ id: "help", label: help.title, keys: "F1", run: () => (session.panel = "help") },
		{ id: "keys", label: keys.title, keys: "?", run: () => (session.panel = "keys") },
		{ id: "about", label: words().about.title, run: () => (session.panel = "about") },
		{ id: "next-remark", label: check.next, keys: "F8", run: () => session.nextRemark() },
		{ id: "fit", label: pages.fit, keys: "Ctrl+0", run: () => (layout.zoom = "fit") },
		{ id: "width", label: pages.width, run: () => (layout.zoom = "width") },
		{ id: "outline", label: bar.outline, keys: "Ctrl+\\", run: () => layout.toggle("outline") },
		{ id: "inspector", label: bar.inspector, keys: "Ctrl+/", run: () => layout.toggle("inspector") },
		{ id: "back", label: bar.back, run: () => session.close() },
		...themeEntries(session).map(({ label, run }) => ({ id: label, label: `${start.theme}: ${label}`, run })),
		...langEntries(session).map(({ label, run }) => ({ id: label, label, run })),
	];
	if (bulletin.undo !== null) {
		list.push({ id: "undo", label: act.undoNamed(bulletin.undo), keys: "Ctrl+Z", run: () => session.undo() });
	}
	if (bulletin.redo !== null) {
		list.push({ id: "redo", label: act.redoNamed(bulletin.redo), keys: "Ctrl+Shift+Z", run: () => session.redo() });
	}
	if (session.sheets.plan.saved) {
		list.push({ id: "recompose", label: compose.again, run: () => session.hand.recompose() });
		list.push({ id: "clear-plan", label: compose.clear, run: () => session.change(() => session.backend.clearPlan()) });
	}
	const story = session.story;
	if (story) {
		list.push({ id: "remove", label: `${act.remove}: ${story.title || outline.untitled}`, run: () => session.removeArticle(story) });
	}
	return list;
}

/** Folds case and accents away, so that "trang" and "dang" find what they mean. */
export const folded = (words: string): string =>
	words.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "d").toLowerCase();

export function matches(label: string, typed: string): boolean {
	const whole = folded(label);
	return folded(typed)
		.split(/\s+/)
		.every((part) => whole.includes(part));
}
