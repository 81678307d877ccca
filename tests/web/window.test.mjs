// The interface at 200 % zoom: a window of 1280 × 800 then has 640 × 400 pixels, and
// everything in it must still be seen and reached. Over the backend in the page.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, openPage, violations } from "./browser.mjs";
import { serve } from "./package_under_test.mjs";

const WINDOW = { width: 640, height: 400 };
const interfaceFolder = path.join(import.meta.dirname, "../../ui/dist");
let server;
let browser;

before(async () => {
  server = await serve(interfaceFolder);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

/**
 * What of `root` nobody can see or reach, a line each. Everything that is pressed or
 * read is brought into view the way a person can: by panes that scroll.
 */
function lost(root) {
  const found = [];
  const base = document.querySelector(root);
  if (!base) return [`there is no ${root}`];
  const name = (element) =>
    `${element.tagName.toLowerCase()} ${element.dataset.testid ?? element.getAttribute("aria-label") ?? ""} “${element.textContent.trim().slice(0, 40)}”`;
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth) {
    found.push(`the window scrolls sideways: ${document.body.scrollWidth}`);
  }
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
  const isHeard = (element) => element.closest(".aside, .heard, .notices") !== null;

  for (const element of base.querySelectorAll("*")) {
    const pressed = element.matches("button, input, textarea, select, a[href], summary");
    const read = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!(pressed || read) || element.closest("svg, [contenteditable], option")) continue;
    if (isHeard(element) || !element.checkVisibility({ visibilityProperty: true })) continue;

    const still = [];
    for (let up = element.parentElement; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      still.push([up, scrolls(style.overflowX), scrolls(style.overflowY), up.scrollLeft, up.scrollTop]);
    }
    element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    for (const [up, x, y, left, top] of still) {
      // What only a program can scroll is out of reach.
      if (!x) up.scrollLeft = left;
      if (!y) up.scrollTop = top;
    }

    let box = element.getBoundingClientRect();
    if (read && !pressed) {
      const range = document.createRange();
      range.selectNodeContents(element);
      box = range.getBoundingClientRect();
    }
    if (box.width === 0 || box.height === 0) continue;
    const seen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    let shortened = false;
    for (let up = element; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") shortened = true;
      if (style.overflowX === "visible" || (up === element && pressed)) continue;
      const clip = up.getBoundingClientRect();
      seen.left = Math.max(seen.left, clip.left);
      seen.right = Math.min(seen.right, clip.right);
      seen.top = Math.max(seen.top, clip.top);
      seen.bottom = Math.min(seen.bottom, clip.bottom);
    }
    const wide = Math.min(box.right, seen.right) - Math.max(box.left, seen.left);
    const high = Math.min(box.bottom, seen.bottom) - Math.max(box.top, seen.top);
    // What is larger than its pane is read by scrolling; cut titles have their tooltip.
    const isWhole = shortened ? wide > 16 : wide >= Math.min(box.width, seen.right - seen.left) - 2;
    const isHigh = high >= Math.min(box.height, seen.bottom - seen.top, 16) - 2;
    if (!isWhole || !isHigh || seen.right - seen.left < 20 || seen.bottom - seen.top < 8) {
      found.push(`${name(element)} is cut: ${Math.round(wide)} × ${Math.round(high)} of ${Math.round(box.width)} × ${Math.round(box.height)}`);
      continue;
    }
    // Frames on a sheet are for keys; the pointer meets the sheet.
    if (!pressed || element.disabled || getComputedStyle(element).pointerEvents === "none") continue;
    const x = (Math.max(box.left, seen.left) + Math.min(box.right, seen.right)) / 2;
    const y = (Math.max(box.top, seen.top) + Math.min(box.bottom, seen.bottom)) / 2;
    const there = document.elementFromPoint(x, y);
    const hit = there && (element.contains(there) || there.contains(element) || there.closest("label")?.contains(element));
    if (!hit) found.push(`${name(element)} lies under ${there ? name(there) : "nothing"}`);
  }
  return found;
}

const by = (testid) => `[data-testid="${testid}"]`;

/** Goes through every view of the window; `look` is called at each with what is to be seen. */
async function everyView(page, lang, look) {
  await page.waitForSelector(by("start-sample"));
  await page.click(by("start-lang"));
  await page.click(`[role=menu] button:has-text("${lang === "vi" ? "Tiếng Việt" : "English"}")`);
  await look("start", "main");
  await page.click(by("start-sample"));
  await page.waitForSelector(by("surface-articles"));
  await page.click(by(`lang-${lang}`));
  for (const surface of ["articles", "pages", "photos", "check", "export"]) {
    await page.click(by(`surface-${surface}`));
    await page.waitForTimeout(500);
    await look(surface, ".app");
    for (const [panel, root] of [["outline", "main > nav"], ["inspector", "main > aside"]]) {
      const button = by(`fold-${panel}`);
      if (await page.isDisabled(button)) continue;
      await page.click(button);
      await look(`${surface}, ${panel}`, root);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(root).count(), 0, `${panel} over ${surface} closes`);
    }
  }
  await page.click(by("surface-articles"));
  await page.click(by("show-sheets"));
  await look("sheets of the story", ".live");
  await page.click(by("hide-sheets"));
  await page.click(by("surface-pages"));
  await page.click(by("compose"));
  await page.waitForSelector(by("proposal-1"));
  await look("proposals", by("proposals"));
  await page.keyboard.press("Escape");

  const panel = async (name, open) => {
    await open();
    await page.waitForSelector("dialog[open]");
    await page.waitForTimeout(300);
    await look(name, "dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
  };
  const entry = (opener, testid) => async () => {
    await page.click(by(opener));
    await look(opener, "[role=menu]");
    await page.click(by(testid));
  };
  await panel("imprint", entry("bulletin-menu", "open-imprint"));
  await panel("design", entry("bulletin-menu", "open-design"));
  await panel("search", async () => {
    await entry("bulletin-menu", "open-search")();
    await page.fill(by("search-query"), "hau giang");
  });
  await panel("new issue", entry("issue-menu", "new-issue"));
  await panel("versions", entry("issue-menu", "open-versions"));
  await panel("review", entry("issue-menu", "open-review"));
  await panel("palette", () => page.click(by("open-palette")));
  await panel("help", async () => {
    await page.keyboard.press("F1");
    await page.waitForSelector(by("help-page"));
  });
  await panel("about", async () => {
    await page.keyboard.press("F1");
    await page.click(by("open-about"));
    await page.waitForSelector(by("about"));
  });
  await panel("keys", () => page.keyboard.press("Shift+?"));
}

for (const lang of ["vi", "en"]) {
  test(`nothing is out of reach at 200 %, and axe finds nothing, ${lang}`, { timeout: 300_000 }, async () => {
    const { page, close } = await openPage(browser, `${server.address}/`, { viewport: WINDOW, reducedMotion: "reduce" });
    page.setDefaultTimeout(10_000);
    const found = [];
    await everyView(page, lang, async (name, root) => {
      await page.waitForTimeout(100);
      for (const line of await page.evaluate(lost, root)) found.push(`${name}: ${line}`);
      for (const line of await violations(page)) found.push(`${name}: ${line}`);
    });
    await close();
    assert.deepEqual(found, []);
  });
}
