/** Publishing the web package to a server. */
import { number } from "./number";

const size = (bytes: number): string =>
	bytes < 10_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(Math.round(bytes / 100_000) / 10)} MB`;
const files = (count: number): string => (count === 1 ? "1 file" : `${number(count)} files`);

export const publish = {
	title: "Publish",
	open: "Publish to a server…",
	line: "Sends the exported web package to a server, only what changed.",
	place: "Where",
	elsewhere: "Another place…",
	address: "Address",
	addressHint: "sftp://user@host/folder",
	addressLine: "Also: https://user@host/folder (WebDAV), s3://key@host/bucket/folder.",
	password: "Password",
	passwordKept: "empty: from the keychain of this computer",
	passwordLine: "It never stands in the bulletin or in a file.",
	keep: "Keep this place as",
	keepHint: "optional, such as: portal",
	forget: "Forget this place",
	package: "Web package",
	noPackage: "No folder chosen",
	tryOut: "Test connection",
	preview: "Preview",
	start: "Publish",
	unknown: (host: string) => `${host} was not seen before. Compare this fingerprint with what the server’s people say:`,
	accept: "Yes, accept this key",
	clear: "Send all the same although the way is not encrypted",
	replace: "What stands there may be replaced",
	trying: "Connecting",
	checking: "Comparing",
	sending: "Sending",
	removing: "Removing",
	tried: "Connected, and files can be written.",
	would: (send: number, bytes: number, remove: number, same: number) =>
		`Would send ${files(send)} (${size(bytes)}), remove ${number(remove)}, leave ${number(same)}.`,
	nothing: "Everything stands there already.",
	done: (send: number, bytes: number, remove: number, same: number) =>
		`Sent ${files(send)} (${size(bytes)}), removed ${number(remove)}, left ${number(same)}.`,
	resumes: "An earlier upload was interrupted; this one goes on.",
	changes: "What would change",
	fresh: "new",
	changed: "changed",
	gone: "removed",
	forbidden: "Your office does not let anybody publish from this computer.",
	cancelled: "Stopped. What was sent stays; publish again and it goes on.",
};
