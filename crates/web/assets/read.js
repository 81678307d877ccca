// Reading aloud: a recording when there is one, else a voice of the device. Loaded when a
// reader first asks for it, which presses the button again.
"use strict";
(function () {
	var one = bt.one, words = bt.words, say = bt.say, make = bt.make, keep = bt.keep;
	var button = one("read-aloud"), stop = one("read-stop");
	var script = JSON.parse(document.getElementById("bt-script").textContent), tongue = script.lang.slice(0, 2);
	var voices = window.speechSynthesis, record = document.querySelector("audio");
	var at = 0, run = 0, state = "idle", text = "", spots = [], map, picks, bar;

	function show(now) {
		state = now;
		button.textContent = now === "play" ? words.pause : now === "pause" ? words.resume : words.listen;
		stop.hidden = now === "idle";
	}
	function kept(name) {
		try { return localStorage.getItem(name); } catch (refused) {}
	}
	// Voices known to read Vietnamese well come first, then those on the device.
	function ranked() {
		var best = ["HoaiMy", "NamMinh", "Linh", "Google", "vi-vn-x", "An"];
		function rank(voice) {
			var place = best.findIndex(function (name) { return voice.name.indexOf(name) >= 0; });
			return (place < 0 ? 9 : place) + (voice.localService ? 0 : .5);
		}
		return voices.getVoices().filter(function (voice) {
			return voice.lang.slice(0, 2).toLowerCase() === tongue;
		}).sort(function (a, b) { return rank(a) - rank(b); });
	}
	// Voices load late: wait for them, but not for ever.
	function found(then) {
		if (!voices || !window.SpeechSynthesisUtterance) return then([]);
		var asked = 0;
		(function ask() {
			var got = ranked();
			if (got.length || voices.getVoices().length || ++asked > 8) return then(got);
			setTimeout(ask, 200);
		})();
	}
	function missing() {
		var told = one("read-script");
		one("read-message").hidden = told.hidden = false;
		told.querySelector("p").textContent = script.script;
		say(one("read-message").textContent);
	}
	// A choice beside the buttons; it holds from the words being read on.
	function choice(label, name, options, chosen) {
		var held = make("label", label + " ", bar), list = make("select", "", held);
		options.forEach(function (option) {
			var made = make("option", option[1], list);
			made.value = option[0];
			made.selected = option[0] === chosen;
		});
		list.addEventListener("change", function () {
			keep(name, list.value);
			if (record) record.playbackRate = speed();
			else if (state === "play") { run++; voices.cancel(); next(run); }
		});
		return list;
	}
	function choices(found) {
		if (bar) return;
		bar = make("div");
		bar.className = "reading";
		button.closest(".bar").after(bar);
		var speeds = ["0.75", "1", "1.25", "1.5", "2"].map(function (speed) {
			return [speed, new Intl.NumberFormat(document.documentElement.lang).format(speed) + "×"];
		});
		picks = { speed: choice(words.speed, "bt-speed", speeds, kept("bt-speed") || "1") };
		if (record) return;
		picks.found = found;
		var names = found.map(function (voice) { return [voice.name, voice.name.replace(/^Microsoft | Online.*| - .*/g, "")]; });
		if (names.length > 1) picks.voice = choice(words.voice, "bt-voice", names, kept("bt-voice") || names[0][0]);
	}
	function speed() { return Number(picks.speed.value); }
	function voice() {
		var wanted = picks.voice && picks.voice.value;
		return picks.found.find(function (voice) { return voice.name === wanted; }) || picks.found[0];
	}
	// The words on the page, white space as in the script, and where each one stands.
	function spell() {
		var space = true;
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
			return [start, from];
		});
	}
	function mark(name, place) {
		if (!window.CSS || !CSS.highlights) return;
		CSS.highlights.delete(name);
		if (!place) return;
		var range = document.createRange(), end = spots[place[1] - 1];
		range.setStart(spots[place[0]][0], spots[place[0]][1]);
		range.setEnd(end[0], end[1] + 1);
		CSS.highlights.set(name, new Highlight(range));
		var box = range.getBoundingClientRect();
		if (box.bottom < 0 || box.top > innerHeight) {
			range.startContainer.parentNode.scrollIntoView({ block: "center" });
		}
	}
	function clear() { mark("read"); mark("word"); }
	function end() {
		run++;
		at = 0;
		if (voices) voices.cancel();
		if (record) { record.pause(); record.currentTime = 0; }
		clear();
		show("idle");
	}
	function next(mine) {
		if (mine !== run) return;
		if (at >= script.utterances.length) return end();
		var said = new SpeechSynthesisUtterance(script.said[at]), place = map[at], from = place && place[0];
		said.lang = script.lang;
		said.voice = voice();
		said.rate = speed();
		said.onstart = function () { if (mine === run) { mark("word"); mark("read", place); } };
		// What is said is not always what is written: a number written out marks nothing.
		said.onboundary = function (event) {
			if (mine !== run || !place || event.name === "sentence") return;
			var word = (said.text.slice(event.charIndex).match(/^[\p{L}\p{N}\p{M}]+/u) || [""])[0];
			var start = word ? text.slice(0, place[1]).indexOf(word, from) : -1;
			// The same word further on is another word.
			if (start < 0 || start - from > 40) return;
			from = start + word.length;
			mark("word", [start, from]);
		};
		said.onend = function () { if (mine === run) { at++; next(mine); } };
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
			choices();
			record.playbackRate = speed();
			show("play");
			// A device that cannot play the recording still has its voices.
			return record.play().catch(function (error) {
				if (error.name === "AbortError") return;
				bar.remove();
				bar = record = null;
				show("idle");
				button.click();
			});
		}
		found(function (found) {
			if (!found.length) return missing();
			choices(found);
			if (!map) spell();
			show("play");
			next(++run);
		});
	});
	stop.addEventListener("click", end);
	if (record) record.addEventListener("ended", end);
	addEventListener("pagehide", function () { if (voices) voices.cancel(); });
	button.click();
})();
