/** The keys of the desk. They rest while a panel or a menu is open. */
import { tinykeys } from "tinykeys";
import { SURFACES, type Session } from "../session/session.svelte";

export function bindKeys(session: Session): () => void {
	const stops = [bindDesk(session), bindCompose(session), bindUncover(session)];
	return () => stops.forEach((stop) => stop());
}

/** In the text these keys would break the line, so they are taken before it hears them. */
function bindCompose(session: Session): () => void {
	return tinykeys(
		window,
		{
			"$mod+Enter": (event) => {
				if (!session.bulletin || session.panel !== null || session.report !== null) return;
				event.preventDefault();
				event.stopPropagation();
				void session.compose();
			},
		},
		{ capture: true },
	);
}

/** In a narrow window Escape takes away the panel that lies over the desk. */
function bindUncover(session: Session): () => void {
	return tinykeys(window, {
		Escape: (event) => {
			if (!event.defaultPrevented && session.panel === null) session.layout.uncover();
		},
	});
}

function bindDesk(session: Session): () => void {
	const desk = (run: () => unknown) => (event: KeyboardEvent) => {
		if (!session.bulletin) return;
		event.preventDefault();
		void run();
	};
	const { layout } = session;
	const here = () => session.story?.section ?? session.bulletin?.sections[0]?.id ?? null;
	const surfaces = SURFACES.map((name, index) => [
		`$mod+Digit${index + 1}`,
		desk(() => (session.surface = name)),
	]);
	return tinykeys(window, {
		...Object.fromEntries(surfaces),
		"$mod+KeyK": desk(() => (session.panel = "palette")),
		"$mod+KeyZ": desk(() => session.undo()),
		"$mod+Shift+KeyZ": desk(() => session.redo()),
		"$mod+KeyY": desk(() => session.redo()),
		"$mod+Shift+KeyN": desk(() => session.addArticle(here())),
		"$mod+KeyI": (event) => {
			// In the text these keys set italics.
			const inText = event.target instanceof HTMLElement && event.target.isContentEditable;
			if (!inText) desk(() => session.chooseImports())(event);
		},
		"$mod+KeyF": desk(() => session.find()),
		"$mod+KeyE": desk(() => (session.surface = "export")),
		"$mod+Backslash": desk(() => layout.toggle("outline")),
		"$mod+Slash": desk(() => layout.toggle("inspector")),
		"$mod+Equal": desk(() => layout.step(1)),
		"$mod+Minus": desk(() => layout.step(-1)),
		"$mod+Digit0": desk(() => (layout.zoom = "fit")),
		"$mod+Shift+KeyF": desk(() => (session.panel = "search")),
		// Everything is saved as it is typed: what is left to do is to give it a name.
		"$mod+KeyS": desk(async () => {
			await session.draft?.flush();
			session.panel = "versions";
		}),
		F1: (event) => {
			event.preventDefault();
			session.panel = "help";
		},
		"Shift+?": (event) => {
			const typing = event.target instanceof Element && event.target.closest("input, textarea, [contenteditable=true]");
			if (typing) return;
			event.preventDefault();
			session.panel = "keys";
		},
		F8: desk(() => session.nextRemark()),
	});
}
