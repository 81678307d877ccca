import type { BulletinView, SectionView, StoryView } from "../backend/wire";

/** A section with its stories; stories of no section stand under `null`. */
export interface SectionStories {
	section: SectionView | null;
	stories: StoryView[];
}

/** The stories of the issue by section, each in reading order; those of none come last. */
export function bySection({ sections, stories }: BulletinView): SectionStories[] {
	const of = (id: number | null) => stories.filter(({ section }) => section === id);
	const unsorted = of(null);
	return [
		...sections.map((section) => ({ section, stories: of(section.id) })),
		...(unsorted.length > 0 ? [{ section: null, stories: unsorted }] : []),
	];
}
