/**
 * Keeps a text field as tall as its words: what somebody wrote is never cut.
 *
 * An attachment. It looks again when the words, the width or the faces change.
 */
export function grow(field: HTMLTextAreaElement): () => void {
	let width = 0;

	function fit(): void {
		field.style.height = "auto";
		// Padding is part of it, the border is not.
		field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
	}

	// The height is our own doing: only another width is news.
	const watcher = new ResizeObserver(() => {
		if (field.clientWidth === width) return;
		width = field.clientWidth;
		requestAnimationFrame(fit);
	});
	watcher.observe(field);
	field.addEventListener("input", fit);
	document.fonts?.addEventListener("loadingdone", fit);
	fit();
	return () => {
		watcher.disconnect();
		field.removeEventListener("input", fit);
		document.fonts?.removeEventListener("loadingdone", fit);
	};
}
