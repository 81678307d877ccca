/** What a bulletin changes in its design: fields of the series with a panel of their own. */
import type { FieldView } from "../backend/wire";

/** The panel has them, so the imprint has not. */
export const DESIGN_KEYS: readonly string[] = ["design", "trim", "logo", "first_colour", "second_colour", "faces", "columns", "margins"];

export const isOfDesign = ({ key }: FieldView): boolean => DESIGN_KEYS.includes(key);

/** Page sizes people ask for, as the field takes them. */
export const TRIMS: readonly string[] = ["190x270", "210x297", "148x210", "200x280", "160x240"];

/** `190x270` as people write it. */
export const trimWords = (trim: string): string => {
	const named: Record<string, string> = { "210x297": "A4", "148x210": "A5" };
	const size = `${trim.replace("x", " × ")} mm`;
	return named[trim] ? `${named[trim]} (${size})` : size;
};

export type Side = "top" | "bottom" | "inner" | "outer";
export const MARGIN_SIDES: readonly Side[] = ["top", "bottom", "inner", "outer"];

/** Four margins out of the field, empty where it says nothing. */
export function marginsOf(value: string): Record<Side, string> {
	const [top = "", bottom = "", inner = "", outer = ""] = value.trim().split(/\s+/);
	return { top, bottom, inner, outer };
}

/** The field for four margins; `null` while one of them is still missing. */
export function marginsField(margins: Record<Side, string>): string | null {
	const parts = MARGIN_SIDES.map((side) => margins[side].trim().replace(",", "."));
	if (parts.every((part) => part === "")) return "";
	return parts.every((part) => /^\d+(\.\d+)?$/.test(part)) ? parts.join(" ") : null;
}
