/** Long stretches that did not change, cut to their ends. */
import type { PieceView } from "../backend/wire";

/** Letters of an unchanged stretch that are shown beside a change. */
const BESIDE = 80;

/** Keeps what changed whole, and of the rest only what stands beside it. */
export function shortened(pieces: readonly PieceView[]): PieceView[] {
	return pieces.map((piece, index) => {
		if (piece.kind !== "same") return piece;
		const begins = index === 0 ? "" : head(piece.text);
		const ends = index === pieces.length - 1 ? "" : tail(piece.text);
		if (begins.length + ends.length + 10 >= piece.text.length) return piece;
		return { kind: "same", text: `${begins}… ${ends}` };
	});
}

const head = (text: string): string => text.slice(0, BESIDE).replace(/\S*$/, "");
const tail = (text: string): string => text.slice(-BESIDE).replace(/^\S*\s*/, "");
