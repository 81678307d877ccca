// The review copy in a real browser, from a disk: something is said of a passage, the
// file comes back, and the program finds the passage again.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser, openPage, violations } from "./browser.mjs";

let folder;
let browser;
const samples = path.join(import.meta.dirname, "../../samples");
const bantin = (...words) =>
  execFileSync(process.env.BANTIN, words, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, BANTIN_LANG: "vi", XDG_CACHE_HOME: path.join(folder, "cache") },
  });

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bantin-review-"));
  bantin("new", "b.bantin", "--name", "Hậu Giang");
  bantin("issue", "b.bantin", "--number", "9", "--date", "2021-02-27");
  const seed = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"].map((name) => path.join(samples, name));
  bantin("import", "b.bantin", ...seed);
  bantin("review", "b.bantin", "--to", "doc");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const open = (options) =>
  openPage(browser, pathToFileURL(path.join(folder, "doc/review.html")).href, options);

async function comment(page, words, said) {
  const passage = page.locator("[data-passage]", { hasText: words }).first();
  await passage.getByRole("button").click();
  await passage.getByRole("textbox").fill(said);
}

async function save(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  const to = path.join(folder, name);
  await download.saveAs(to);
  return to;
}

test("a comment comes back to its passage, and an approval with the hash", async () => {
  const { page, faults, close } = await open();
  assert.ok(await page.locator("img").count(), "pictures are in the page");
  assert.deepEqual(await violations(page), []);
  await comment(page, "Cần Thơ – Hậu Giang tiếp tục", "Rút tít còn một dòng.");
  await comment(page, "Từ năm 2006", "Kiểm tra lại năm.");
  await page.click("#save");
  assert.match(await page.textContent("#count"), /họ và tên/, "nobody is nameless");
  await page.fill("#name", "Trần Thị Đào");
  await page.check("#approve");
  assert.deepEqual(await violations(page), []);
  const file = await save(page, "y-kien.json");
  assert.deepEqual(faults, []);
  await close();

  bantin("review", "b.bantin", file);
  const [title, year] = JSON.parse(bantin("review", "b.bantin", "--json"));
  assert.equal(title.text, "Rút tít còn một dòng.");
  assert.deepEqual([title.place, title.passage], ["same", 0]);
  assert.deepEqual([year.place, year.reviewer], ["same", "Trần Thị Đào"]);
  const approvals = () => JSON.parse(bantin("approve", "b.bantin", "--json"));
  assert.deepEqual(approvals().map(({ name, stands }) => [name, stands]), [["Trần Thị Đào", true]]);

  bantin("review", "b.bantin", file);
  assert.equal(JSON.parse(bantin("review", "b.bantin", "--json")).length, 2, "the same comes in once");
  bantin("set", "b.bantin", "--issue", "9", "printer=Xưởng in");
  assert.equal(approvals()[0].stands, false);
});

test("what is written is there again when the page is opened again", async () => {
  const { page, close } = await open();
  await comment(page, "Từ năm 2006", "Chưa xong");
  await page.reload();
  const kept = await page.locator("textarea").first().inputValue();
  assert.equal(kept, "Chưa xong");
  await page.getByRole("button", { name: "Bỏ ý kiến" }).first().click();
  assert.equal(await page.locator("textarea").count(), 0);
  await close();
});

test("a telephone shows it without sideways scrolling", async () => {
  const { page, close } = await open({ viewport: { width: 360, height: 740 } });
  const [inside, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(inside <= shown, `${inside} > ${shown}`);
  await close();
});
