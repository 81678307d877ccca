/** The little that the backend in memory must know of article texts. */
import type { EditorNode, PhotoView } from "../wire";
import { plain } from "./paper";

/** The photos a body shows, by their names. */
export function used(body: EditorNode, photos: readonly PhotoView[]): number[] {
	const found: number[] = [];
	const walk = (node: EditorNode): void => {
		const name = String(node.attrs?.["src"] ?? "").split("/").at(-1);
		const photo = photos.find((each) => each.name === name);
		if (photo) found.push(photo.id);
		node.content?.forEach(walk);
	};
	walk(body);
	return found;
}

/** Paragraphs only: enough to look at the plain-text editor. */
export const markdown = (body: EditorNode): string => (body.content ?? []).map(plain).join("\n\n");

export const paragraphs = (source: string): EditorNode => ({
	type: "doc",
	content: source
		.split(/\n{2,}/)
		.map((words) =>
			words === ""
				? { type: "paragraph" }
				: { type: "paragraph", content: [{ type: "text", text: words }] },
		),
});

