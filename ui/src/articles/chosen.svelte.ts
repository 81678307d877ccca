/** Several stories chosen in the outline: a span with Shift, one by one with Ctrl. */

interface Keys {
	shiftKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
}

export class Chosen {
	#ids = $state.raw<readonly string[]>([]);
	/** Where a span begins. */
	#from: string | null = null;

	/** What is chosen with the selected story; it alone when the selection went elsewhere. */
	with(selected: string | null, order: readonly string[]): string[] {
		if (selected === null) return [];
		if (!this.#ids.includes(selected)) return [selected];
		return order.filter((id) => this.#ids.includes(id));
	}

	/** Chooses a story as the keys say; returns the one to be selected. */
	choose(id: string, { shiftKey, ctrlKey, metaKey }: Keys, selected: string | null, order: readonly string[]): string {
		const before = this.with(selected, order);
		const from = order.indexOf(this.#from !== null && before.includes(this.#from) ? this.#from : (selected ?? ""));
		const to = order.indexOf(id);
		if (shiftKey && from >= 0 && to >= 0) {
			this.#from = order[from] ?? null;
			this.#ids = order.slice(Math.min(from, to), Math.max(from, to) + 1);
			return id;
		}
		this.#from = id;
		if ((ctrlKey || metaKey) && to >= 0) {
			const rest = before.filter((each) => each !== id);
			const left = before.includes(id) && rest.length > 0;
			this.#ids = left ? rest : [...rest, id];
			return left && id === selected ? (rest[0] ?? id) : left ? (selected ?? id) : id;
		}
		this.#ids = [id];
		return id;
	}
}
