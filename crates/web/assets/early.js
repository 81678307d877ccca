// Runs before the first paint: what the reader chose last time.
// Nothing but how a reader likes to read is ever stored, and nothing is sent.
(function (root) {
	root.classList.add("js");
	try {
		var size = localStorage.getItem("bt-fs"), theme = localStorage.getItem("bt-theme"), width = localStorage.getItem("bt-width");
		if (size) root.dataset.fs = size;
		if (theme) root.dataset.theme = theme;
		if (width) root.dataset.width = width;
	} catch (refused) {}
})(document.documentElement);
