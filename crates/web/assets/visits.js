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

	var kinds = {
		bantin: function () {
			return (counts ? post("/v1/hit", { id: id }) : ask("/v1/stats?ids=" + page.ids.join(","))).then(function (stats) {
				views((stats.views || {})[id]);
				["online", "today", "month", "total"].forEach(function (name) { stat(name)(stats[name]); });
			});
		},
		// Counts visitors, by days in UTC; writes numbers as people read them: 1 234.
		goatcounter: function () {
			function count(name, since) {
				return ask("/counter/" + enc(name) + ".json" + since).then(function (answer) {
					return parseInt(String(answer.count).replace(/\D/g, ""), 10);
				});
			}
			var day = now.toISOString().slice(0, 10), hit = "/count?p=" + enc(path) + "&t=" + enc(document.title);
			if (counts) fetch(at + hit, { credentials: "omit", keepalive: true }).catch(function () {});
			all([
				count("TOTAL", "").then(stat("total")),
				count("TOTAL", "?start=" + day).then(stat("today")),
				count("TOTAL", "?start=" + day.slice(0, 8) + "01").then(stat("month"))
			]);
			return page.article && count(path, "").then(views);
		},
		// Figures come by the code of a shared page; without one nothing is shown.
		umami: function () {
			var payload = { website: page.website, hostname: location.hostname, url: path, title: document.title };
			if (counts) post("/api/send", { type: "event", payload: payload }).catch(function () {});
			return page.share && ask("/api/share/" + enc(page.share)).then(function (shared) {
				var headers = { "x-umami-share-token": shared.token, "x-umami-share-context": "1" };
				function site(what) { return ask("/api/websites/" + shared.websiteId + what, { headers: headers }); }
				function sum(what, since, only) {
					return site("/stats?startAt=" + since + "&endAt=" + Date.now() + only).then(function (stats) {
						return stats[what] && stats[what].value !== undefined ? stats[what].value : stats[what];
					});
				}
				var year = now.getFullYear(), month = now.getMonth();
				all([
					sum("visits", 0, "").then(stat("total")),
					sum("visits", +new Date(year, month, now.getDate()), "").then(stat("today")),
					sum("visits", +new Date(year, month, 1), "").then(stat("month")),
					site("/active").then(function (active) { stat("online")(active.visitors); })
				]);
				// The filter by page has had two names.
				return page.article && sum("pageviews", 0, "&path=" + enc(path) + "&url=" + enc(path)).then(views);
			});
		}
	};
	Promise.resolve(kinds[page.kind]()).catch(function () {});
})();
