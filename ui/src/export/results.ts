/** What an export left in its folder, as a person finds it there. */

export interface Result {
	name: string;
	path: string;
}

/** Files of the folder itself and its subfolders, each once; not what lies inside them. */
export function topLevel(folder: string, files: readonly string[]): Result[] {
	const found = new Map<string, string>();
	for (const file of files) {
		if (!file.startsWith(folder)) {
			found.set(file.split(/[/\\]/).at(-1) ?? file, file);
			continue;
		}
		const inside = file.slice(folder.length).replace(/^[/\\]+/, "");
		const name = inside.split(/[/\\]/)[0] ?? inside;
		const path = file.slice(0, file.length - inside.length + name.length);
		found.set(name === inside ? name : `${name}/`, path);
	}
	return [...found].map(([name, path]) => ({ name, path }));
}
