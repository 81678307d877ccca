/** Replacing words in the story, in Vietnamese. */
import { number } from "./number";

export const replace = {
	by: "Thay bằng",
	one: "Thay",
	all: "Thay hết",
	done: (count: number) => `Đã thay ${number(count)} chỗ`,
};
