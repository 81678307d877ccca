// The review copy: a field for each passage, and a file to send back. Nothing leaves the
// page but that file. What is written is kept on this device until it is saved, where the
// browser allows it for files.
"use strict";
(() => {
	const told = JSON.parse(document.getElementById("review").textContent);
	const { words } = told;
	const key = `bantin-review-${told.digest}`;
	const name = document.getElementById("name");
	const approve = document.getElementById("approve");
	const count = document.getElementById("count");
	/** What was said, by `article/passage`. */
	let notes = {};

	// Version 4 of RFC 9562: the same comment comes in once.
	const uuid = () => {
		if (crypto.randomUUID) return crypto.randomUUID();
		const bytes = crypto.getRandomValues(new Uint8Array(16));
		bytes[6] = (bytes[6] & 15) | 64;
		bytes[8] = (bytes[8] & 63) | 128;
		const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
		return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
	};
	const keep = () => {
		try {
			localStorage.setItem(key, JSON.stringify({ name: name.value, approve: approve.checked, notes }));
		} catch {
			// Some browsers keep nothing for files: then the saved file is all there is.
		}
		const many = Object.values(notes).filter(({ text }) => text.trim()).length;
		const said = many ? words.count.replace("{n}", many) : words.none;
		count.textContent = approve.checked ? `${said} · ${words.approved}` : said;
	};

	const open = (passage, place, focus) => {
		const note = (notes[place] ??= { uuid: uuid(), text: "" });
		passage.querySelector("button").hidden = true;
		const box = document.createElement("div");
		const label = document.createElement("label");
		const field = document.createElement("textarea");
		const remove = document.createElement("button");
		box.className = "note";
		box.lang = document.documentElement.lang;
		field.id = `note-${note.uuid}`;
		label.htmlFor = field.id;
		label.textContent = words.yours;
		remove.type = "button";
		remove.textContent = words.remove;
		field.value = note.text;
		field.addEventListener("input", () => {
			note.text = field.value;
			note.at = Math.floor(Date.now() / 1000);
			keep();
		});
		remove.addEventListener("click", () => {
			delete notes[place];
			box.remove();
			const add = passage.querySelector("button");
			add.hidden = false;
			add.focus();
			keep();
		});
		box.append(label, field, remove);
		passage.append(box);
		if (focus) field.focus();
	};

	try {
		const kept = JSON.parse(localStorage.getItem(key));
		if (kept) {
			({ notes } = kept);
			name.value = kept.name;
			approve.checked = kept.approve;
		}
	} catch {
		notes = {};
	}
	for (const passage of document.querySelectorAll("[data-passage]")) {
		const place = `${passage.closest("[data-article]").dataset.article}/${passage.dataset.passage}`;
		const add = document.createElement("button");
		add.type = "button";
		add.lang = document.documentElement.lang;
		add.textContent = words.add;
		const shown = passage.querySelector("[data-words]").textContent;
		add.setAttribute("aria-label", `${words.add}: ${shown.slice(0, 60)}`);
		add.addEventListener("click", () => open(passage, place, true));
		passage.append(add);
		if (notes[place]) open(passage, place, false);
	}
	name.addEventListener("input", keep);
	approve.addEventListener("change", keep);
	keep();

	document.getElementById("save").addEventListener("click", () => {
		if (!name.value.trim()) {
			count.textContent = words.nameless;
			name.focus();
			return;
		}
		const now = Math.floor(Date.now() / 1000);
		const comments = [];
		for (const passage of document.querySelectorAll("[data-passage]")) {
			const { article } = passage.closest("[data-article]").dataset;
			const note = notes[`${article}/${passage.dataset.passage}`];
			if (!note?.text.trim()) continue;
			comments.push({
				id: note.uuid,
				article,
				passage: Number(passage.dataset.passage),
				quote: passage.querySelector("[data-words]").dataset.words,
				text: note.text.trim(),
				at: note.at ?? now,
			});
		}
		const file = {
			bantin: "review",
			version: 1,
			bulletin: told.name,
			issue: told.issue,
			date: told.date,
			digest: told.digest,
			reviewer: name.value.trim(),
			approves: approve.checked ? now : null,
			comments,
		};
		const plain = name.value
			.normalize("NFD")
			.replace(/\p{M}/gu, "")
			.replace(/đ/gi, "d")
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "-")
			.replace(/^-|-$/g, "");
		const link = document.createElement("a");
		link.download = `${document.documentElement.lang === "vi" ? "y-kien" : "comments"}-${told.issue}-${plain || "x"}.json`;
		link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, "\t")], { type: "application/json" }));
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 10000);
		count.textContent = words.saved.replace("{file}", link.download);
	});
})();
