// An officer's day in the real app: WebKitGTK, the built program, a screen nobody sees.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { bodyField, changedSheet, openStory, sheets, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const SENTENCE = "Ủy ban nhân dân tỉnh chúc mừng những người giữ nghề đan lưới.";
const TITLE = "tiếp tục ký kết hợp tác";

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

/** A copy of the sample issue that the test may change. */
function sample(name) {
  const file = stage.inside(name);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  return file;
}

/** What the body shows. */
async function bodyText() {
  return (await window.text(await bodyField(window))).trim();
}

/** Does one step and waits until the body shows it: a second one could go too far. */
async function bodyChanges(act) {
  const before = await bodyText();
  await act();
  await window.until("the body changed", async () => (await bodyText()) !== before);
}

/** Every file under a folder, with its size. */
function files(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

test("a first bulletin is made by typing its name", { timeout: 120_000 }, async () => {
  const file = stage.inside("moi.bantin");
  window = await stage.window(undefined, { SAVE: file });
  await window.click("start-new");
  await window.type(await window.find("new-name"), "Bản tin xã Vị Thủy");
  await window.click("new-create");
  await window.find("surface-articles");
  await window.until("the file is on the disk", () => fs.existsSync(file));
  await window.until("a sheet of the new issue is shown", async () => (await sheets(window)).length > 0, 60_000);
});

test("the interface speaks Vietnamese and English", { timeout: 120_000 }, async () => {
  window = await stage.window(sample("hai-thu-tieng.bantin"));
  const label = async () => window.text(await window.find("surface-export"));
  await window.click("lang-en");
  await window.until("English words", async () => (await label()).includes("Export"));
  assert.equal(await window.run("return document.documentElement.lang"), "en");
  await window.click("lang-vi");
  await window.until("Vietnamese words", async () => (await label()).includes("Xuất"));
  assert.equal(await window.run("return document.documentElement.lang"), "vi");
});

test("what is typed reaches the sheet, the file and the undo of the next day", { timeout: 300_000 }, async () => {
  const file = sample("ngay-thuong.bantin");
  window = await stage.window(file);
  await openStory(window, TITLE);
  await window.until("a sheet is shown", async () => (await sheets(window)).length > 0, 60_000);
  const before = await sheets(window);

  const body = await toEndOfBody(window);
  await window.type(body, `${SENTENCE}`);
  await window.until("the words stand in the text", async () => (await window.text(body)).includes(SENTENCE));
  await changedSheet(window, before);

  // Typing is saved within a second without being asked.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await window.close();
  window = await stage.window(file);
  await openStory(window, TITLE);
  const again = await bodyField(window);
  await window.until("the words are there after reopening", async () => (await window.text(again)).includes(SENTENCE));
  // Until its photos come a figure says so in words: that change is no undo.
  await window.until("its photos are there", () =>
    window.run(
      `const figures = [...arguments[0].querySelectorAll("figure")];
       return figures.every((e) => e.querySelector("p.gone").hidden && e.querySelector("img").naturalWidth > 0);`,
      again,
    ), 60_000);

  // Yesterday's typing can be undone today; it may be more than one step.
  const end = SENTENCE.slice(-12);
  for (let steps = 0; steps < 5 && (await bodyText()).includes(end); steps += 1) {
    await bodyChanges(() => window.click("undo"));
  }
  assert.ok(!(await bodyText()).includes(end), "undo takes the words back");
  await bodyChanges(() => window.click("redo"));
  assert.ok((await bodyText()).includes(end), "redo brings them again");
});

test("an export stopped at half leaves no file, and the next one is whole", { timeout: 300_000 }, async () => {
  const file = sample("xuat.bantin");
  const out = stage.inside("xuat");
  fs.mkdirSync(out);
  fs.writeFileSync(path.join(out, "cua-toi.txt"), "giữ nguyên");
  window = await stage.window(file, { FOLDER: out });
  await window.click("surface-export");

  await window.click("export-start");
  await window.find("export-cancel");
  await window.until("the export is under way", () =>
    window.run(
      `const bar = document.querySelector('progress, [role="progressbar"]');
       if (!bar) return true;
       const now = Number(bar.getAttribute("aria-valuenow") ?? bar.value ?? 0);
       const most = Number(bar.getAttribute("aria-valuemax") ?? bar.max ?? 1) || 1;
       return now / most > 0.2;`,
    ), 60_000);
  await window.click("export-cancel");
  await window.until("the export stopped", async () => !(await window.look("export-cancel")), 60_000);
  assert.equal(await window.look("export-done"), null, "a stopped export is not called done");
  assert.deepEqual(files(out).map((name) => path.basename(name)), ["cua-toi.txt"]);

  await window.click("export-start");
  await window.find("export-done", 180_000);
  const made = files(out).map((name) => path.relative(out, name));
  assert.ok(made.includes("screen.pdf"), `made: ${made.slice(0, 20)}`);
  assert.ok(!made.some((name) => /(^|[\\/])\.?tmp|\.part$/i.test(name)), "no leftovers");
  assert.equal(fs.readFileSync(path.join(out, "cua-toi.txt"), "utf8"), "giữ nguyên");
});

test("a click on a sheet opens the article under it", { timeout: 120_000 }, async () => {
  window = await stage.window(sample("nhap-trang.bantin"));
  await window.click("surface-pages");
  await window.until("a sheet is shown", async () => (await sheets(window)).length > 0, 60_000);
  await window.click("sheet-1");
  await window.click("surface-articles");
  const title = await window.find("editor-title");
  await window.until("the title is in the editor", async () => (await window.text(title)).includes(TITLE));
});

test("undo answers to the keyboard", { timeout: 120_000 }, async () => {
  window = await stage.window(sample("phim.bantin"));
  await openStory(window, TITLE);
  const body = await toEndOfBody(window);
  await window.type(body, "Vị Thanh");
  await window.until("typed", async () => (await window.text(body)).includes("Vị Thanh"));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  for (let steps = 0; steps < 5 && (await bodyText()).endsWith("Vị Thanh"); steps += 1) {
    await bodyChanges(() => window.press(KEY.control, "z"));
  }
  assert.ok(!(await bodyText()).endsWith("Vị Thanh"), "Ctrl+Z takes it back");
});

test("a story is dragged to its place in the outline", { timeout: 120_000 }, async () => {
  window = await stage.window(sample("keo-bai.bantin"));
  await openStory(window, TITLE);
  const stories = () =>
    window.run(
      `return [...document.querySelectorAll('[data-testid^="story-"]')].map((e) => {
         const box = e.getBoundingClientRect();
         return { id: e.dataset.testid, x: Math.round(box.left + 60), y: Math.round(box.top + box.height / 2) };
       })`,
    );
  const count = (await stories()).length;
  await window.click("outline-add");
  await window.click("add-story");
  const before = await window.until("the new story is listed", async () => {
    const listed = await stories();
    return listed.length > count && listed;
  });

  const [first, second] = before;
  const hand = (...actions) =>
    window.act([{ type: "pointer", id: "hand", parameters: { pointerType: "mouse" }, actions }]);
  await hand(
    { type: "pointerMove", x: first.x, y: first.y },
    { type: "pointerDown", button: 0 },
    { type: "pointerMove", x: first.x, y: first.y + 12, duration: 80 },
    { type: "pointerMove", x: second.x, y: second.y + 12, duration: 80 },
    { type: "pointerUp", button: 0 },
  );
  await window.until("it stands behind the other", async () => {
    const [above, below] = await stories();
    return above.id === second.id && below.id === first.id;
  });
});

test("the photos of an issue are seen", { timeout: 120_000 }, async () => {
  window = await stage.window(sample("anh.bantin"));
  await window.click("surface-photos");
  await window.until("every photo is decoded", () =>
    window.run(
      `const photos = [...document.querySelectorAll('[data-testid^="photo-"] img')];
       return photos.length > 0 && photos.every((img) => img.complete && img.naturalWidth > 0)`,
    ), 60_000);
});
