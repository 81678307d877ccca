/**
 * A backend that lives in the page: for looking at the interface in a plain browser
 * and for component tests. Keeps nothing and writes no files.
 */
import type { Backend } from "./backend";
import { markdown, paragraphs, used } from "./memory/body";
import { label, type State } from "./memory/bulletin";
import { imported, pasted } from "./memory/imported";
import { Publishes } from "./memory/published";
import * as planned from "./memory/plan";
import { photoSvg, svgUrl, wordCount } from "./memory/paper";
import { remarksOf } from "./memory/remarks";
import * as sample from "./memory/sample";
import type {
	ArticleView,
	BulletinView,
	Changes,
	CompositionView,
	Developed,
	ExportEvent,
	FieldView,
	Pasted,
	Folding,
	Lang,
	ModuleView,
	Moved,
	PhotoView,
	ImportChoices,
	ImportedFile,
	Progressed,
	Placed,
	ProposalView,
	StoryView,
	Theme,
} from "./wire";

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

export class Memory extends Publishes implements Backend {
	theme: Theme = "system";

	#cancelled = false;
	#proposals: ProposalView[] = [];
	/** Says that small pictures were made, for tests. */
	develop: (developed: Developed) => void = () => {};

	async start() {
		return {
			lang: this.lang,
			theme: this.theme,
			recent: [
				{
					path: "hau-giang.bantin",
					name: "Bản tin Hậu Giang",
					issue: label(8, "2021-02-27", this.lang),
					when: "2021-02-27T14:02:00",
				},
			],
			designs: [
				this.lang === "vi"
					? { name: "thoi-su", title: "Thời sự", line: "Báo khổ 190 × 270, tin nóng lên trước" }
					: { name: "thoi-su", title: "News", line: "190 × 270 mm, the news first" },
			],
			opened: null,
		};
	}

	async setLang(lang: Lang) {
		this.lang = lang;
	}

	async setTheme(theme: Theme) {
		this.theme = theme;
	}

	async createBulletin(_path: string, name: string, body: string, design: string) {
		this.enter({
			name,
			design,
			issues: [{ id: 1, number: 1, date: "2021-03-06", pages: null, label: "" }],
			issue: 1,
			sections: [{ id: 1, name: "Tin tức" }],
			articles: [],
			photos: [],
			fields: { name, publishing_body: body },
		});
		return this.#view();
	}

	async openBulletin() {
		if (this.refusal) throw this.refusal;
		return this.openSample();
	}

	async openToRead() {
		this.writable = false;
		return this.#sample();
	}

	async openCopy() {
		return this.openSample();
	}

	async putBack() {
		return this.openSample();
	}

	async rescue(path: string, to: string): Promise<[string[], BulletinView]> {
		return [[`${path} → ${to}`, "Mất bài: Một"], await this.openSample()];
	}

	async openSample() {
		this.writable = true;
		return this.#sample();
	}

	#sample() {
		this.enter({
			name: "Bản tin Hậu Giang",
			design: "thoi-su",
			issues: [{ id: 1, number: 8, date: "2021-02-27", pages: null, label: "" }],
			issue: 1,
			sections: [...sample.sections],
			articles: sample.articles(),
			photos: sample.photos(),
			fields: { name: "Hậu Giang", publishing_body: "UBND tỉnh Hậu Giang" },
		});
		return this.#view();
	}

	async closeBulletin() {
		this.state = null;
	}

	async bulletin() {
		this.calls.push("bulletin");
		return this.#view();
	}

	async addIssue(number: number, date: string, pages: number | null) {
		return this.step({ vi: "thêm số", en: "add issue" }, { bulletin: true, stories: true, sheets: true }, (s) => {
			const id = this.next++;
			s.issues.push({ id, number, date, pages, label: "" });
			s.issue = id;
			s.articles = [];
		});
	}

	async chooseIssue(id: number) {
		this.opened.issue = id;
		return this.#view();
	}

	async addSection(name: string) {
		return this.step({ vi: "thêm chuyên mục", en: "add section" }, { bulletin: true }, (s) =>
			s.sections.push({ id: this.next++, name }),
		);
	}

	async renameSection(id: number, name: string) {
		return this.step({ vi: "đổi tên chuyên mục", en: "rename section" }, { bulletin: true }, (s) => {
			s.sections = s.sections.map((each) => (each.id === id ? { ...each, name } : each));
		});
	}

	async addArticle(section: number | null) {
		const id = crypto.randomUUID();
		this.step({ vi: "thêm bài", en: "add story" }, {}, (s) =>
			s.articles.push({
				...(sample.articles()[0] as ArticleView),
				id,
				section,
				kicker: "",
				title: "",
				lead: "",
				bylines: [],
				tags: [],
				genre: "",
				coefficient: "",
				posted: null,
				status: "draft",
				slug: "",
				photos: [],
				body: sample.emptyBody(),
			}),
		);
		return id;
	}

	async removeArticles(ids: string[]) {
		return this.step(
			{ vi: "xóa bài", en: "delete story" },
			{ bulletin: true, stories: true, sheets: true, photos: true },
			(s) => (s.articles = s.articles.filter(({ id }) => !ids.includes(id))),
		);
	}

	async moveArticles(ids: string[], section: number | null, position: number) {
		const moved = ids.map((id) => ({ ...this.find(id), section }));
		return this.step(
			{ vi: "chuyển bài", en: "move story" },
			{ bulletin: true, stories: true, sheets: true, articles: ids },
			(s) => {
				const rest = s.articles.filter(({ id }) => !ids.includes(id));
				const mates = rest.filter((each) => each.section === section);
				mates.splice(position, 0, ...moved);
				s.articles = [...rest.filter((each) => each.section !== section), ...mates];
				s.aside = s.aside?.filter((id) => !ids.includes(id));
			},
		);
	}

	async setAside(ids: string[]) {
		return this.step(
			{ vi: "chuyển bài", en: "move story" },
			{ bulletin: true, stories: true, sheets: true },
			(s) => (s.aside = [...(s.aside ?? []), ...ids]),
		);
	}

	async article(id: string) {
		const found = this.find(id);
		return { ...found, bodyText: found.bodyText || markdown(found.body) };
	}

	async editArticle(id: string, patch: Partial<ArticleView>) {
		this.calls.push(`editArticle ${Object.keys(patch).join(" ")}`);
		const sheets = !Object.keys(patch).every((key) => key === "status" || key === "tags");
		return this.step(
			{ vi: "sửa bài", en: "edit story" },
			{ stories: true, sheets, articles: [id] },
			(s) => {
				const next = { ...patch };
				if (next.bodyText !== undefined) next.body = paragraphs(next.bodyText);
				else if (next.body) next.bodyText = "";
				s.articles = s.articles.map((each) =>
					each.id === id ? { ...each, ...next, photos: used(next.body ?? each.body, s.photos) } : each,
				);
			},
			`article ${id} ${Object.keys(patch).join(" ")}`,
		);
	}

	async importFiles(
		paths: string[],
		choices: ImportChoices,
		on: (progress: Progressed) => void = () => {},
	) {
		if (choices.again) await this.undo();
		const read = this.sources(paths, choices);
		if (choices.ask && read.some(({ offers }) => offers.some(({ accepted }) => !accepted))) {
			return { items: [], files: read, articles: [], photos: [], waits: true };
		}
		on({ done: 0, total: paths.length });
		const articles: string[] = [];
		const photos: number[] = [];
		for (const path of paths) {
			const name = path.split(/[/\\]/).at(-1) ?? path;
			if (/\.(jpe?g|png|heic)$/i.test(name)) {
				const id = this.next++;
				photos.push(id);
				this.opened.photos.push({ ...(sample.photos()[4] as PhotoView), id, name: name.toLowerCase() });
			} else {
				const id = await this.addArticle(null);
				articles.push(id);
				await this.editArticle(id, { title: name.replace(/\.[^.]*$/, "") });
			}
		}
		this.sheet = null;
		const kept = { outcome: "kept" as const, reason: "" };
		return {
			items: paths.map((source) => ({ source, kind: "tệp", text: "", ...kept })),
			files: read,
			articles,
			photos,
			waits: false,
		};
	}

	/** A name that says so is a file in an old encoding, or one of several articles. */
	private sources(paths: string[], choices: ImportChoices): ImportedFile[] {
		const texts = paths.filter((path) => /\.(docx?|odt|rtf)$/i.test(path));
		return texts.map((source) => imported(source, choices));
	}

	async cancelImport() {
		this.calls.push("cancelImport");
	}

	async importPicture(name: string, bytes: Uint8Array) {
		this.calls.push(`importPicture ${name} ${bytes.length}`);
		return this.importFiles([name], { convertLegacy: false, split: false, again: false, ask: false });
	}

	async copiedHtml() {
		return null;
	}

	async pasteHtml(html: string, convert: boolean | null): Promise<Pasted> {
		this.calls.push(`pasteHtml ${html.length} ${convert}`);
		return pasted(html, convert);
	}

	async sheets() {
		this.calls.push("sheets");
		const made = this.laidOut();
		const pages = this.#plan();
		const plan = {
			saved: this.opened.plan !== undefined,
			pages,
			grids: planned.grids(pages.length),
			fits: planned.fits(this.opened.articles, pages),
		};
		return { sheets: made.sheets, frames: made.frames, plan, version: this.done.length, overfull: 0 };
	}

	async compose(pages: number | null, on: (progress: Progressed) => void): Promise<CompositionView | null> {
		this.calls.push(`compose ${pages}`);
		this.#cancelled = false;
		const least = 4 * Math.ceil(this.opened.articles.length / 4);
		for (let done = 0; done <= 4; done += 1) {
			on({ done, total: 4 });
			await wait(10);
			if (this.#cancelled) return null;
		}
		const count = pages ?? least;
		const fits = count >= this.opened.articles.length;
		this.#proposals = fits ? planned.proposals(this.ordered(), count) : [];
		return {
			pages: count,
			proposals: this.#proposals,
			advice: fits ? [] : ["Bỏ bớt 85 từ ở bài “Đào tạo bác sĩ theo địa chỉ sử dụng”."],
		};
	}

	async cancelCompose() {
		this.#cancelled = true;
	}

	async takeProposal(index: number) {
		const plan = this.#proposals[index]?.pages;
		return this.step({ vi: "Dàn trang", en: "Compose" }, { sheets: true, stories: true }, (s) => (s.plan = structuredClone(plan)));
	}

	async recompose() {
		return { advice: [], changes: await this.takeProposal(0) };
	}

	async clearPlan() {
		return this.#arrange((s) => (s.plan = undefined));
	}

	async pinModule(page: number, index: number, pinned: boolean) {
		return this.#hand(page, index, page, { pinned });
	}

	async placeModule(page: number, index: number, { page: to, ...cells }: Placed) {
		return this.#hand(page, index, to, { ...cells, pinned: true });
	}

	async setLegs(page: number, index: number, legs: number | null) {
		return this.#hand(page, index, page, { legs });
	}

	async movePage(from: number, to: number) {
		this.calls.push(`movePage ${from} ${to}`);
		const plan = structuredClone(this.#plan());
		if (Math.min(from, to) === 1) {
			throw { code: "plan.page_fixed", sentence: "Trang 1 và trang có ghi bản tin giữ nguyên chỗ. Hãy dời một trang ở giữa." };
		}
		plan.splice(to - 1, 0, ...plan.splice(from - 1, 1));
		return this.#arrange((s) => (s.plan = plan));
	}

	async wish(article: string) {
		return this.opened.wishes?.[article] ?? planned.noWish();
	}

	async setWishes(article: string, wishes: [string, string][]) {
		const said = planned.said(await this.wish(article), wishes);
		return this.#arrange((s) => (s.wishes = { ...s.wishes, [article]: said }));
	}

	async hit(page: number, x: number, y: number) {
		const frame = this.laidOut().frames.find(
			(each) =>
				each.page === page && x >= each.x && x <= each.x + each.w && y >= each.y && y <= each.y + each.h,
		);
		return frame ? { article: frame.article, part: "body", block: y > frame.y + 340 ? 1 : null } : null;
	}

	async fields(): Promise<FieldView[]> {
		return sample.FIELDS.map(([key, vi, en, level]) => ({
			key,
			label: this.lang === "vi" ? vi : en,
			value: this.opened.fields[key] ?? "",
			level,
			hint: "",
			isList: key === "lexicon",
		}));
	}

	async designOffer() {
		return sample.designOffer(this.opened.fields);
	}

	async setField(key: string, value: string) {
		return this.step({ vi: "sửa ghi bản tin", en: "edit imprint" }, { bulletin: true, sheets: true }, (s) => {
			s.fields[key] = value;
		});
	}

	async remarks() {
		this.calls.push("remarks");
		return remarksOf({
			lang: this.lang,
			licence: this.opened.fields["licence"] ?? "",
			photos: await this.photos(),
			articles: this.opened.articles,
			pages: this.laidOut().pages,
		});
	}

	async mend(code: string) {
		this.calls.push(`mend ${code}`);
		return this.step({ vi: "sửa bài", en: "mend" }, { stories: true, sheets: true }, () => {});
	}

	async exportTo(folder: string, outputs: string[], _folding: Folding, on: (event: ExportEvent) => void) {
		this.#cancelled = false;
		for (const output of outputs) {
			for (let done = 0; done <= 4; done += 1) {
				on({ kind: "progress", output, done, total: 4 });
				await wait(60);
				if (this.#cancelled) {
					on({ kind: "cancelled" });
					return;
				}
			}
		}
		on({ kind: "finished", folder, replaced: null, files: outputs.map((output) => `${folder}/hau-giang-so-8.${output}`) });
	}

	async cancelExport() {
		this.#cancelled = true;
		this.stopped = true;
	}

	async undo() {
		return this.travel(this.done, this.undone);
	}

	async redo() {
		return this.travel(this.undone, this.done);
	}

	async revealPath() {}

	async chooseFile() {
		return "hau-giang.bantin";
	}

	async chooseNewFile(suggested: string) {
		return suggested;
	}

	async chooseFolder(): Promise<string | null> {
		return "Bản tin/Số 8";
	}

	async choosePicture(): Promise<string | null> {
		return "ky-ket-2.jpg";
	}

	async chooseImports(): Promise<string[]> {
		return ["Tin mới.md", "cong-vien.jpg"];
	}

	sheetUrl({ fingerprint: print }: { fingerprint: string }) {
		return svgUrl(this.laidOut().svg.get(print) ?? "<svg xmlns='http://www.w3.org/2000/svg'/>");
	}

	photoUrl(id: number, width: number) {
		const photo = this.state?.photos.find((each) => each.id === id);
		return photo ? svgUrl(photoSvg(photo, width)) : "";
	}

	onChanged() {
		return () => {};
	}

	onPictures(cb: (developed: Developed) => void) {
		this.develop = cb;
		return () => {};
	}

	onOpen() {
		return () => {};
	}

	onDrop() {
		return () => {};
	}

	#plan(): ModuleView[][] {
		return this.opened.plan ?? planned.laidOut(this.ordered());
	}

	#arrange(edit: (state: State) => unknown): Changes {
		return this.step({ vi: "Sắp xếp trang", en: "Arrange pages" }, { sheets: true, stories: true }, edit);
	}

	async #hand(page: number, index: number, to: number, given: Partial<ModuleView>): Promise<Moved> {
		this.calls.push(`hand ${page}/${index} ${JSON.stringify(given)}`);
		const { plan, at } = planned.changed(this.#plan(), page, index, to, given);
		return { page: to, index: at, changes: this.#arrange((s) => (s.plan = plan)) };
	}

	#view(): BulletinView {
		const { pages } = this.laidOut();
		const view = (article: ArticleView, position: number): StoryView => ({
			id: article.id,
			section: article.section,
			title: article.title,
			status: article.status,
			words: wordCount(article),
			pages: pages.get(article.id) ?? [],
			photos: article.photos.length,
			remarks: 0,
			position,
			recurring: false,
			wish: this.opened.wishes?.[article.id] ?? null,
		});
		const aside = this.opened.articles.filter(({ id }) => this.opened.aside?.includes(id));
		return {
			path: "hau-giang.bantin",
			name: this.opened.name,
			lang: "vi",
			design: this.opened.design,
			issue: this.current(),
			issues: this.opened.issues.map((each) => ({
				...each,
				label: label(each.number, each.date, this.lang),
			})),
			sections: [...this.opened.sections],
			stories: this.ordered().map(view),
			pool: aside.map(view),
			remarks: 0,
			undo: this.done.at(-1)?.name[this.lang] ?? null,
			redo: this.undone.at(-1)?.name[this.lang] ?? null,
			writable: this.writable,
		};
	}

}
