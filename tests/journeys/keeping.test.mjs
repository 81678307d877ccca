// What was kept, in the real app: searching all issues, versions, a file that is open
// elsewhere, a file that another program changes.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { openStory, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const BANTIN = path.join(path.dirname(process.env.BANTIN_DESKTOP), "bantin");
const DOWN = "\uE015";

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

function copy(name) {
  const file = stage.inside(name);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  return file;
}

const bantin = (...words) =>
  execFileSync(BANTIN, words, { env: { ...process.env, BANTIN_LANG: "vi" }, encoding: "utf8" });

const title = () =>
  window.run("return document.querySelector('[data-testid=\"story-title\"]')?.value ?? document.querySelector('[data-testid=\"editor-title\"]')?.textContent");
const said = (id) =>
  window.run("return [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"]`)].map((e) => e.textContent)", id);
const settled = () => new Promise((done) => setTimeout(done, 700));

test("a story is found in another issue, without accents, and opens there", { timeout: 180_000 }, async () => {
  const file = copy("tim.bantin");
  bantin("issue", file, "--number", "10", "--date", "2021-03-27");
  window = await stage.window(file);
  await window.find("issue-menu");
  await window.press(KEY.control, "\uE008", "f");
  await window.type(await window.find("search-query"), "hau giang");
  await window.until("it is found", async () => (await said("search-hit")).length > 0);
  const [first] = await said("search-hit");
  assert.match(first, /Số 9/);
  await window.press(DOWN);
  await window.press(KEY.enter);
  await window.until("its issue is shown", async () => (await said("issue-menu"))[0].includes("Số 9"));
  await window.find("editor-body");
});

test("a version is kept, compared and gone back to, and that is one step", { timeout: 240_000 }, async () => {
  const file = copy("ban.bantin");
  window = await stage.window(file);
  const story = await openStory(window);
  await window.press(KEY.control, "s");
  await window.type(await window.find("version-name"), "Bản trình ký");
  await window.click("version-keep");
  await window.until("it is listed", async () => (await said("version")).some((each) => each.includes("Bản trình ký")));
  await window.press(KEY.escape);
  await window.type(await toEndOfBody(window), "Chữ thêm sau. ");
  await settled();
  await window.press(KEY.control, "s");
  await window.until("the list is there", async () => (await said("version")).length > 0);
  await window.click("version");
  await window.until("the words are told", async () => (await said("compared")).some((each) => each.includes("Chữ thêm sau.")));
  await window.click("version-restore");
  await window.until("nothing differs", async () => (await said("compared")).length === 0);
  await window.press(KEY.escape);
  const text = () => said("editor-body");
  await window.click(story);
  await window.until("the words are gone", async () => !(await text())[0].includes("Chữ thêm sau."));
  await window.click("undo");
  await window.until("and back", async () => (await text())[0].includes("Chữ thêm sau."));
});

test("a file that is open elsewhere is read, and a copy is opened", { timeout: 240_000 }, async () => {
  const file = copy("mo.bantin");
  const lock = path.join(path.dirname(file), ".mo.bantin.lock");
  const note = { machine: "PC-03", person: "Lan", process: 1, since: Math.floor(Date.now() / 1000), token: "a" };
  // Another machine that says every second that it is there.
  const beat = setInterval(() => fs.writeFileSync(lock, JSON.stringify(note)), 1000);
  fs.writeFileSync(lock, JSON.stringify(note));
  try {
    window = await stage.window(file, { SAVE: stage.inside("mo-ban-sao.bantin") });
    const [sentence] = await window.until("it is said", async () => {
      const all = await said("held");
      return all.length > 0 && all;
    });
    assert.match(sentence, /PC-03 \(Lan\) đang mở/);
    await window.click("held-read");
    await window.find("reading-only", 30_000);
    await openStory(window);
    await window.type(await toEndOfBody(window), "X");
    await window.until("a change is refused", async () =>
      (await window.run("return document.body.textContent")).includes("chỉ đọc"));
    await window.click("bulletin-menu");
    await window.click("save-copy");
    await window.until("the copy is open", async () => !(await window.look("reading-only")), 30_000);
    assert.ok(fs.existsSync(stage.inside("mo-ban-sao.bantin")));
    assert.ok(fs.existsSync(stage.inside(".mo-ban-sao.bantin.lock")), "and held");
  } finally {
    clearInterval(beat);
  }
});

test("what another program changes is shown", { timeout: 180_000 }, async () => {
  const file = copy("khac.bantin");
  // A file of this version: an older one is read from a copy.
  bantin("versions", file, "--keep", "Bản một");
  const lock = path.join(path.dirname(file), ".khac.bantin.lock");
  const note = { machine: "PC-03", person: "Lan", process: 1, since: Math.floor(Date.now() / 1000), token: "a" };
  fs.writeFileSync(lock, JSON.stringify(note));
  window = await stage.window(file);
  await window.click("held-read");
  await window.find("reading-only", 30_000);
  fs.rmSync(lock);
  bantin("issue", file, "--number", "11", "--date", "2021-04-27");
  await window.until("the new issue is in the menu", async () => {
    await window.click("issue-menu");
    const shown = (await window.run("return document.body.textContent")).includes("Số 11");
    await window.press(KEY.escape);
    return shown;
  }, 30_000);
});
