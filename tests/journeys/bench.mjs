// Measures the window: prints `name<tab>milliseconds`, one measure a line.
//
// First frame: from the start of the process to the first contentful paint.
// Key press: from the key's event to the second animation frame after the sheet that
// follows from it is on its canvas, 500 keys at 120 ms.

import fs from "node:fs";
import { KEY } from "./driver.mjs";
import { openStory, sheets, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const STARTS = 5;
const KEYS = Number(process.env.BANTIN_KEYS ?? 500);
const EVERY = 120;
const TEXT = "hậu giang mùa nước nổi ";

/**
 * Notes each key, and answers the oldest one when a new sheet is on screen.
 *
 * Beside the whole way it notes the stages of it: the edit and the sheets as the page
 * waits for the program, the picture until its pixels are there, and what is left for
 * showing it.
 */
const WATCH = `
  window.benchTook = [];
  window.benchStages = {};
  let waiting, fetched;
  const note = (stage, since) =>
    (window.benchStages[stage] ??= []).push(performance.now() - since);
  const plain = window.fetch;
  window.fetch = async function (address, ...rest) {
    const since = performance.now();
    const [, scheme, path] = /^(ipc|sheet):\\/\\/[^/]*\\/(.*)$/.exec(address) ?? [];
    const answer = await plain.call(this, address, ...rest);
    if (scheme === undefined) return answer;
    for (const kind of ["json", "arrayBuffer"]) {
      const read = answer[kind].bind(answer);
      answer[kind] = async () => {
        const result = await read();
        note(scheme === "ipc" ? path : "picture", since);
        if (scheme === "sheet") fetched = performance.now();
        return result;
      };
    }
    return answer;
  };
  addEventListener("keydown", () => { waiting ??= performance.now(); }, true);
  // The fingerprint is written with the pixels.
  new MutationObserver((changes) => {
    const since = waiting, arrived = fetched;
    if (since === undefined || !changes.some(({ target }) => target.tagName === "CANVAS")) return;
    waiting = undefined;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.benchTook.push(performance.now() - since);
      if (arrived !== undefined) note("show", arrived);
    }));
  }).observe(document.body, { subtree: true, attributeFilter: ["data-fingerprint"] });
`;

/** What the page asks for on the way from a key to its sheet. */
const STAGES = { edit_article: "edit", sheets: "sheets", picture: "picture", show: "show" };

const stage = await Stage.open();
try {
  const file = stage.inside("m.bantin");
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);

  const frames = [];
  for (let run = 0; run < STARTS; run += 1) {
    const window = await stage.window(file);
    await window.find("surface-articles");
    frames.push(await firstFrame(window));
    await window.close();
  }
  report("first frame of the window", middle(frames));

  const window = await stage.window(file);
  await openStory(window);
  await window.until("a sheet is shown", async () => (await sheets(window)).length > 0, 120_000);
  await toEndOfBody(window);
  await window.type(await toEndOfBody(window), KEY.end);
  await window.run(WATCH);
  await window.allow(KEYS * EVERY * 2 + 60_000);
  // Keys are real input events; the pauses between them belong to the driver.
  for (let key = 0; key < KEYS; key += 1) {
    const next = Date.now() + EVERY;
    await window.press([...TEXT][key % [...TEXT].length]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const took = (await window.run("return window.benchTook")).sort((a, b) => a - b);
  if (took.length === 0) throw new Error("no sheet followed the typing");
  report("keys answered by a sheet", took.length);
  report("key press to changed sheet, median", middle(took));
  report("key press to changed sheet, p95", late(took));
  const stages = await window.run("return window.benchStages");
  for (const [stage, name] of Object.entries(STAGES)) {
    const times = stages[stage] ?? [];
    if (times.length === 0) continue;
    report(`  ${name}, median`, middle(times));
    report(`  ${name}, p95`, late(times));
  }
  await window.close();
} finally {
  await stage.close();
}

/** Milliseconds from the start of the app's process to its first contentful paint. */
async function firstFrame(window) {
  const painted = await window.until("something is painted", () =>
    window.run(
      `const paint = performance.getEntriesByName("first-contentful-paint")[0];
       return paint && performance.timeOrigin + paint.startTime`,
    ),
  );
  return painted - startOf(process.env.BANTIN_DESKTOP);
}

/** When the newest process of a program started, in milliseconds since 1970. */
function startOf(program) {
  const bootAt =
    Number(/^btime (\d+)$/m.exec(fs.readFileSync("/proc/stat", "utf8"))[1]) * 1000;
  const uptime = Number(fs.readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  // The boot time is whole seconds; the clock and the time since boot tell it better.
  const boot = Math.abs(Date.now() - uptime - bootAt) < 2_000 ? Date.now() - uptime : bootAt;
  const starts = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (fs.readlinkSync(`/proc/${pid}/exe`) !== fs.realpathSync(program)) return [];
        const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
        // The 22nd field, in hundredths of a second since boot.
        return [Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]) * 10];
      } catch {
        return [];
      }
    });
  return boot + Math.max(...starts);
}

function middle(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function late(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

function report(name, number) {
  console.log(`${name}\t${Math.round(number)}`);
}
