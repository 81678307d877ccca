import { expect, test } from "vitest";
import { marginsField, marginsOf, trimWords } from "./design";

test("margins are saved when all four are told, or none", () => {
	expect(marginsField(marginsOf("17.5 13 14 12"))).toBe("17.5 13 14 12");
	expect(marginsField({ top: "17,5", bottom: "13", inner: "14", outer: "12" })).toBe("17.5 13 14 12");
	expect(marginsField({ top: "17", bottom: "", inner: "14", outer: "12" })).toBeNull();
	expect(marginsField({ top: "17", bottom: "mười", inner: "14", outer: "12" })).toBeNull();
	expect(marginsField(marginsOf(""))).toBe("");
});

test("page sizes are told as people write them", () => {
	expect(trimWords("190x270")).toBe("190 × 270 mm");
	expect(trimWords("210x297")).toBe("A4 (210 × 297 mm)");
});
