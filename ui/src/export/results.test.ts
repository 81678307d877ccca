import { expect, test } from "vitest";
import { topLevel } from "./results";

test("a folder of many files is one result", () => {
	const files = ["/ra/press.pdf", "/ra/web/index.html", "/ra/web/anh/a.jpg", "/ra/web.zip"];
	expect(topLevel("/ra", files)).toEqual([
		{ name: "press.pdf", path: "/ra/press.pdf" },
		{ name: "web/", path: "/ra/web" },
		{ name: "web.zip", path: "/ra/web.zip" },
	]);
});

test("Windows paths are understood", () => {
	expect(topLevel("C:\\ra", ["C:\\ra\\web\\index.html"])).toEqual([
		{ name: "web/", path: "C:\\ra\\web" },
	]);
});
