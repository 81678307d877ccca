/** What a bulletin changes in its design, in English. */
export const design = {
	title: "Design",
	open: "Design…",
	line: "Changes show on the pages at once and can be undone. What is empty follows the design.",
	asDesigned: "As designed",
	asDesignedNow: (now: string) => `As designed (${now})`,
	noLogo: "None",
	logoLine: "Drop the file of the emblem on the window, then choose it here.",
	pick: (name: string) => `${name}: choose a colour`,
	sides: { top: "Top", bottom: "Bottom", inner: "Inner", outer: "Outer" },
	marginsLine: "The inner margin is at the spine.",
	fourMargins: "The pages change when all four margins are told.",
};
