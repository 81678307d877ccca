/** Names in one field, with commas between. */

export const listed = (typed: string): string[] =>
	typed
		.split(/[,;\n]/)
		.map((name) => name.trim())
		.filter((name) => name !== "");

export const unlisted = (names: readonly string[]): string => names.join(", ");
