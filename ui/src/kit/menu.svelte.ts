/** A menu that is open somewhere: its entries and where it hangs. */
import type { Component } from "svelte";

export interface Entry {
	label: string;
	run: () => unknown;
	/** Keys that do the same, as people read them. */
	keys?: string;
	/** A second, quiet line. */
	line?: string;
	icon?: Component;
	/** Set for one choice of several. */
	checked?: boolean;
	/** Begins a new group. */
	divided?: boolean;
	testid?: string;
}

export interface Anchor {
	left: number;
	top: number;
	/** Top of the thing the menu hangs from, to open upwards when there is no room. */
	above: number;
	right?: number;
}

export interface OpenMenu {
	label: string;
	anchor: Anchor;
	entries: Entry[];
	/** A key that was pressed in the menu; returns whether it is done with it. */
	onkey?: (event: KeyboardEvent) => boolean;
}

/** The one menu that may be open in the window. */
class Menus {
	open = $state.raw<OpenMenu | null>(null);
	#back: HTMLElement | null = null;

	show(menu: OpenMenu): void {
		if (this.open === null) {
			this.#back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
		}
		this.open = menu;
	}

	/** Hangs a menu from a button. */
	from(button: Element, label: string, entries: Entry[]): void {
		const box = button.getBoundingClientRect();
		this.show({
			label,
			entries,
			anchor: { left: box.left, top: box.bottom + 4, above: box.top - 4, right: box.right },
		});
	}

	/** Opens a context menu where the pointer is, or at the element with the keyboard. */
	at(event: MouseEvent, label: string, entries: Entry[]): void {
		event.preventDefault();
		const element = event.currentTarget as Element;
		if (event.clientX === 0 && event.clientY === 0) this.from(element, label, entries);
		else {
			const { clientX: left, clientY: top } = event;
			this.show({ label, entries, anchor: { left, top, above: top } });
		}
	}

	close(refocus = true): void {
		this.open = null;
		if (refocus) this.#back?.focus();
		this.#back = null;
	}

	choose(entry: Entry): void {
		this.close();
		entry.run();
	}
}

export const menus = new Menus();
