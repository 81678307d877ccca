import { expect, test } from "vitest";
import { tellCut } from "./tips";

/** An element as the browser would have measured it. */
function element(words: string, inside: number, room: number, title = ""): HTMLElement {
	const found = document.createElement("span");
	found.textContent = words;
	found.style.textOverflow = "ellipsis";
	Object.defineProperty(found, "scrollWidth", { get: () => inside });
	Object.defineProperty(found, "clientWidth", { get: () => room, configurable: true });
	if (title !== "") found.title = title;
	document.body.append(found);
	return found;
}

test("cut words are whole in the tooltip, words that fit have none", () => {
	const [cut, fits] = [element("Cần Thơ – Hậu Giang", 200, 90), element("Hậu Giang", 90, 90)];
	tellCut(cut);
	tellCut(fits);
	expect([cut.title, fits.title]).toEqual(["Cần Thơ – Hậu Giang", ""]);
});

test("the tooltip follows the words and goes when they fit again", () => {
	let room = 90;
	const cut = element("một", 200, 0);
	Object.defineProperty(cut, "clientWidth", { get: () => room });
	tellCut(cut);
	cut.textContent = "hai";
	tellCut(cut);
	expect(cut.title).toBe("hai");
	room = 300;
	tellCut(cut);
	expect(cut.hasAttribute("title")).toBe(false);
});

test("a title of its own stays", () => {
	const own = element("Cần Thơ", 200, 90, "Trang 1");
	tellCut(own);
	expect(own.title).toBe("Trang 1");
});
