// Files from elsewhere come in through the real app: compared, converted, split, looked at.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { openStory, toEndOfBody } from "./page.mjs";
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

/** The sample, the caret behind the last word of its story. */
async function writing(name) {
  const file = stage.inside(`${name}.bantin`);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  window = await stage.window(file);
  await openStory(window);
  return toEndOfBody(window);
}

const written = (selector) =>
  window.run(`return [...document.querySelectorAll('[data-testid="editor-body"] ' + arguments[0])].map((e) => e.textContent.trim())`, selector);

test("words, a list and a picture of Word are pasted, and one undo takes them back", { timeout: 240_000 }, async () => {
  await writing("dan-tu-word");
  const before = (await written("p")).length;
  const picture = path.join(import.meta.dirname, "..", "..", "samples", "hall.jpg");
  await stage.copies(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
    <p class=MsoNormal>Đoạn <b>dán</b> từ Word.<o:p></o:p></p>
    <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Việc thứ nhất</p>
    <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Việc thứ hai</p>
    <p class=MsoNormal><img src="file://${picture}"></p></body></html>`);
  await window.press(KEY.control, "v");
  await window.until("the words stand there", async () => (await written("p")).some((each) => each.endsWith("Đoạn dán từ Word.")), 30_000);
  assert.ok((await written("strong")).includes("dán"));
  assert.deepEqual((await written("li")).slice(-2), ["Việc thứ nhất", "Việc thứ hai"]);
  await window.until("the picture is told", () =>
    window.run(`return [...document.querySelectorAll("[data-testid=notice]")].some((e) => /Đã chép 1 ảnh/.test(e.innerText))`));
  await window.until("undo takes the words back", async () => {
    await window.click("undo");
    return (await written("p")).length === before;
  });
});

test("pasted text in an old encoding is shown before and after, and comes in as told", { timeout: 240_000 }, async () => {
  await writing("dan-bang-ma-cu");
  await stage.copies("<p><font face='.VnTime'>Héi nghÞ s¬ kÕt ch&shy;¬ng tr×nh hîp t¸c</font></p>");
  await window.press(KEY.control, "v");
  await window.find("paste-legacy", 30_000);
  const asked = await dialog();
  assert.match(asked, /Héi nghÞ s¬ kÕt/);
  assert.match(asked, /Hội nghị sơ kết chương trình hợp tác/);
  await window.press(KEY.escape);
  await window.until("the question is gone", async () => !(await window.look("paste-legacy")));
  assert.ok(!(await written("p")).some((each) => /nghÞ|sơ kết chương/.test(each)), "nothing came in");

  await toEndOfBody(window);
  await window.press(KEY.control, "v");
  await window.find("paste-legacy", 30_000);
  await window.click("paste-convert");
  await window.until("it stands there in Unicode", async () =>
    (await written("p")).some((each) => each.endsWith("Hội nghị sơ kết chương trình hợp tác")));
});
