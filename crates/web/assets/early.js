// Runs before the first paint: what the reader chose last time.
// Nothing but how a reader likes to read is ever stored, and nothing is sent.
(function (root) {
	root.classList.add("js");
	try {
		var size = localStorage.getItem("bt-fs"), theme = localStorage.getItem("bt-theme");
		if (size) root.dataset.fs = size;
		if (theme) root.dataset.theme = theme;
	} catch (refused) {}
})(document.documentElement);
