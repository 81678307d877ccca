// The reader's controls. Every page is whole without them; each part below looks for
// its hooks (data-bt) and does nothing when they are not there.
"use strict";
(function () {
	var root = document.documentElement;
	var page = JSON.parse(document.getElementById("bt-page").textContent);
	var words = page.words;
	var online = /^https?:$/.test(location.protocol);
	var live = document.getElementById("bt-live");

	function one(hook) { return document.querySelector("[data-bt=" + hook + "]"); }
	function on(hook, act) {
		var found = one(hook);
		if (found) found.addEventListener("click", act);
		return found;
	}
	function say(text) { live.textContent = text; }
	// What is wanted by some readers only comes when it is wanted.
	function load(name) { make("script", "", document.head).src = page.root + "ma/" + name; }
	function keep(name, value) {
		try {
			if (value) localStorage.setItem(name, value); else localStorage.removeItem(name);
		} catch (refused) {}
	}
	function make(name, text, into) {
		var made = document.createElement(name);
		if (text) made.textContent = text;
		if (into) into.appendChild(made);
		return made;
	}

	// Text size: steps -2 to 5, remembered on the device.
	function size(step) {
		return function () {
			var now = step ? Math.max(-2, Math.min(5, (Number(root.dataset.fs) || 0) + step)) : 0;
			if (now) root.dataset.fs = now; else delete root.dataset.fs;
			keep("bt-fs", now ? String(now) : "");
			say(words.textSize + ": " + Math.round(parseFloat(getComputedStyle(root).fontSize)) + " px");
		};
	}
	on("text-larger", size(1));
	on("text-smaller", size(-1));
	on("text-reset", size(0));

	on("theme", function () {
		var all = ["auto", "light", "dark", "contrast"];
		var next = all[(all.indexOf(root.dataset.theme || "auto") + 1) % 4];
		if (next === "auto") delete root.dataset.theme; else root.dataset.theme = next;
		keep("bt-theme", next === "auto" ? "" : next);
		say(words.theme + ": " + words[next]);
	});

	on("width", function () {
		var all = ["usual", "wide", "narrow"];
		var next = all[(all.indexOf(root.dataset.width || "usual") + 1) % 3];
		if (next === "usual") delete root.dataset.width; else root.dataset.width = next;
		keep("bt-width", next === "usual" ? "" : next);
		say(words.width + ": " + words[next]);
	});

	on("copy-link", function () {
		var known = document.querySelector("link[rel=canonical]");
		navigator.clipboard.writeText(known ? known.href : location.href).then(function () { say(words.copied); this.textContent = words.copied; }.bind(this));
	});

	// A footnote beside its number; without this the number leads to the end of the text.
	var note;
	function away(event) {
		if (note && !(event && event.target && note.contains(event.target))) { note.remove(); note = null; }
	}
	document.addEventListener("click", function (event) {
		var number = event.target.closest && event.target.closest(".ref a");
		if (!number) return away(event);
		var text = document.getElementById(number.hash.slice(1));
		if (!text) return;
		event.preventDefault();
		away();
		note = make("div");
		note.className = "pop";
		note.setAttribute("role", "note");
		note.setAttribute("aria-label", words.note);
		note.tabIndex = -1;
		Array.from(text.childNodes).forEach(function (part) { note.appendChild(part.cloneNode(true)); });
		note.querySelectorAll(".back").forEach(function (back) { back.remove(); });
		note.querySelectorAll("[id]").forEach(function (named) { named.removeAttribute("id"); });
		number.parentNode.after(note);
		make("button", words.close, note).addEventListener("click", function () { away(); number.focus(); });
		note.addEventListener("keydown", function (key) { if (key.key === "Escape") { away(); number.focus(); } });
		note.focus();
	});

	on("print-now", function () { window.print(); });

	// Browsers refuse a manifest on pages opened from a disk, and complain.
	if (online) {
		var manifest = make("link", "", document.head);
		manifest.rel = "manifest";
		manifest.href = page.root + "manifest.webmanifest";
	}

	// Full view of a picture; arrows lead to the one before and after. Without this the
	// link opens the file itself.
	var view, seen;
	function look(link) {
		var caption = link.parentNode.querySelector("figcaption");
		seen = link;
		view.children[0].src = link.href;
		view.children[0].alt = link.querySelector("img").alt;
		view.children[1].textContent = caption ? caption.textContent : "";
	}
	document.addEventListener("click", function (event) {
		var link = event.target.closest && event.target.closest("a.full");
		if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		if (!view) {
			view = make("dialog", "", document.body);
			view.className = "view";
			view.setAttribute("aria-label", words.fullView);
			make("img", "", view);
			// Outside a modal dialog nothing is announced.
			make("p", "", view).setAttribute("aria-live", "polite");
			make("button", words.close, view).addEventListener("click", function () { view.close(); });
			view.addEventListener("click", function (click) { if (click.target === view) view.close(); });
			view.addEventListener("keydown", function (key) {
				var step = { ArrowLeft: -1, ArrowRight: 1 }[key.key], all = Array.from(document.querySelectorAll("a.full"));
				var other = step && all[all.indexOf(seen) + step];
				if (other) look(other);
			});
			// Who leaves stands at the picture seen last.
			view.addEventListener("close", function () { seen.focus(); });
		}
		look(link);
		view.showModal();
	});

	// Reading aloud: read.js puts its own listener on the button and presses it.
	(function () {
		var button = one("read-aloud");
		if (button) button.addEventListener("click", function () { load("read.js"); }, { once: true });
	})();

	if (page.counter && online) load("visits.js");
	window.bt = { page: page, words: words, one: one, on: on, say: say, make: make, keep: keep };
})();
