/** What a file of words gives, as the stand-in tells it. */
import type { ImportChoices, ImportedFile } from "../wire";

/** A name with `tcvn3` is a file in an old encoding, one with `hai-bai` holds two articles. */
export function imported(source: string, choices: ImportChoices): ImportedFile {
	const isOld = source.includes("tcvn3");
	const articles = source.includes("hai-bai") ? 2 : 1;
	const draft = {
		title: isOld && !choices.convertLegacy ? "N«ng d©n tróng mïa khãm" : "Nông dân trúng mùa khóm",
		lead: "",
		bylines: ["Đan Phượng"],
		source: "",
		captions: ["Ông Bảy bên ruộng khóm sắp thu hoạch", ""],
		guessed: ["Tít", "Tác giả", "Chú thích ảnh"],
	};
	const offer = {
		encoding: "TCVN3 (ABC)",
		before: "N«ng d©n tróng mïa khãm CÇu §óc",
		after: "Nông dân trúng mùa khóm Cầu Đúc",
		characters: 8154,
		capitalsLost: true,
		accepted: choices.convertLegacy,
	};
	return {
		source,
		drafts: choices.split ? Array.from({ length: articles }, () => draft) : [draft],
		articles,
		totals: { characters: 8254, keptCharacters: 8250, droppedCharacters: 4, pictures: 2, keptPictures: 2 },
		offers: isOld ? [offer] : [],
	};
}
