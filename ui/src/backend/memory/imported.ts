/** What a file of words gives, as the stand-in tells it. */
import type { ImportChoices, ImportedFile, LegacyOffer, Pasted } from "../wire";

const OLD = "N«ng d©n tróng mïa khãm CÇu §óc";
const NEW = "Nông dân trúng mùa khóm Cầu Đúc";

const offer = (accepted: boolean): LegacyOffer => ({
	encoding: "TCVN3 (ABC)",
	before: OLD,
	after: NEW,
	characters: 8154,
	capitalsLost: true,
	accepted,
});

/** Words alone; those of the one sentence in an old encoding are asked about. */
export function pasted(html: string, convert: boolean | null): Pasted {
	const page = new DOMParser().parseFromString(html, "text/html");
	const text = (page.body.textContent ?? "").trim();
	const offers = text.includes(OLD) ? [offer(convert === true)] : [];
	const shown = convert === true ? text.replace(OLD, NEW) : text;
	const content = [{ type: "paragraph", content: shown === "" ? [] : [{ type: "text", text: shown }] }];
	return { body: { type: "doc", content }, line: page.querySelector("img") ? "1" : null, offers };
}

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
	return {
		source,
		drafts: choices.split ? Array.from({ length: articles }, () => draft) : [draft],
		articles,
		totals: { characters: 8254, keptCharacters: 8250, droppedCharacters: 4, pictures: 2, keptPictures: 2 },
		offers: isOld ? [offer(choices.convertLegacy)] : [],
	};
}
