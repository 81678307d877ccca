// Search: folded as the program folds, words with the right accents first.
"use strict";
(function () {
	var one = bt.one, words = bt.words, page = bt.page, say = bt.say, make = bt.make;
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
			if (hit.one.i) make("p", hit.one.i, item);
			make("p", hit.one.x.slice(0, 140).replace(/\s\S*$/, "…"), item);
		});
		if (!hits.length) make("li", words.none, list);
		say(hits.length + " " + words.results);
	}
	field.addEventListener("input", find);
	var asked = new URLSearchParams(location.search).get("q");
	if (asked) { field.value = asked; find(); }
})();
