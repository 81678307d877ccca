import { expect, test } from "vitest";
import { setTyped } from "./typography";

/** Types a line sign by sign, as the editor sets it. */
function type(line: string): string {
	let text = "";
	for (const sign of line) {
		const setting = setTyped(text, sign);
		text = setting ? text.slice(0, text.length - setting.drop) + setting.put : text + sign;
	}
	return text;
}

function check(typed: string, expected: string): void {
	expect(type(typed)).toBe(expected);
}

test("quotes open before words and close behind them", () => {
	check('Ông nói: "Liên kết vùng"', "Ông nói: “Liên kết vùng”");
	check('("a", "b")', "(“a”, “b”)");
	check("the '90s, it's", "the ‘90s, it’s");
	check("\"'trong' ngoài\"", "“‘trong’ ngoài”");
});

test("dashes and the ellipsis are made of what the keyboard has", () => {
	check("Cần Thơ - Hậu Giang", "Cần Thơ – Hậu Giang");
	check("2021--2025", "2021–2025");
	check("a---b", "a—b");
	check("Thế mà...", "Thế mà…");
});

test("what is meant stays", () => {
	check("kinh tế-xã hội", "kinh tế-xã hội");
	check("- một dòng", "- một dòng");
	check("v.v.", "v.v.");
	check("5 km", "5 km");
});
