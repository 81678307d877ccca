/** Fetches the editor, the largest part of the interface, apart from the window's first frame. */
import type { Component } from "svelte";
import type Story from "./Story.svelte";

type Props = typeof Story extends Component<infer Given> ? Given : never;

export function loadStory(): Promise<Component<Props>> {
	return import("./Story.svelte").then((module) => (loadStory.there = module.default as Component<Props>));
}

/** The editor once it was fetched. */
loadStory.there = undefined as Component<Props> | undefined;
