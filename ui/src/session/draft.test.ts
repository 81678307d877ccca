import { expect, test, vi } from "vitest";
import type { Backend } from "../backend/backend";
import type { ArticleView } from "../backend/wire";
import { Draft } from "./draft.svelte";

const view = { id: "a", title: "Chợ nổi", slug: "cho-noi", photos: [] } as unknown as ArticleView;
const listener = { changed: () => {}, failed: () => {} };
const draft = (article: () => Promise<ArticleView>) =>
	new Draft({ article: vi.fn(article) } as unknown as Backend, view, listener);

test("a story that cannot be read keeps its words", async () => {
	const failing = draft(() => Promise.reject({ code: "read.database", sentence: "Hỏng." }));
	await expect(failing.reload()).rejects.toMatchObject({ code: "read.database" });
	await expect(failing.follow()).rejects.toMatchObject({ code: "read.database" });
	expect(failing.view.title).toBe("Chợ nổi");
	expect(failing.revision).toBe(0);
});

test("words changed elsewhere are taken over", async () => {
	const changed = draft(async () => ({ ...view, title: "Chợ nổi Ngã Bảy" }));
	await changed.reload();
	expect(changed.view.title).toBe("Chợ nổi Ngã Bảy");
	expect(changed.revision).toBe(1);
});

test("an answer that was on its way while something was typed does not take it away", async () => {
	let answer = (_: ArticleView): void => {};
	const article = () => new Promise<ArticleView>((resolve) => (answer = resolve));
	const editArticle = () => Promise.resolve({});
	const typed = new Draft({ article, editArticle } as unknown as Backend, view, listener);
	const reading = typed.reload();
	typed.edit({ title: "Chợ nổi Cái Răng" });
	await typed.flush();
	expect(typed.idle).toBe(true);
	answer({ ...view, title: "Chợ nổi cũ" });
	await reading;
	expect(typed.view.title).toBe("Chợ nổi Cái Răng");
});
