/** Publishing from the window: told before it happens, and only when asked. */
import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadStory } from "../articles/story";
import { Memory } from "../backend/memory";
import { Session } from "../session/session.svelte";
import Window from "../views/Window.svelte";

const find = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const get = (testid: string): HTMLElement => {
	const found = find(testid);
	if (!found) throw new Error(`no ${testid}`);
	return found;
};

let backend: Memory;
let session: Session;
let app: Record<string, unknown>;

beforeEach(async () => {
	vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
	vi.stubGlobal("ResizeObserver", class {
		observe() {}
		disconnect() {}
		unobserve() {}
	});
	await loadStory();
	backend = new Memory();
	session = new Session(backend, async () => ({ on: () => {} }));
	await session.begin();
	await session.openSample();
	session.exporting.folder = "Bản tin/Số 8";
	app = mount(Window, { target: document.body, props: { session } });
	session.surface = "export";
	flushSync();
});

afterEach(async () => {
	await unmount(app);
	vi.unstubAllGlobals();
	localStorage.clear();
});

function write(testid: string, value: string): void {
	const field = get(testid) as HTMLInputElement;
	field.value = value;
	field.dispatchEvent(new Event("input", { bubbles: true }));
	flushSync();
}

test("nobody is called before a button is pressed", async () => {
	const publish = vi.spyOn(backend, "publish");
	get("publish-open").click();
	flushSync();
	write("publish-address", "sftp://toa-soan@web.example.vn/srv/www");
	write("publish-password", "bí mật");
	await new Promise((done) => setTimeout(done, 50));
	expect(publish).not.toHaveBeenCalled();
});

test("an unknown server is looked at, then changes are told, then it is done and kept", async () => {
	get("publish-open").click();
	flushSync();
	write("publish-address", "sftp://toa-soan@web.example.vn/srv/www");
	write("publish-password", "bí mật");
	write("publish-keep", "cổng");
	get("publish-preview").click();
	await vi.waitFor(() => expect(get("publish-fingerprint").textContent).toContain("SHA256:"));
	expect(backend.known.size).toBe(0);
	get("publish-accept").click();
	await vi.waitFor(() => expect(get("publish-plan").textContent).toContain("Sẽ gửi 5 tệp (450 kB), xóa 1"));
	expect(document.body.textContent).toContain("bai/tin-cu.html");
	expect(backend.served.places).toEqual([]);
	get("publish-start").click();
	await vi.waitFor(() => expect(get("publish-done").textContent).toContain("Đã gửi 5 tệp"));
	expect(backend.served.places).toEqual([{ name: "cổng", address: "sftp://toa-soan@web.example.vn/srv/www" }]);
	// The place is chosen from now on, and its password is in the keychain alone.
	flushSync();
	expect((get("publish-place") as HTMLSelectElement).value).toBe("cổng");
	expect((get("publish-password") as HTMLInputElement).value).toBe("");
	get("publish-start").click();
	await vi.waitFor(() => expect(get("publish-done").textContent).toContain("Mọi thứ đã có sẵn"));
});

test("what is under way can be stopped, and a refusal is told in the panel", async () => {
	get("publish-open").click();
	flushSync();
	write("publish-address", "https://toa-soan@dav.example.vn/web");
	get("publish-start").click();
	await vi.waitFor(() => get("publish-stop"));
	get("publish-stop").click();
	await vi.waitFor(() => expect(document.body.textContent).toContain("Những gì đã gửi vẫn còn"));
	write("publish-address", "cổng nào");
	get("publish-try").click();
	await vi.waitFor(() => expect(get("publish-failure").textContent).toContain("không phải địa chỉ"));
});

test("where the office forbids it, nothing is offered", async () => {
	backend.served.allowed = false;
	get("publish-open").click();
	await vi.waitFor(() => expect(find("publish-forbidden")).not.toBeNull());
	expect(find("publish-start")).toBeNull();
});
