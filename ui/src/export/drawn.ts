/** Outputs that no page of the issue gives a picture of: each has a drawing. */
import type { Output } from "../backend/wire";

const DRAWN = ["web", "site", "epub", "wxr", "social", "script", "print-html"] as const;

export type Drawn = (typeof DRAWN)[number];

export function isDrawn(output: Output): output is Drawn {
	return (DRAWN as readonly Output[]).includes(output);
}
