// Laying out in the real app, by the keyboard alone: compose, take, pin, move, undo.

import assert from "node:assert/strict";
import fs from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { bodyField, openStory, sheets, toEndOfBody } from "./page.mjs";
import { Stage } from "./stage.mjs";

const TAB = "\uE004";
const ALT = "\uE00A";
const SHIFT = "\uE008";
const UP = "\uE013";
const DOWN = "\uE015";

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

/** Opens the pages of a copy of the sample issue; returns the copy. */
async function openPages(name) {
  const file = stage.inside(name);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  await reopen(file);
  return file;
}

async function reopen(file) {
  window = await stage.window(file);
  await window.find("surface-pages");
  await window.press(KEY.control, "2");
  await window.until("sheets and their modules are shown", async () => {
    const there = await window.run("return document.querySelectorAll('[data-modules] button').length");
    return there > 0 && (await sheets(window)).length > 0;
  }, 60_000);
}

async function textOf(id) {
  const element = await window.look(id);
  return element ? (await window.text(element)).trim() : "";
}

const numberIn = (text) => Number(/\d+/.exec(text)?.[0]);

/** Composes and takes the first proposal. */
async function compose() {
  await window.press(KEY.control, KEY.enter);
  await window.find("proposal-1", 120_000);
  await window.press(KEY.enter);
  await window.until("the proposal is taken", async () => !(await window.look("proposals")), 30_000);
  await window.until("the plan is saved", async () => (await textOf("plan-state")).startsWith("Đã dàn"));
}

/** Tabs until the story's module is in the hand. */
async function takeStory() {
  await window.run("document.querySelector('.desk').focus()");
  for (let steps = 0; steps < 12; steps += 1) {
    await window.press(TAB);
    if (await window.look("module-legs")) return;
  }
  assert.fail("Tab does not reach the module of a story");
}

/** What the module in the hand is called: where it stands, how large it is, whether it is pinned. */
const inHand = () =>
  window.run("return document.querySelector('[data-modules] [aria-pressed=\"true\"]')?.getAttribute('aria-label') ?? ''");

/** Top of the module in the hand, in pixels of the window. */
const top = () =>
  window.run("return document.querySelector('[data-modules] [aria-pressed=\"true\"]')?.getBoundingClientRect().top");

test("pages are composed and a module is pinned, resized and moved without the pointer", { timeout: 300_000 }, async () => {
  const file = await openPages("dan-trang.bantin");
  assert.equal(await textOf("plan-state"), "Chưa dàn");
  await compose();
  assert.match(
    await window.run("return document.querySelector('[data-testid=undo]').getAttribute('aria-label')"),
    /Dàn trang/,
  );

  await takeStory();
  await window.press("p");
  await window.until("it is pinned", async () => (await inHand()).includes("đã ghim"));
  await window.press("p");
  await window.until("it is let go", async () => !(await inHand()).includes("đã ghim"));

  const lines = numberIn(await textOf("module-height"));
  await window.press(ALT, UP);
  await window.press(ALT, UP);
  await window.until("it is two lines lower, and pinned", async () => {
    const now = await inHand();
    return now.includes(`cao ${lines - 2} dòng`) && now.includes("đã ghim");
  });
  const before = await top();
  await window.press(DOWN);
  await window.until("it stands one line further down", async () => (await top()) > before + 1, 30_000);
  await window.until("the ghost is gone", async () => !(await window.look("ghost")));
  const moved = await top();

  await window.close();
  await reopen(file);
  await takeStory();
  assert.ok((await inHand()).includes(`cao ${lines - 2} dòng`), "the size is in the file");
  assert.ok(Math.abs((await top()) - moved) < 1.5, "the place is in the file");

  await window.press(KEY.control, "z");
  await window.until("undo takes the move back", async () => (await top()) < moved - 1);
  await window.press(KEY.control, "z");
  await window.until("and the size", async () => (await inHand()).includes(`cao ${lines} dòng`));
});

test("Escape keeps the old pages, and undo takes a proposal back", { timeout: 300_000 }, async () => {
  await openPages("giu-ban-cu.bantin");
  await window.press(KEY.control, KEY.enter);
  await window.find("proposal-1", 120_000);
  await window.press(KEY.escape);
  await window.until("the panel is gone", async () => !(await window.look("proposals")));
  assert.equal(await textOf("plan-state"), "Chưa dàn");
  await compose();
  await window.press(KEY.control, "z");
  await window.until("the plan is gone", async () => (await textOf("plan-state")) === "Chưa dàn");
});

test("Ctrl+Enter composes while the caret stands in the words, and leaves them alone", { timeout: 300_000 }, async () => {
  const file = stage.inside("giua-chu.bantin");
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  window = await stage.window(file);
  await openStory(window);
  // The words: a picture may arrive meanwhile.
  const lines = () =>
    window.run("return [...arguments[0].querySelectorAll('p:not(.gone)')].map((p) => p.innerHTML)", body);
  const body = await bodyField(window);
  await toEndOfBody(window);
  const before = await lines();
  await window.press(KEY.control, KEY.enter);
  await window.find("proposal-1", 120_000);
  assert.deepEqual(await lines(), before);
});

test("proposals are told in four measures and a score", { timeout: 300_000 }, async () => {
  await openPages("phuong-an.bantin");
  await window.press(KEY.control, KEY.enter);
  await window.find("proposal-1", 120_000);
  const told = await window.run(
    "return [...document.querySelectorAll('[data-testid=proposals] [role=option]')].map((e) => e.textContent.replace(/\\s+/g, ' ').trim())",
  );
  assert.ok(told.length >= 1);
  for (const [at, label] of told.entries()) {
    const [, nth, score] = /^Phương án (\d+), ?(?:Điểm cao nhất)? ?(\d+)\/100,.*Độ đầy: \d+ %, ?Ảnh: \d+ %.*, ?Cân đối: .+, ?Sang trang: .+/.exec(label) ?? [];
    assert.equal(Number(nth), at + 1, label);
    assert.ok(Number(score) >= 40 && Number(score) <= 100, label);
  }
  const scores = told.map((label) => numberIn(/(\d+)\/100/.exec(label)[1]));
  assert.deepEqual(scores, scores.toSorted((a, b) => b - a), "the best comes first");
  const drawn = await window.run(
    "return document.querySelectorAll('[data-testid=proposal-1] svg :is(.head, .leg, .photo)').length",
  );
  assert.ok(drawn >= 8, `${drawn} shapes`);
  await window.press(KEY.escape);
});

test("a module is drawn by its left upper corner, and one undo takes it back", { timeout: 300_000 }, async () => {
  await openPages("keo-goc.bantin");
  await takeStory();
  const before = await inHand();
  const at = await window.run(
    "const b = document.querySelector('[data-testid=handle-nw]').getBoundingClientRect(); return { x: b.left + b.width / 2, y: b.top + b.height / 2 }",
  );
  const [x, y] = [Math.round(at.x), Math.round(at.y)];
  const hand = (...actions) =>
    window.act([{ type: "pointer", id: "hand", parameters: { pointerType: "mouse" }, actions }]);
  await hand(
    { type: "pointerMove", x, y },
    { type: "pointerDown", button: 0 },
    { type: "pointerMove", x, y: y + 10, duration: 80 },
    { type: "pointerMove", x, y: y + 40, duration: 80 },
  );
  await window.find("ghost");
  await hand({ type: "pointerUp", button: 0 });
  await window.until("it is lower and pinned", async () => {
    const now = await inHand();
    return now.includes("đã ghim") && numberIn(/cao (\d+)/.exec(now)?.[1]) < numberIn(/cao (\d+)/.exec(before)[1]);
  }, 30_000);
  await window.until("it is told where it stands", async () => /^Trang 1, ô .+, đã ghim/.test(await textOf("hand-told")));
  await window.press(ALT, SHIFT, DOWN);
  await window.until("the ghost is gone", async () => !(await window.look("ghost")), 30_000);
  await window.press(KEY.control, "z");
  await window.press(KEY.control, "z");
  await window.until("it is as it was", async () => (await inHand()) === before, 30_000);
});

test("a refusal is one sentence in the foot, and nothing moved", { timeout: 300_000 }, async () => {
  await openPages("khong-du-cho.bantin");
  await compose();
  await takeStory();
  const before = await inHand();
  // Right above stands the masthead, which gives way to nothing.
  for (let lines = 0; lines < 4; lines += 1) await window.press(UP);
  await window.find("refusal", 30_000);
  assert.match(await textOf("refusal"), /[.]$/);
  assert.equal(await inHand(), before);
});

test("a module is dragged by its cells and snaps to them", { timeout: 300_000 }, async () => {
  await openPages("keo-khung.bantin");
  await takeStory();
  await window.press(ALT, UP);
  await window.press(ALT, UP);
  await window.press(ALT, UP);
  await window.press(ALT, UP);
  await window.until("there is room to move", async () => (await inHand()).includes("đã ghim"), 30_000);
  await window.until("the ghost is gone", async () => !(await window.look("ghost")));
  const box = await window.run(
    "const b = document.querySelector('[data-modules] [aria-pressed=\"true\"]').getBoundingClientRect(); return { x: b.left + b.width / 3, y: b.top + b.height / 2, top: b.top }",
  );
  const hand = (...actions) =>
    window.act([{ type: "pointer", id: "hand", parameters: { pointerType: "mouse" }, actions }]);
  const [x, y] = [Math.round(box.x), Math.round(box.y)];
  await hand(
    { type: "pointerMove", x, y },
    { type: "pointerDown", button: 0 },
    { type: "pointerMove", x, y: y + 8, duration: 80 },
    { type: "pointerMove", x, y: y + 20, duration: 80 },
  );
  await window.find("ghost");
  assert.ok(await window.look("grid"), "the grid is seen while dragging");
  await hand({ type: "pointerUp", button: 0 });
  await window.until("it stands further down", async () => (await top()) > box.top + 4, 30_000);
  await window.until("the ghost is gone", async () => !(await window.look("ghost")));
});
