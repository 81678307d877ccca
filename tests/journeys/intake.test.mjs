// Files from elsewhere come in through the real app: compared, converted, split, looked at.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { Stage } from "./stage.mjs";

const FIXTURES = path.join(import.meta.dirname, "..", "..", "crates", "intake", "tests", "fixtures");

let stage;
let window;

before(async () => {
  stage = await Stage.open();
});
afterEach(async (context) => {
  if (!window) return;
  await stage.leave(window, context);
  window = undefined;
});
after(() => stage.close());

/** The sample with these fixtures behind "Import". */
async function importing(name, fixtures) {
  const folder = stage.inside(name);
  fs.mkdirSync(folder);
  for (const fixture of fixtures) fs.copyFileSync(path.join(FIXTURES, fixture), path.join(folder, fixture));
  const file = stage.inside(`${name}.bantin`);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  window = await stage.window(file, { IMPORT: folder });
  await window.find("issue-menu");
  await window.press(KEY.control, "i");
  await window.find("import-report", 60_000);
}

const dialog = () => window.run(`return document.querySelector('dialog[open]').innerText`);
const stories = () =>
  window.run(`return [...document.querySelectorAll('[data-testid^="story-"]')].map(e => e.innerText).join("\\n")`);

test("an old encoding is shown before and after, and converted only when told", { timeout: 240_000 }, async () => {
  await importing("bang-ma-cu", ["legacy-24.rtf", "merged-15.odt"]);
  const asked = await dialog();
  assert.match(asked, /Chưa có gì vào bản tin/);
  assert.match(asked, /TCVN3/);
  assert.match(asked, /Dọc hai bờ kênh/, "as it reads afterwards");
  assert.doesNotMatch(await stories(), /Thanh niên tình nguyện/, "nothing is in yet");

  await window.click("import-convert");
  await window.until("it came in", async () => /^2 bài/m.test(await dialog()), 60_000);
  const told = await dialog();
  assert.match(told, /Đã chuyển \d+ ký tự từ bảng mã TCVN3/);
  assert.match(told, /cũng vậy/, "many paragraphs changed alike are one row");
  await window.click("import-close");
  await window.until("both are in the issue", async () => {
    const all = await stories();
    return /TRƯỜNG TRUNG HỌC/i.test(all) && /Thanh niên tình nguyện/.test(all);
  });
});

test("a file that holds several stories is split when told, and once", { timeout: 240_000 }, async () => {
  await importing("nhieu-bai", ["several-17.docx"]);
  assert.match(await dialog(), /1 bài/);
  await window.click("import-split");
  await window.until("they came in", async () => /^2 bài và/m.test(await dialog()), 60_000);
  const told = await dialog();
  const titles = [...told.matchAll(/^Tít\n(.+)$/gm)].map((found) => found[1]);
  assert.ok(titles.length > 1, told);
  await window.click("import-close");
  await window.until("each stands in the issue once", async () => {
    const all = await stories();
    return titles.every((title) => all.split(title.slice(0, 12)).length === 2);
  });
  const failed = await window.run(`return [...document.querySelectorAll("[data-testid=failure]")].map(e => e.innerText)`);
  assert.deepEqual(failed, [], "the story that was taken back is asked for no more");
});
