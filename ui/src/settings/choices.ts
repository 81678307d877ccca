/** Language and appearance, as menu entries. */
import type { Theme } from "../backend/wire";
import type { Entry } from "../kit/menu.svelte";
import type { Session } from "../session/session.svelte";
import { currentLang, words } from "../words/words.svelte";

export function themeEntries(session: Session): Entry[] {
	const themes: Theme[] = ["light", "dark", "system"];
	return themes.map((theme) => ({
		label: words().start[theme],
		checked: session.theme === theme,
		run: () => session.setTheme(theme),
	}));
}

// Each language is named in itself, so that it is found from any other.
const NAMES = [
	["vi", "Tiếng Việt"],
	["en", "English"],
] as const;

export const langEntries = (session: Session): Entry[] =>
	NAMES.map(([lang, label]) => ({
		label,
		checked: currentLang() === lang,
		run: () => session.setLang(lang),
	}));
