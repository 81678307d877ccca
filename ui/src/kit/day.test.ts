import { expect, test } from "vitest";
import { fileName } from "../start/fileName";
import { readDay } from "./day";

test("days are read the way people type them", () => {
	for (const typed of ["27/02/2021", "27-2-2021", " 27.2.21 "]) {
		expect(readDay(typed)).toBe("2021-02-27");
	}
	expect(readDay("")).toBeNull();
	expect(readDay("30/02/2021")).toBeUndefined();
	expect(readDay("2021-02-27")).toBeUndefined();
});

test("a bulletin's file is named without accents", () => {
	expect(fileName("Bản tin Hậu Giang")).toBe("ban-tin-hau-giang.bantin");
	expect(fileName("Đường sắt!")).toBe("duong-sat.bantin");
	expect(fileName("…")).toBe("ban-tin.bantin");
});
