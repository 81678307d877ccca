/** Publishing of the stand-in: a server that is met for the first time, then holds things. */
import type { Places, PublishAct, PublishEvent, PublishTo, Published } from "../wire";
import { Reviewed } from "./reviewed";

const PATHS = ["anh/ky-ket-800.avif", "anh/ky-ket-800.jpg", "bai/can-tho-hau-giang-ky-ket.html", "index.html", "rss.xml"];

export class Publishes extends Reviewed {
	readonly served: Places = { allowed: true, places: [] };
	/** Fingerprints that were accepted. */
	readonly known = new Set<string>();
	protected stopped = false;
	#published = false;

	async places(): Promise<Places> {
		return structuredClone(this.served);
	}

	async forgetPlace(name: string): Promise<Places> {
		this.served.places = this.served.places.filter((place) => place.name !== name);
		return this.places();
	}

	async publish(act: PublishAct, _folder: string, to: PublishTo, on: (event: PublishEvent) => void): Promise<Published> {
		const kept = this.served.places.find(({ name }) => name === to.to);
		const address = kept?.address ?? to.to;
		if (!address.includes("://")) {
			throw { code: "publish.address", sentence: "Đây không phải địa chỉ để đăng." };
		}
		const host = address.replace(/^.*:\/\/(.*@)?/, "").replace(/\/.*/, "");
		if (to.accepted !== null) this.known.add(host);
		if (address.startsWith("sftp:") && !this.known.has(host)) {
			return { kind: "unknownHost", host, fingerprint: "SHA256:8yWnfJ0cVYtQyLVVQmYbH4yH0p0u9l3nX6m0r1vTq2k" };
		}
		if (act === "plan") return this.#plan();
		if (act === "run") {
			this.stopped = false;
			for (const [sent, path] of PATHS.entries()) {
				on({ act: "sending", path, sent: sent * 90_000, total: PATHS.length * 90_000 });
				await new Promise((done) => setTimeout(done, 60));
				if (this.stopped) return { kind: "cancelled" };
			}
		}
		if (to.keep !== null) this.served.places.push({ name: to.keep, address });
		if (act === "try") return { kind: "tried" };
		const first = !this.#published;
		this.#published = true;
		const sent = first ? PATHS.length : 0;
		return { kind: "done", sent, removed: first ? 1 : 0, same: 41, bytes: sent * 90_000, resumes: false };
	}

	#plan(): Published {
		if (this.#published) return { kind: "planned", send: [], remove: [], same: 46, bytes: 0, resumes: false };
		const send = PATHS.map((path) => ({ path, replaces: path === "index.html" || path === "rss.xml" }));
		return { kind: "planned", send, remove: ["bai/tin-cu.html"], same: 41, bytes: 450_000, resumes: false };
	}
}
