// The newcomer's walk of docs/walk.md through an installed app, with a picture of each
// step: `BANTIN_DESKTOP=/usr/bin/bantin-desktop node walk.mjs FOLDER`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { KEY } from "./driver.mjs";
import { changedSheet, openStory, picture, sheets, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const folder = process.argv[2];
const RIVER = path.join(import.meta.dirname, "../../docs/gallery/issue/river.jpg");
const stage = await Stage.open({ width: 1280, height: 800 });
try {
  const out = stage.inside("ra");
  fs.mkdirSync(out);
  const photo = stage.inside("anh-moi.jpg");
  fs.copyFileSync(RIVER, photo);
  const window = await stage.window(undefined, { FOLDER: out, PICTURE: photo });
  let begun = Date.now();
  const step = async (name) => {
    console.log(`${name}\t${((Date.now() - begun) / 1000).toFixed(1)} s`);
    await picture(window, path.join(folder, `${name}.png`));
    begun = Date.now();
  };

  await window.find("start-sample");
  await step("1-start");

  await window.click("start-sample");
  await window.find("surface-articles");
  await window.until("sheets are shown", async () => (await sheets(window)).length > 0, 90_000);
  await step("2-sample");

  await openStory(window);
  const before = await sheets(window);
  await window.type(await toEndOfBody(window), " Hết bài.");
  await changedSheet(window, before);
  await step("3-word");

  await window.click("surface-photos");
  const place = () =>
    window.run(
      `const photo = document.querySelector('[data-testid="photo-grid"] [role=option]');
       if (!photo?.querySelector("img").naturalWidth) return null;
       const box = photo.getBoundingClientRect();
       return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2), said: photo.textContent };`,
    );
  const { x, y, said } = await window.until("photos are drawn", place, 60_000);
  const pointer = { pointerType: "mouse" };
  const actions = [
    { type: "pointerMove", x, y },
    { type: "pointerDown", button: 2 },
    { type: "pointerUp", button: 2 },
  ];
  await window.act([{ type: "pointer", id: "hand", parameters: pointer, actions }]);
  await window.until("the menu is open", () =>
    window.run(
      `const all = [...document.querySelectorAll("[role=menu] button")];
       const entry = all.find((each) => each.textContent.includes("Thay bằng tệp khác"));
       entry?.click();
       return Boolean(entry);`,
    ));
  await window.until("another photo is there", async () => (await place())?.said !== said, 60_000);
  await step("4-photo");

  await window.click("surface-pages");
  await window.press(KEY.control, KEY.enter);
  await window.find("proposal-1", 120_000);
  await step("5-compose");
  await window.press(KEY.enter);
  await window.until("the proposal is taken", async () => !(await window.look("proposals")), 30_000);
  await step("6-pages");

  await window.click("surface-check");
  await step("7-check");

  await window.click("surface-export");
  await window.click("export-start");
  await window.find("export-done", 300_000);
  await step("8-export");
  await window.close();

  // What a visitor of the portal sees.
  const web = path.join(out, "web", "index.html");
  assert.ok(fs.existsSync(web));
  execFileSync("chromium", [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--window-size=1280,800",
    "--virtual-time-budget=4000",
    `--user-data-dir=${stage.inside("browser")}`,
    `--screenshot=${path.join(folder, "9-web.png")}`,
    `file://${web}`,
  ], { stdio: "ignore" });
} finally {
  await stage.close();
}
