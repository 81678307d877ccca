// The life of a bulletin, in the real app: a review copy goes out and comments come back,
// the next issue begins with what recurs, a backup is put back in the place of the file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { openStory, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const BANTIN = path.join(path.dirname(process.env.BANTIN_DESKTOP), "bantin");

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

const said = (id) =>
  window.run("return [...document.querySelectorAll(`[data-testid=\"${arguments[0]}\"]`)].map((e) => e.textContent)", id);
const page = () => window.run("return document.body.textContent");
/** Presses the button with these words. */
const press = (words) =>
  window.until(`"${words}" is pressed`, () =>
    window.run(
      "const b = [...document.querySelectorAll('button')].find((e) => e.textContent.trim() === arguments[0]); b?.click(); return Boolean(b)",
      words,
    ));

test("a review copy goes out, comments come back to their stories and go with one undo", { timeout: 300_000 }, async () => {
  const file = copy("doc-duyet.bantin");
  const out = stage.inside("gui-di");
  fs.mkdirSync(out);
  const comments = stage.inside("y-kien.json");
  window = await stage.window(file, { FOLDER: out, COMMENTS: comments });
  await openStory(window);
  await window.click("issue-menu");
  await window.click("open-review");
  await window.click("review-give");
  const html = path.join(out, "review.html");
  await window.until("the copy is there", async () => fs.existsSync(html) && fs.existsSync(path.join(out, "proof.pdf")), 120_000);
  const written = fs.readFileSync(html, "utf8");
  const article = /data-article="([^"]+)"/.exec(written)[1];
  const comment = (id, passage, quote, text) => ({ id, article, passage, quote, text, at: 1614409329 });
  const { hits } = JSON.parse(bantin("search", file, "ký kết hợp tác", "--json"));
  const { title } = hits.find((hit) => hit.article === article);
  fs.writeFileSync(comments, JSON.stringify({
    bantin: "review",
    version: 1,
    reviewer: "Đào",
    comments: [
      comment("c1", 0, title, "Tít nên ngắn hơn."),
      comment("c2", 3, "Câu này không có ở đâu cả.", "Bỏ câu này."),
    ],
  }));
  await window.click("review-take");
  await window.until("both are listed", async () => (await said("comment")).length === 2, 60_000);
  assert.match(await page(), /2 ý kiến mới/);
  const listed = await said("comment");
  const about = (words) => listed.find((each) => each.includes(words));
  assert.ok(about("Tít nên ngắn hơn.").includes("Đào"));
  assert.ok(about("Tít nên ngắn hơn.").includes(title) && !about("Tít nên ngắn hơn.").includes("không còn"));
  assert.ok(about("Bỏ câu này.").includes("không còn"), "what is gone is said");
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "review.png"), await window.picture());
  await window.click("comment-settle");
  await window.until("it is settled", async () => Boolean(await window.query("[data-testid=comment].settled")));
  // The same file again brings nothing twice.
  await window.click("review-take");
  await window.until("it says so", async () => /không có ý kiến mới/.test(await page()), 60_000);
  assert.equal((await said("comment")).length, 2);
  // One step each: what was settled, then what came in.
  const back = async (what, settled) => {
    await window.press(KEY.escape);
    await window.click("undo");
    await window.click("issue-menu");
    await window.click("open-review");
    await window.until(what, settled);
  };
  await back("it is open again", async () => (await said("comment")).length === 2 && !(await window.query("[data-testid=comment].settled")));
  await back("none is left", async () => (await said("comment")).length === 0);
});

test("the next issue has the next number and begins with what recurs", { timeout: 240_000 }, async () => {
  const file = copy("so-sau.bantin");
  const story = /tiếp tục ký kết/;
  const found = JSON.parse(bantin("search", file, "ký kết hợp tác", "--json"));
  const recurring = found.hits.find((hit) => story.test(hit.title)) ?? found.hits[0];
  bantin("set", file, "--article", recurring.article, "recurring=yes");
  window = await stage.window(file);
  const [before] = await window.until("an issue is open", async () => {
    const all = await said("issue-menu");
    return all.length > 0 && /Số \d+/.test(all[0]) && all;
  });
  const number = Number(/Số (\d+)/.exec(before)[1]);
  await window.click("issue-menu");
  await window.click("new-issue");
  await window.find("issue-create");
  await window.until("its number is filled in", async () =>
    (await window.run("return document.querySelector('input[type=number]').value")) === String(number + 1));
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "next.png"), await window.picture());
  await window.click("issue-create");
  await window.until("it is open", async () => (await said("issue-menu"))[0].includes(`Số ${number + 1}`));
  await window.until("the story is in its outline", async () => (await page()).includes(recurring.title));
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "next-open.png"), await window.picture());
  await window.click("undo");
  await window.until("one undo takes it away", async () => (await said("issue-menu"))[0].includes(`Số ${number}`));
});

test("a backup is put back, and what stood there becomes one", { timeout: 240_000 }, async () => {
  const file = copy("sao-luu.bantin");
  // Bantin backs up what is open every hour; here is one of yesterday.
  const mark = createHash("sha256").update(fs.realpathSync(file)).digest("hex").slice(0, 8);
  const folder = stage.inside("home", "data", "bantin", "backups", `sao-luu-${mark}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(file, path.join(folder, `${Math.floor(Date.now() / 1000) - 86_400}.bantin`));
  window = await stage.window(file);
  await openStory(window);
  await window.type(await toEndOfBody(window), "Chữ của hôm nay. ");
  await window.until("it is saved", async () => (await said("editor-body"))[0].includes("Chữ của hôm nay."));
  await new Promise((done) => setTimeout(done, 1500));
  await window.press(KEY.control, "s");
  await press("Dùng lại bản này");
  await window.until("it asks", async () => (await page()).includes("Tệp hiện nay được giữ thành một bản sao lưu."));
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "backup.png"), await window.picture());
  await window.run("[...document.querySelectorAll('button.main')].find((e) => e.textContent.trim() === 'Dùng lại bản này').click()");
  await window.until("what stood there is a backup", async () => fs.readdirSync(folder).length === 2, 60_000);
  await openStory(window);
  await window.until("yesterday's words are there", async () => {
    const [text] = await said("editor-body");
    return text && !text.includes("Chữ của hôm nay.");
  }, 60_000);
  const newest = fs.readdirSync(folder).sort().at(-1);
  const kept = JSON.parse(bantin("search", path.join(folder, newest), "chữ của hôm nay", "--json"));
  assert.equal(kept.hits.length, 1, "nothing is lost");
});

test("a file that is broken is offered its backup, or what can be saved of it", { timeout: 240_000 }, async () => {
  const file = copy("hong.bantin");
  const whole = fs.readFileSync(file);
  const mark = createHash("sha256").update(fs.realpathSync(file)).digest("hex").slice(0, 8);
  const folder = stage.inside("home", "data", "bantin", "backups", `hong-${mark}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(file, path.join(folder, `${Math.floor(Date.now() / 1000) - 86_400}.bantin`));
  // Its end is missing, and a piece of a photo.
  const broken = Buffer.from(whole.subarray(0, whole.length - 9000)).fill(0, 100 * 4096, 101 * 4096);
  fs.writeFileSync(file, broken);
  const saved = stage.inside("hong-da-cuu.bantin");
  window = await stage.window(file, { SAVE: saved });
  await window.until("it is said", async () => /bị hỏng/.test((await said("broken"))[0] ?? ""), 60_000);
  assert.equal((await said("backup")).length, 1);
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "broken.png"), await window.picture());
  await window.click("broken-rescue");
  await window.until("what is lost is named", async () => /Mất ảnh: (sign|hall)\.jpg/.test((await said("rescue-lost"))[0] ?? ""), 60_000);
  if (process.env.BANTIN_SEEN) fs.writeFileSync(path.join(process.env.BANTIN_SEEN, "lost.png"), await window.picture());
  await window.press(KEY.escape);
  await openStory(window);
  assert.ok(fs.existsSync(saved));
  assert.deepEqual(fs.readFileSync(file), broken, "the damaged file is as it was");
  await stage.leave(window, { passed: true });

  window = await stage.window(file);
  await window.find("broken", 60_000);
  await window.click("backup-use");
  await openStory(window);
  assert.ok(fs.readdirSync(folder).some((name) => name.endsWith(".damaged")), "the damaged file is kept");
  assert.equal(JSON.parse(bantin("search", file, "ký kết", "--json")).hits.length > 0, true);
});
