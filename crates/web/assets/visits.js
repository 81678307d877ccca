// Visits: numbers come from the counter or are not shown at all, but for those known when
// the page was made, which say of what day they are. A reader who asks not to be tracked
// is not counted. Nothing but the article's identity and title is sent.
"use strict";
(function () {
	var page = bt.page, at = page.counter, id = page.ids[0], path = "/" + id, now = new Date();
	var quiet = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
	var counts = page.article && !quiet, enc = encodeURIComponent;

	function ask(address, how) {
		return fetch(at + address, Object.assign({ credentials: "omit" }, how)).then(function (answer) {
			// GoatCounter says 404, and a count of 0, of what nobody has read.
			if (!answer.ok && answer.status !== 404) throw answer.status;
			return answer.json();
		});
	}
	function post(address, body) {
		return ask(address, {
			method: "POST", keepalive: true,
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(body)
		});
	}
	function show(place, number) {
		if (!place || typeof number !== "number" || isNaN(number)) return;
		var row = place.parentNode, old = row.querySelector(".as-of");
		place.textContent = new Intl.NumberFormat(document.documentElement.lang).format(number);
		if (old) old.remove();
		row.hidden = row.closest("[data-bt]").hidden = false;
	}
	function views(number) {
		if (page.article) show(document.querySelector("[data-bt=views]>span"), number);
	}
	function stat(name) {
		return function (number) { show(document.querySelector("[data-stat=" + name + "]"), number); };
	}
	// Several questions at once: what fails leaves only its own row.
	function all(asked) {
		asked.forEach(function (one) { one.catch(function () {}); });
	}

	// HERE stands what this kind of counter is asked.
	Promise.resolve(asked()).catch(function () {});
})();
