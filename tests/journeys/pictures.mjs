// Takes the pictures of the README from the real app: `node pictures.mjs FOLDER`.

import fs from "node:fs";
import path from "node:path";
import { openStory, picture, sheets } from "./page.mjs";
import { Stage } from "./stage.mjs";

const folder = process.argv[2];
const stage = await Stage.open({ width: 1280, height: 800 });
try {
  const file = stage.inside("hau-giang.bantin");
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  const take = (window, name) => picture(window, path.join(folder, `${name}.png`));

  let window = await stage.window();
  await window.find("start-new");
  await take(window, "start");
  await window.close();

  window = await stage.window(file);
  await window.click("lang-vi");
  await openStory(window);
  await window.until("a sheet is shown", async () => (await sheets(window)).length > 0, 60_000);
  await take(window, "app");
  for (const surface of ["pages", "photos", "check", "export"]) {
    await window.click(`surface-${surface}`);
    await take(window, surface);
  }
  await window.close();
} finally {
  await stage.close();
}
