/** Which words of a snippet were searched for. */
import { folded } from "../views/commands";

export interface Part {
	text: string;
	hit: boolean;
}

/** Words that begin with a word of the query are hits, with or without accents. */
export function marked(snippet: string, query: string): Part[] {
	const wanted = query.split(/\s+/).map((word) => folded(word)).filter((word) => word !== "");
	const parts: Part[] = [];
	for (const piece of snippet.split(/(\s+)/)) {
		const word = folded(piece.replace(/^[^\p{L}\p{N}]+/u, ""));
		const last = wanted.at(-1);
		const hit = word !== "" && wanted.some((each) => (each === last ? word.startsWith(each) : word.replace(/[^\p{L}\p{N}]+$/u, "") === each));
		const before = parts.at(-1);
		if (before && (before.hit === hit || /^\s+$/.test(piece))) before.text += piece;
		else parts.push({ text: piece, hit });
	}
	return parts;
}
