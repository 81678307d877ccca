// What a reader does with an article beside reading it: line length, link, footnotes, saving.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser, openPage, violations } from "./browser.mjs";
import { serve } from "./package_under_test.mjs";

let folder;
let browser;
let host;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bantin-controls-"));
  const bantin = (...words) => execFileSync(process.env.BANTIN, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  bantin("new", "b.bantin", "--name", "Hậu Giang");
  bantin("issue", "b.bantin", "--number", "9", "--date", "2021-02-27");
  fs.copyFileSync(path.join(import.meta.dirname, "../../samples/hall.jpg"), path.join(folder, "hall.jpg"));
  fs.copyFileSync(path.join(import.meta.dirname, "../../samples/sign.jpg"), path.join(folder, "sign.jpg"));
  const text = "# Mùa nước nổi\n\nNăm nay nước về sớm[^1] hơn mọi năm.\n\n> Con nước[^2] nhớ người.\n\n![](hall.jpg \"Chợ nổi\")\n\n![](sign.jpg \"Lễ ký kết\")\n\nHết.\n\n[^1]: Theo *báo cáo* quý I.\n\n[^2]: Lời một bài hát cũ mà người trong vùng còn thuộc đến nay, từ già đến trẻ.\n";
  fs.writeFileSync(path.join(folder, "nuoc.md"), text);
  bantin("import", "b.bantin", "nuoc.md");
  bantin("export", "b.bantin", "--to", folder, "--as", "web");
  host = await serve(path.join(folder, "web"), "/ban-tin/");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await host?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const disk = (name) => pathToFileURL(path.join(folder, "web", name)).href;
const ARTICLE = "bai/mua-nuoc-noi.html";

async function on(address, options, work) {
  const { page, faults, close } = await openPage(browser, address, options);
  try {
    await work(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

test("lines get longer and shorter, and stay so", async () => {
  await on(disk(ARTICLE), { viewport: { width: 1280, height: 800 } }, async (page) => {
    const width = () => page.evaluate(() => document.querySelector(".art").getBoundingClientRect().width);
    const usual = await width();
    const button = page.locator('[data-bt="width"]');
    await button.click();
    const wide = await width();
    assert.ok(wide > usual, `${wide} > ${usual}`);
    await page.reload();
    assert.equal(await width(), wide, "remembered");
    await button.click();
    assert.ok((await width()) < usual);
    await button.click();
    assert.equal(await width(), usual);
  });
  await on(disk(ARTICLE), { viewport: { width: 390, height: 800 } }, async (page) => {
    assert.equal(await page.isVisible('[data-bt="width"]'), false, "a telephone has one width");
  });
});

test("the link is copied", async () => {
  const address = `${host.address}/ban-tin/${ARTICLE}`;
  await on(address, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.click('[data-bt="copy-link"]');
    await page.getByText("Đã chép liên kết").first().waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  });
});

for (const width of [390, 1280]) {
  test(`a footnote opens beside its number, by keyboard too, at ${width} px`, async () => {
    await on(disk(ARTICLE), { viewport: { width, height: 800 } }, async (page) => {
      const number = page.locator(".ref a").first();
      const note = page.getByRole("note");
      await number.focus();
      await page.keyboard.press("Enter");
      assert.match(await note.innerText(), /Theo báo cáo quý I\./);
      assert.deepEqual(await violations(page), []);
      const box = await note.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      await page.keyboard.press("Escape");
      assert.equal(await note.count(), 0);
      assert.ok(await number.evaluate((link) => link === document.activeElement), "back at the number");
      await number.click();
      await page.click("h1");
      assert.equal(await note.count(), 0, "a click elsewhere closes it");
      await page.locator(".ref a").last().click();
      assert.match(await note.innerText(), /bài hát cũ/);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "in a quotation too");
    });
  });
}

test("without scripts the number leads to the note", async () => {
  await on(disk(ARTICLE), { javaScriptEnabled: false }, async (page) => {
    await page.locator(".ref a").first().click();
    await page.waitForURL(/#ghi-chu-1$/);
  });
});

test("pictures open large by keyboard, and arrows lead on", async () => {
  await on(disk(ARTICLE), {}, async (page) => {
    const links = page.locator("a.full");
    assert.equal(await links.count(), 2);
    await links.first().focus();
    await page.keyboard.press("Enter");
    const view = page.locator("dialog.view");
    const file = (name) => page.evaluate((name) => document.querySelector(name).src.split("/").pop(), name);
    assert.match(await view.innerText(), /Chợ nổi/);
    const first = await file("dialog img");
    await page.keyboard.press("ArrowRight");
    assert.match(await view.innerText(), /Lễ ký kết/);
    assert.notEqual(await file("dialog img"), first);
    await page.keyboard.press("ArrowRight");
    assert.match(await view.innerText(), /Lễ ký kết/, "there is no third");
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    assert.equal(await view.isVisible(), false);
    assert.ok(await links.last().evaluate((link) => link === document.activeElement));
  });
});

test("a saved article opens alone, in its style, with its picture", async () => {
  const kept = path.join(folder, "chỗ khác.html");
  fs.copyFileSync(path.join(folder, "web/tai/mua-nuoc-noi.html"), kept);
  for (const viewport of [{ width: 390, height: 800 }, { width: 1280, height: 800 }]) {
    await on(pathToFileURL(kept).href, { viewport }, async (page) => {
      const image = page.locator("figure img").first();
      await image.evaluate((element) => element.decode());
      assert.ok((await image.evaluate((element) => element.naturalWidth)) > 100);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      const styled = await page.evaluate(() => getComputedStyle(document.querySelector("main")).maxWidth);
      assert.notEqual(styled, "none", "its style sheet is taken");
      assert.deepEqual(await violations(page), []);
    });
  }
  assert.match(fs.readFileSync(path.join(folder, "web/tai/mua-nuoc-noi.txt"), "utf8"), /^Mùa nước nổi\n\n/);
});
