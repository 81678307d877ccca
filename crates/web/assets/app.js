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

	on("print-now", function () { window.print(); });

	// Browsers refuse a manifest on pages opened from a disk, and complain.
	if (online) {
		var manifest = make("link", "", document.head);
		manifest.rel = "manifest";
		manifest.href = page.root + "manifest.webmanifest";
	}

	// Full view of a picture. Without this the link opens the file itself.
	var view;
	document.addEventListener("click", function (event) {
		var link = event.target.closest && event.target.closest("a.full");
		if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		if (!view) {
			view = make("dialog", "", document.body);
			view.className = "view";
			view.setAttribute("aria-label", words.fullView);
			make("img", "", view);
			make("p", "", view);
			make("button", words.close, view).addEventListener("click", function () { view.close(); });
			view.addEventListener("click", function (click) { if (click.target === view) view.close(); });
		}
		var caption = link.parentNode.querySelector("figcaption");
		view.children[0].src = link.href;
		view.children[0].alt = link.querySelector("img").alt;
		view.children[1].textContent = caption ? caption.textContent : "";
		view.showModal();
	});

	// Reading aloud: a recording when there is one, else the best voice of the device.
	(function () {
		var button = one("read-aloud"), stop = one("read-stop"), block = document.getElementById("bt-script");
		if (!button || !block) return;
		var script = JSON.parse(block.textContent), tongue = script.lang.slice(0, 2);
		var voices = window.speechSynthesis, record = document.querySelector("audio");
		var at = 0, run = 0, state = "idle", map;

		function show(now) {
			state = now;
			button.textContent = now === "play" ? words.pause : now === "pause" ? words.resume : words.listen;
			stop.hidden = now === "idle";
		}
		// Voices known to read Vietnamese well come first, then those on the device.
		function voice() {
			var best = ["HoaiMy", "NamMinh", "Linh", "Google", "vi-vn-x", "An"];
			function rank(voice) {
				var place = best.findIndex(function (name) { return voice.name.indexOf(name) >= 0; });
				return (place < 0 ? 9 : place) + (voice.localService ? 0 : .5);
			}
			return voices.getVoices().filter(function (voice) {
				return voice.lang.slice(0, 2).toLowerCase() === tongue;
			}).sort(function (a, b) { return rank(a) - rank(b); })[0];
		}
		// Voices load late: wait for them, but not for ever.
		function found(then) {
			if (!voices || !window.SpeechSynthesisUtterance) return then();
			var asked = 0;
			(function ask() {
				var got = voice();
				if (got || voices.getVoices().length || ++asked > 8) return then(got);
				setTimeout(ask, 200);
			})();
		}
		function missing() {
			var text = one("read-script");
			one("read-message").hidden = text.hidden = false;
			text.querySelector("p").textContent = script.script;
			say(one("read-message").textContent);
		}
		// The words on the page, white space as in the script, and where each one stands.
		function spell() {
			var text = "", spots = [], space = true;
			document.querySelectorAll("[data-read]").forEach(function (part) {
				var walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, function (node) {
					return node.parentNode.closest("figure,.notes,sup.ref") ? 2 : 1;
				}), node;
				while ((node = walk.nextNode())) {
					for (var i = 0; i < node.data.length; i++) {
						var blank = /\s/.test(node.data[i]);
						if (!blank || !space) { text += blank ? " " : node.data[i]; spots.push([node, i]); }
						space = blank;
					}
				}
				if (!space) { text += " "; spots.push(spots[spots.length - 1]); space = true; }
			});
			// One after the other, so that repeated words are found where they are said.
			var from = 0;
			map = script.utterances.map(function (said) {
				var core = said.trim(), start = text.indexOf(core, from);
				// The introducing phrases and a full stop that was added are not on the page.
				while (start < 0 && /\s/.test(core)) {
					var bare = core.replace(/[.:,]$/, "");
					if (bare !== core) core = bare; else core = core.replace(/^\S+\s+/, "");
					start = text.indexOf(core, from);
				}
				if (start < 0 || core.length < 2) return null;
				from = start + core.length;
				var range = document.createRange();
				range.setStart(spots[start][0], spots[start][1]);
				range.setEnd(spots[from - 1][0], spots[from - 1][1] + 1);
				return range;
			});
		}
		function mark(range) {
			if (!window.CSS || !CSS.highlights) return;
			CSS.highlights.delete("read");
			if (!range) return;
			CSS.highlights.set("read", new Highlight(range));
			var box = range.getBoundingClientRect();
			if (box.bottom < 0 || box.top > innerHeight) {
				range.startContainer.parentNode.scrollIntoView({ block: "center" });
			}
		}
		function end() {
			run++;
			at = 0;
			if (voices) voices.cancel();
			if (record) { record.pause(); record.currentTime = 0; }
			mark();
			show("idle");
		}
		function next(mine, chosen) {
			if (mine !== run) return;
			if (at >= script.utterances.length) return end();
			var said = new SpeechSynthesisUtterance(script.said[at]);
			said.lang = script.lang;
			said.voice = chosen;
			said.onstart = function () { if (mine === run) mark(map[at]); };
			said.onend = function () { if (mine === run) { at++; next(mine, chosen); } };
			said.onerror = function (event) {
				if (mine === run && !/cancel|interrupt/.test(event.error)) { end(); missing(); }
			};
			voices.speak(said);
		}
		button.addEventListener("click", function () {
			if (state === "play") {
				// Several engines cannot pause: we stop, and begin the clause again later.
				run++;
				if (record) record.pause(); else voices.cancel();
				return show("pause");
			}
			if (record) {
				show("play");
				// A device that cannot play the recording still has its voices.
				return record.play().catch(function (error) {
					if (error.name === "AbortError") return;
					record = null;
					show("idle");
					button.click();
				});
			}
			found(function (chosen) {
				if (!chosen) return missing();
				if (!map) spell();
				show("play");
				next(++run, chosen);
			});
		});
		stop.addEventListener("click", end);
		if (record) record.addEventListener("ended", end);
		addEventListener("pagehide", function () { if (voices) voices.cancel(); });
	})();

	// Search: folded as the program folds, words with the right accents first.
	(function () {
		var field = one("search"), list = one("results"), all = one("all");
		if (!field || !window.btIndex) return;
		function lower(text) { return Array.from(text, function (c) { return c.toLowerCase(); }).join(""); }
		function fold(text) {
			return lower(lower(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "")).replace(/đ/g, "d");
		}
		function split(text) { return " " + text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean).join(" "); }
		var index = window.btIndex.map(function (entry) {
			return {
				entry: entry,
				exact: [split(lower(entry.t.normalize("NFC"))), split(lower(entry.x.normalize("NFC")))],
				plain: [split(fold(entry.t)), split(fold(entry.x + " " + entry.s))]
			};
		});
		function find() {
			var raw = split(lower(field.value.normalize("NFC"))), folded = split(fold(field.value));
			list.textContent = "";
			all.hidden = folded.length > 1;
			if (folded.length < 2) return say("");
			var parts = folded.slice(1).split(" ");
			var hits = index.map(function (one) {
				var both = one.plain.join("");
				if (!parts.every(function (part) { return both.indexOf(" " + part) >= 0; })) return null;
				function worth(texts, phrase, points) {
					return (texts[0].indexOf(phrase) >= 0 ? 2 * points : 0) + (texts[1].indexOf(phrase) >= 0 ? points : 0);
				}
				return { one: one.entry, worth: worth(one.exact, raw, 8) + worth(one.plain, folded, 2) };
			}).filter(Boolean).sort(function (a, b) { return b.worth - a.worth; });
			hits.forEach(function (hit) {
				var item = make("li", "", list), link = make("a", hit.one.t, item);
				link.href = page.root + hit.one.u;
				make("p", hit.one.x.slice(0, 140).replace(/\s\S*$/, "…"), item);
			});
			if (!hits.length) make("li", words.none, list);
			say(hits.length + " " + words.results);
		}
		field.addEventListener("input", find);
		var asked = new URLSearchParams(location.search).get("q");
		if (asked) { field.value = asked; find(); }
	})();

	// Visits: numbers come from the counter or are not shown at all. A reader who asks
	// not to be tracked is not counted.
	(function () {
		if (!page.counter || !online || !window.fetch) return;
		var quiet = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
		var asked = page.article && !quiet
			? fetch(page.counter + "/v1/hit", {
				method: "POST", credentials: "omit", keepalive: true,
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({ id: page.ids[0] })
			})
			: fetch(page.counter + "/v1/stats?ids=" + page.ids.join(","), { credentials: "omit" });
		asked.then(function (answer) {
			if (!answer.ok) throw answer.status;
			return answer.json();
		}).then(function (stats) {
			var format = new Intl.NumberFormat(root.lang);
			function put(row, place, number) {
				if (!row || typeof number !== "number") return;
				place.textContent = format.format(number);
				row.hidden = false;
			}
			var views = one("views");
			if (views) put(views, views.querySelector("span"), (stats.views || {})[page.ids[0]]);
			["online", "today", "month", "total"].forEach(function (name) {
				var place = document.querySelector("[data-stat=" + name + "]");
				if (place && typeof stats[name] === "number") {
					put(place.parentNode, place, stats[name]);
					one("stats").hidden = false;
				}
			});
		}).catch(function () {});
	})();
})();
