/**
 * What was kept of a bulletin and what is found in it: searching all issues, versions,
 * backups, and what to do with a file that somebody else has open.
 *
 * Holds no markup and knows no language but for what it announces.
 */
import type { BackupView, BulletinView, ComparedView, FoundStory, Standing, VersionView, WantedWords } from "../backend/wire";
import { words } from "../words/words.svelte";
import { isFailure } from "./notices.svelte";
import type { Session } from "./session.svelte";

/** How long the typing of a query pauses before it is asked. */
export const SEEK_MS = 120;

/** A file that may not be written now, and the sentence that says why. */
export interface Refused {
	path: string;
	sentence: string;
	/** Somebody has it open, as opposed to a disk that takes no writing. */
	held: boolean;
}

/** A file that cannot be opened at all, and the backups there are of it. */
export interface Broken {
	path: string;
	sentence: string;
	/** It is there and can be read in parts, as opposed to gone or another thing. */
	damaged: boolean;
	backups: BackupView[];
}

/** `tap-chi.bantin` becomes `tap-chi (bản sao).bantin`. */
export const copyName = (path: string, word: string): string =>
	path.replace(/(\.bantin)?$/i, ` (${word}).bantin`);

export class Keeping {
	query = $state("");
	issue = $state<number | null>(null);
	section = $state<number | null>(null);
	author = $state("");
	/** What the query found; `null` while nothing is asked for. */
	found = $state.raw<FoundStory[] | null>(null);
	/** Whether accents are looked past when words are replaced. */
	folded = $state(false);
	/** How often the words of the query stand in the stories found. */
	standing = $state.raw<Standing>({ places: 0, stories: 0 });
	list = $state.raw<VersionView[]>([]);
	backups = $state.raw<BackupView[]>([]);
	chosen = $state<number | null>(null);
	/** What became of the stories since the chosen version; `null` while it is read. */
	compared = $state.raw<ComparedView[] | null>(null);
	refused = $state.raw<Refused | null>(null);
	broken = $state.raw<Broken | null>(null);
	/** What a rescue could not save, in words. */
	lost = $state.raw<string[]>([]);

	readonly version = $derived(this.list.find(({ id }) => id === this.chosen) ?? null);

	readonly #session: Session;
	#asking: ReturnType<typeof setTimeout> | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Forgets what was looked at in another bulletin or issue. */
	clear(): void {
		clearTimeout(this.#asking);
		this.query = "";
		this.issue = null;
		this.section = null;
		this.author = "";
		this.found = null;
		this.folded = false;
		this.standing = { places: 0, stories: 0 };
		this.list = [];
		this.backups = [];
		this.chosen = null;
		this.compared = null;
	}

	/** Searches once the typing pauses. */
	seek(): void {
		clearTimeout(this.#asking);
		if (this.query.trim() === "") {
			this.found = null;
			return;
		}
		this.#asking = setTimeout(() => void this.#session.act(() => this.#ask()), SEEK_MS);
	}

	async #ask(): Promise<void> {
		const { query, issue, section, author } = this;
		const found = await this.#session.backend.search({ query, issue, section, author });
		if (query !== this.query || issue !== this.issue) return;
		this.found = found;
		await this.count();
	}

	get #wanted(): [stories: string[], wanted: WantedWords] {
		const stories = (this.found ?? []).map(({ article }) => article);
		return [stories, { words: this.query, folded: this.folded }];
	}

	/** Counts in how many places words would be replaced. */
	async count(): Promise<void> {
		const { query, folded } = this;
		const standing = await this.#session.backend.findInStories(...this.#wanted);
		if (query === this.query && folded === this.folded) this.standing = standing;
	}

	/** Puts other words into all stories that were found, as one step. */
	async replace(by: string): Promise<void> {
		const session = this.#session;
		const { places, stories } = this.standing;
		await session.draft?.flush();
		const changes = await session.change(() => session.backend.replaceInStories(...this.#wanted, by));
		if (!changes) return;
		session.notices.say(words().search.replaced(places, stories), true);
		await session.act(() => this.#ask());
	}

	/** Opens a story that was found, in its issue. */
	async go(hit: FoundStory): Promise<void> {
		const session = this.#session;
		const issue = session.bulletin?.issue?.id;
		session.panel = null;
		const { query } = this;
		if (hit.issue !== null && hit.issue !== issue) await session.chooseIssue(hit.issue);
		this.query = query;
		await session.edit({ article: hit.article, part: "title", block: null });
	}

	/** Reads versions and backups. */
	readVersions(): Promise<void | undefined> {
		const { backend, act } = this.#session;
		return act.call(this.#session, async () => {
			this.list = await backend.versions();
			this.backups = await backend.backups();
			if (this.chosen !== null && this.version === null) this.chosen = null;
		}) as Promise<void | undefined>;
	}

	async keep(name: string): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		await session.act(async () => {
			await session.backend.takeVersion(name);
			session.notices.say(words().versions.kept(name || words().versions.unnamed));
		});
		await this.readVersions();
	}

	/** Shows what became of the stories since a version. */
	async choose(id: number): Promise<void> {
		this.chosen = id;
		this.compared = null;
		await this.#session.act(async () => {
			const compared = await this.#session.backend.compareVersion(id);
			if (this.chosen === id) this.compared = compared;
		});
	}

	/** Goes back to the chosen version, or lets one story do so. */
	async restore(article: string | null): Promise<void> {
		const session = this.#session;
		const version = this.version;
		if (!version) return;
		await session.draft?.flush();
		const changes = await session.change(() => session.backend.restoreVersion(version.id, article));
		if (!changes) return;
		session.notices.say(words().versions.restored(version.name), true);
		await this.readVersions();
		await this.choose(version.id);
	}

	/** Puts a backup in the place of the open file, or of one that cannot be opened. */
	async putBack(backup: BackupView, path?: string): Promise<void> {
		const session = this.#session;
		await session.draft?.flush();
		this.broken = null;
		const opened = await session.arrive(() => session.backend.putBack(backup.path, path));
		if (opened) session.notices.say(words().versions.backAgain(backup.time));
		session.panel = null;
	}

	/** Asks where to, and saves there what can be saved of a damaged file. */
	async rescue(path: string): Promise<void> {
		const session = this.#session;
		const to = await session.act(() =>
			session.backend.chooseNewFile(copyName(path, words().broken.rescued)),
		);
		if (!to) return;
		this.broken = null;
		let told: string[] = [];
		const opened = await session.arrive(async () => {
			const [sentences, view] = await session.backend.rescue(path, to);
			told = sentences;
			return view;
		});
		if (!opened) return;
		session.notices.say(told[0] ?? "");
		this.lost = told.slice(1);
	}

	/** Takes a refusal to open as a question; anything else goes on as it is. */
	async refuse(path: string, error: unknown): Promise<void> {
		if (!isFailure(error)) throw error;
		const { code, sentence } = error;
		const held = code.startsWith("lock.");
		if (held || code === "open.read_only") {
			this.refused = { path, sentence, held };
			return;
		}
		const damaged = code === "open.damaged" || code === "open.database";
		// A file that is gone, or that something else stands in the place of.
		const gone = ["open.missing", "disk.missing", "open.not_a_bulletin"].includes(code);
		const backups = damaged || gone ? await this.#session.backend.backups(path) : [];
		if (!damaged && backups.length === 0) throw error;
		this.broken = { path, sentence, damaged, backups };
	}

	/** Opens the file that was refused, for reading. */
	read(path: string): Promise<BulletinView | undefined> {
		this.refused = null;
		return this.#session.arrive(() => this.#session.backend.openToRead(path));
	}

	/** Asks where a copy shall be, and opens that. */
	async copy(path: string): Promise<void> {
		const { backend } = this.#session;
		const to = await this.#session.act(() =>
			backend.chooseNewFile(copyName(path, words().held.copyName)),
		);
		if (!to) return;
		this.refused = null;
		await this.#session.arrive(() => backend.openCopy(path, to));
	}
}
