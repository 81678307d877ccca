// GoatCounter counts visitors, by days in UTC, and writes numbers as people read them:
// 1 234. Who is online it does not know.
function asked() {
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
}
