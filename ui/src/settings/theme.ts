/** Puts the chosen appearance on the document, following the system when asked to. */
import type { Theme } from "../backend/wire";

export function wearTheme(theme: Theme): () => void {
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const wear = () => {
		const worn = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
		document.documentElement.dataset["theme"] = worn;
	};
	wear();
	dark.addEventListener("change", wear);
	return () => dark.removeEventListener("change", wear);
}
