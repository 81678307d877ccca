// Counters of other makers, asked by the package itself; and figures known beforehand.

import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./browser.mjs";
import { articlePage, exportSample, otherCounter, serve } from "./package_under_test.mjs";

const ID = "d5bd5483-c909-49f3-8d4f-dc82fbe374b1";
const BASE = "/ban-tin/";
const FIGURES = `at=2026-11-23; total=1000; ${ID}=500`;

let browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
});

/** Exports with a counter, opens the article on its host, and tells what it shows. */
async function shown(answers, fields, seen) {
  const other = await otherCounter(answers);
  const made = exportSample([`counter_url=${other.address}`, ...fields]);
  const home = await serve(made.web, BASE);
  const { page, close } = await openPage(browser, `${home.address}${BASE}${articlePage(made.web)}`, { allow: [other.address] });
  try {
    await seen(page, other.calls);
  } finally {
    await close();
    await home.close();
    await other.close();
    fs.rmSync(made.folder, { recursive: true });
  }
}
const row = (page, name) => page.locator(`[data-stat="${name}"]`);
const settled = (page) => page.waitForLoadState("networkidle");

test("GoatCounter counts the visit and gives three figures, none of who is online", async () => {
  const answers = ({ pathname, searchParams }) => {
    if (pathname === "/count") return {};
    const since = searchParams.get("start");
    const counts = since === null ? "98\u202f765" : since.endsWith("-01") ? "1\u202f234" : "41";
    return { count: pathname.includes(ID) ? "7\u202f448" : counts };
  };
  await shown(answers, ["counter_kind=goatcounter", `counter_figures=${FIGURES}`], async (page, calls) => {
    await settled(page);
    assert.match(await page.innerText('[data-bt="views"]'), /Lượt xem:\s*7\.448$/);
    assert.equal(await row(page, "total").innerText(), "98.765");
    assert.equal(await row(page, "online").isVisible(), false);
    assert.doesNotMatch(await page.innerText("body"), /tính đến/);
    const hit = calls.find((call) => call.pathname === "/count");
    assert.equal(new URLSearchParams(hit.search).get("p"), `/${ID}`);
    assert.ok(calls.some((call) => call.pathname === `/counter/%2F${ID}.json`), JSON.stringify(calls));
    assert.ok(calls.every((call) => call.cookie === undefined));
  });
});

test("Umami counts the visit and gives its figures by the shared page", async () => {
  const site = "3f0a7c1e-5b1d-4b66-9c77-0f4f7c3b1a10";
  const answers = ({ pathname, searchParams, headers }) => {
    if (pathname === "/api/send") return { cache: "x" };
    if (pathname === "/api/share/Xy12") return { websiteId: site, token: "abc" };
    if (headers["x-umami-share-token"] !== "abc" || !headers["x-umami-share-context"]) return undefined;
    if (pathname === `/api/websites/${site}/active`) return { visitors: 3 };
    if (pathname !== `/api/websites/${site}/stats`) return undefined;
    if (searchParams.has("path")) return { pageviews: searchParams.get("path") === `/${ID}` ? 7448 : 0, visits: 9 };
    return searchParams.get("startAt") === "0" ? { visits: { value: 98765 } } : { pageviews: 5, visits: 41 };
  };
  const fields = ["counter_kind=umami", `counter_site=${site}`, "counter_share=Xy12"];
  await shown(answers, fields, async (page, calls) => {
    await settled(page);
    assert.match(await page.innerText('[data-bt="views"]'), /Lượt xem:\s*7\.448$/);
    for (const [name, number] of [["total", "98.765"], ["today", "41"], ["month", "41"], ["online", "3"]]) {
      assert.equal(await row(page, name).innerText(), number, name);
    }
    const { payload, type } = JSON.parse(calls.find((call) => call.pathname === "/api/send").body);
    assert.equal(type, "event");
    assert.deepEqual(Object.keys(payload), ["website", "hostname", "url", "title"], "nothing about the reader");
    assert.deepEqual([payload.website, payload.url], [site, `/${ID}`]);
  });
});

test("known figures stay, with their day, when the counter refuses", async () => {
  await shown(() => undefined, ["counter_kind=goatcounter", `counter_figures=${FIGURES}`], async (page) => {
    await settled(page);
    assert.match(await page.innerText('[data-bt="views"]'), /Lượt xem: 500 \(tính đến 23\/11\/2026\)/);
    assert.match(await page.innerText('[data-bt="stats"]'), /1\.000\s*tính đến 23\/11\/2026/);
    assert.equal(await row(page, "today").isVisible(), false);
  });
});

test("a reader who asks not to be tracked is not counted by any", async () => {
  const other = await otherCounter(() => ({ count: "1" }));
  const made = exportSample([`counter_url=${other.address}`, "counter_kind=goatcounter"]);
  const home = await serve(made.web, BASE);
  const prepare = () => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });
  const options = { prepare, allow: [other.address] };
  const { page, faults, close } = await openPage(browser, `${home.address}${BASE}${articlePage(made.web)}`, options);
  await settled(page);
  assert.equal(await page.isVisible('[data-bt="views"]'), true);
  assert.deepEqual(faults, []);
  await close();
  assert.ok(other.calls.length > 0 && other.calls.every((call) => call.pathname !== "/count"));
  await Promise.all([home.close(), other.close()]);
  fs.rmSync(made.folder, { recursive: true });
});
