/** Replacing words in the story, in English. */
import { number } from "./number";

export const replace = {
	by: "Replace by",
	one: "Replace",
	all: "Replace all",
	done: (count: number) => `Replaced in ${number(count)} ${count === 1 ? "place" : "places"}`,
};
