// Every view of the app as axe reads it: names, roles, contrasts, in both languages, by day
// and by night.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { openStory, sheets } from "./page.mjs";
import { Stage } from "./stage.mjs";

const web = createRequire(new URL("../web/package.json", import.meta.url));
const AXE = fs.readFileSync(web.resolve("axe-core/axe.min.js"), "utf8");
/** Standards as axe names them, and its own advice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

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

/** What axe finds wrong in the window, a line each. */
async function faults() {
  const there = await window.run("return typeof window.axe === 'object'");
  if (!there) await window.run(AXE);
  return window.wait(
    `const [rules, done] = arguments;
     axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }).then(
       ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
         nodes.map((node) => id + ": " + node.html.slice(0, 160) + " – " +
           (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? "")))),
       (error) => done([String(error)]))`,
    RULES,
  );
}

/** Colours on their way from one to another are nobody's fault. */
async function settle() {
  await new Promise((resolve) => setTimeout(resolve, 400));
  await window.until("nothing moves", () => window.run("return document.getAnimations().length === 0"));
}

/** Goes through every view; `look` is called at each. */
async function everyView(look) {
  const at = async (name) => {
    await settle();
    await look(name);
  };
  await window.click("surface-articles");
  await openStory(window);
  await window.until("a sheet", async () => (await sheets(window)).length > 0, 60_000);
  await at("articles");
  await window.click("article-more");
  await at("menu of a story");
  await window.press(KEY.escape);
  await window.press(KEY.control, "f");
  await window.find("find");
  await at("find");
  await window.press(KEY.escape);

  await window.click("surface-pages");
  await window.until("modules", () => window.query("[data-modules] button"));
  await window.run("document.querySelectorAll('[data-modules] button')[1].focus()");
  await at("pages");
  await window.click("compose");
  await window.find("proposal-1", 120_000);
  await at("proposals");
  await window.press(KEY.escape);

  await window.click("surface-photos");
  await window.find("photo-grid");
  await at("photos");
  await window.click("surface-check");
  await at("check");
  await window.click("surface-export");
  await at("export");

  await panel("bulletin-menu", "open-imprint", () => at("imprint"));
  await panel("bulletin-menu", "open-design", () => at("design"));
  await panel("bulletin-menu", "open-search", async () => {
    await window.type(await window.find("search-query"), "can tho");
    await at("search");
  });
  await panel("issue-menu", "new-issue", () => at("new issue"));
  await panel("issue-menu", "open-versions", () => at("versions"));
  await panel("open-palette", null, () => at("palette"));
  await window.press("\uE031");
  await window.find("help-page");
  await at("help");
  await window.press(KEY.escape);
  await window.press("\uE008", "?");
  await window.find("shortcuts");
  await at("keys");
  await window.press(KEY.escape);
}

/** Opens a panel, from a menu when `entry` is given, looks at it and closes it. */
async function panel(opener, entry, look) {
  await window.click(opener);
  if (entry !== null) await window.click(entry);
  await window.until("the panel is there", () => window.query("dialog[open]"));
  await look();
  await window.press(KEY.escape);
  await window.until("the panel is gone", async () => !(await window.query("dialog[open]")));
}

for (const lang of ["vi", "en"]) {
  test(`axe finds nothing in any view, ${lang}`, { timeout: 600_000 }, async () => {
    window = await stage.window(undefined, {});
    await window.find("start-new");
    const found = [];
    const look = async (name) => {
      for (const fault of await faults()) found.push(`${name}: ${fault}`);
    };
    await look("start");
    await window.click("start-sample");
    await window.click(`lang-${lang}`);
    for (const theme of ["light", "dark"]) {
      await window.run("document.documentElement.dataset.theme = arguments[0]", theme);
      await everyView((name) => look(`${theme}, ${name}`));
    }
    assert.deepEqual(found, []);
  });
}
