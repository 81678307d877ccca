/**
 * Cleans what word processors put on the clipboard, before the editor reads it.
 *
 * Word writes its lists as paragraphs with `mso-list` styles; they become real lists.
 * Google wraps everything in one bold element, which would make all of it bold.
 */

const LIST = /mso-list:\s*(l\d+)\s+level(\d)/i;

export function cleanOffice(html: string): string {
	const bare = html
		.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "")
		.replace(/<!\[if[^\]]*\]>|<!\[endif\]>/gi, "")
		.replace(/<\/?(?:o|v|w|m):[a-z]+[^>]*>/gi, "");
	const page = new DOMParser().parseFromString(bare, "text/html");
	for (const gone of page.querySelectorAll("style,script,meta,link,xml,title,del")) gone.remove();
	for (const wrapper of page.querySelectorAll("b[id^=docs-internal-guid], ins")) {
		wrapper.replaceWith(...wrapper.childNodes);
	}
	for (const anchor of page.querySelectorAll("a:not([href])")) {
		anchor.replaceWith(...anchor.childNodes);
	}
	makeLists(page);
	for (const heading of page.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
		for (const bold of heading.querySelectorAll("b,strong")) bold.replaceWith(...bold.childNodes);
	}
	for (const paragraph of page.querySelectorAll("p")) {
		if (paragraph.textContent.trim() === "" && !paragraph.querySelector("img")) paragraph.remove();
	}
	return page.body.innerHTML;
}

function makeLists(page: Document): void {
	const level = (element: Element | null): number =>
		Number(LIST.exec(element?.getAttribute("style") ?? "")?.[2] ?? 0);
	for (const first of [...page.querySelectorAll("p")]) {
		if (!first.isConnected || level(first) === 0) continue;
		const open: { level: number; list: Element }[] = [];
		let item: Element | null = first;
		while (item && level(item) > 0) {
			const next: Element | null = item.nextElementSibling;
			const depth = level(item);
			const sign = [...item.querySelectorAll("span")].find((span) =>
				/mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
			);
			const ordered = /^\s*[\divxa-z]+[.)]/i.test(sign?.textContent ?? "");
			sign?.remove();
			while (open.length > 0 && (open.at(-1)?.level ?? 0) > depth) open.pop();
			if ((open.at(-1)?.level ?? 0) < depth) {
				const list = page.createElement(ordered ? "ol" : "ul");
				const parent = open.at(-1)?.list.lastElementChild;
				if (parent) parent.append(list);
				else item.before(list);
				open.push({ level: depth, list });
			}
			const entry = page.createElement("li");
			const words = page.createElement("p");
			words.append(...item.childNodes);
			entry.append(words);
			open.at(-1)?.list.append(entry);
			item.remove();
			item = next;
		}
	}
}

/** Whether the clipboard holds a picture and no words beside it: browsers add an address, Word a text. */
export function isPicture(data: DataTransfer): boolean {
	if (![...data.files].some(({ type }) => type.startsWith("image/"))) return false;
	const html = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
	return (html.body.textContent ?? "").trim() === "";
}
