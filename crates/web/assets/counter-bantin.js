// Bantin's own counter, or any that keeps its contract: one question, one answer.
function asked() {
	return (counts ? post("/v1/hit", { id: id }) : ask("/v1/stats?ids=" + page.ids.join(","))).then(function (stats) {
		views((stats.views || {})[id]);
		["online", "today", "month", "total"].forEach(function (name) { stat(name)(stats[name]); });
	});
}
