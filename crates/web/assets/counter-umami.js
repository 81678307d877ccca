// Umami gives figures by the code of a shared page; without one nothing is shown.
function asked() {
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
