/** A story that is dragged through the outline: from the press to where it is let go. */
import { type Drop, dropAt, linesIn } from "./drag";

/** From here a press is a drag, not a click. */
const SLACK = 5;
/** So near an edge the list scrolls along. */
const EDGE = 28;

export class Dragging {
	id = $state<string | null>(null);
	drop = $state.raw<Drop | null>(null);
	/** The click that ends a drag chooses nothing. */
	ended = false;
	#grabbed: { id: string; section: number | null; place: number; x: number; y: number } | null = null;

	/** The pointer goes down on a story, so many places down in its section. */
	grab(event: PointerEvent, id: string, section: number | null, place: number): void {
		this.ended = false;
		if (event.button === 0) this.#grabbed = { id, section, place, x: event.clientX, y: event.clientY };
	}

	over(event: PointerEvent, list: HTMLElement): void {
		const grabbed = this.#grabbed;
		if (!grabbed) return;
		if (event.buttons === 0) return this.letGo();
		if (this.id === null) {
			if (Math.hypot(event.clientX - grabbed.x, event.clientY - grabbed.y) < SLACK) return;
			this.id = grabbed.id;
		}
		const box = list.getBoundingClientRect();
		if (event.clientY < box.top + EDGE) list.scrollTop -= 8;
		else if (event.clientY > box.bottom - EDGE) list.scrollTop += 8;
		this.drop = dropAt(linesIn(list), event.clientY - box.top + list.scrollTop, grabbed);
	}

	letGo(): void {
		this.#grabbed = null;
		this.id = null;
		this.drop = null;
	}

	/** Ends it; tells what goes where. */
	end(): { id: string; to: Drop } | null {
		const { id, drop: to } = this;
		this.ended = id !== null;
		this.letGo();
		return id !== null && to !== null ? { id, to } : null;
	}
}
