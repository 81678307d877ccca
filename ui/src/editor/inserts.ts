/** What can be put into a story, in the order the menu shows it. */
import Asterisk from "@lucide/svelte/icons/asterisk";
import Heading from "@lucide/svelte/icons/heading-2";
import Image from "@lucide/svelte/icons/image";
import Images from "@lucide/svelte/icons/images";
import List from "@lucide/svelte/icons/list";
import ListOrdered from "@lucide/svelte/icons/list-ordered";
import Omega from "@lucide/svelte/icons/omega";
import Minus from "@lucide/svelte/icons/minus";
import PullQuote from "@lucide/svelte/icons/quote";
import Box from "@lucide/svelte/icons/square-pen";
import Table from "@lucide/svelte/icons/table";
import Quote from "@lucide/svelte/icons/text-quote";
import type { Component } from "svelte";
import { words } from "../words/words.svelte";
import type { Insert } from "./body.svelte";

export interface InsertEntry {
	what: Insert | "sign";
	label: string;
	icon: Component;
	line?: string;
	divided?: boolean;
}

export function inserts(): InsertEntry[] {
	const { editor } = words();
	return [
		{ what: "figure", label: editor.figure, line: editor.figureLine, icon: Image },
		{ what: "gallery", label: editor.gallery, line: editor.galleryLine, icon: Images },
		{ what: "table", label: editor.table, line: editor.tableLine, icon: Table },
		{ what: "heading", label: editor.heading, icon: Heading, divided: true },
		{ what: "quote", label: editor.quote, icon: Quote },
		{ what: "pullquote", label: editor.pullquote, line: editor.pullquoteLine, icon: PullQuote },
		{ what: "box", label: editor.box, line: editor.boxLine, icon: Box },
		{ what: "bullets", label: editor.bullets, icon: List, divided: true },
		{ what: "numbers", label: editor.numbers, icon: ListOrdered },
		{ what: "note", label: editor.note, line: editor.noteLine, icon: Asterisk },
		{ what: "sign", label: words().signs.title, icon: Omega },
		{ what: "rule", label: editor.rule, icon: Minus },
	];
}
