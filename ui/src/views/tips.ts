/** Words that are cut are whole in a tooltip, wherever they stand. */

/** Marks the titles given here, so that a title of the element's own is never touched. */
const MARK = "data-cut";

/** Gives an element its whole words as a title while they are cut, and takes it away after. */
export function tellCut(target: EventTarget | null): void {
	if (!(target instanceof HTMLElement)) return;
	const own = target.title !== "" && !target.hasAttribute(MARK);
	if (own || target.closest("[title]:not([data-cut])")) return;
	const input = target instanceof HTMLInputElement;
	const cuts = input || getComputedStyle(target).textOverflow === "ellipsis";
	const cut = cuts && target.scrollWidth > target.clientWidth;
	const words = (input ? target.value || target.placeholder : (target.textContent ?? "")).trim();
	if (cut && words !== "") {
		target.title = words;
		target.setAttribute(MARK, "");
	} else if (target.hasAttribute(MARK)) {
		target.removeAttribute("title");
		target.removeAttribute(MARK);
	}
}
