// All issues under one address, in a real browser: from a disk and from a sub-path.

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
let site;
let browser;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "bantin-site-"));
  const file = path.join(folder, "b.bantin");
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  const bantin = (...words) => execFileSync(process.env.BANTIN, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  bantin("issue", file, "--number", "1", "--date", "2022-01-27");
  fs.writeFileSync(path.join(folder, "moi.md"), "---\ntitle: Mùa nước nổi\nsection: Kinh tế\ntags: [chợ nổi]\n---\n\nChợ nổi Ngã Bảy đông từ sáng.\n");
  bantin("import", file, "moi.md");
  bantin("export", file, "--to", folder, "--as", "site");
  site = path.join(folder, "site");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function walk(start) {
  const { page, faults, close } = await openPage(browser, start);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: "Số 9" }).click();
  await page.waitForURL(/so-09-2021\/index\.html$/);
  await page.locator(".hero h2 a").click();
  await page.waitForURL(/so-09-2021\/bai\//);
  await page.getByRole("link", { name: "Các số đã ra" }).click();
  await page.waitForURL(/\/index\.html$/);
  await page.getByRole("link", { name: "Tìm kiếm" }).click();
  const hits = page.locator('[data-bt="results"] li');
  await page.fill('[data-bt="search"]', "nga bay");
  assert.deepEqual(await hits.locator("a").allInnerTexts(), ["Mùa nước nổi"]);
  assert.match(await hits.first().innerText(), /Số 1 · 27\/01\/2022/);
  await page.fill('[data-bt="search"]', "can tho");
  assert.equal(await hits.count(), 1);
  assert.deepEqual(await violations(page), []);
  await hits.locator("a").click();
  await page.waitForURL(/so-09-2021\/bai\//);
  assert.deepEqual(faults, []);
  await close();
}

test("from a disk, the list leads to every issue and the search finds in all", () => walk(pathToFileURL(path.join(site, "index.html")).href));

test("from a sub-path likewise", async () => {
  const host = await serve(site, "/van-phong/ban-tin/");
  try {
    await walk(`${host.address}/van-phong/ban-tin/index.html`);
  } finally {
    await host.close();
  }
});

test("a telephone shows the list, and without scripts it is whole", async () => {
  for (const name of ["index.html", "tim-kiem.html", "so-01-2022/index.html"]) {
    const address = pathToFileURL(path.join(site, name)).href;
    const { page, close } = await openPage(browser, address, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${name} is ${width} px wide`);
    if (name !== "so-01-2022/index.html") assert.ok(await page.getByRole("link", { name: "Số 9" }).isVisible(), name);
    await close();
  }
});
