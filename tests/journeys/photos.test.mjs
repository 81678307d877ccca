// The photos of a bulletin in the real app: in from a folder, read over, pointed at, cut,
// found and replaced.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { changedSheet, sheets } from "./page.mjs";
import { Stage } from "./stage.mjs";

const LEFT = "\uE012";
const SHIFT = "\uE008";
const SAMPLES = path.join(import.meta.dirname, "..", "..", "samples");

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

/** A JPEG whose file says these words, as a camera or an agency writes them. */
function withWords(file, { caption, creator, place }) {
  const jpeg = bare(fs.readFileSync(path.join(SAMPLES, file)));
  const list = (name, item, text) => `<${name}><rdf:${item}><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:${item}></${name}>`;
  const xml =
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
    `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">` +
    list("dc:description", "Alt", caption) +
    list("dc:creator", "Seq", creator) +
    `<photoshop:City>${place}</photoshop:City></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const content = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), Buffer.from(xml)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A JPEG without words: the segments APP1 and APP13 are left out. */
function bare(jpeg) {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (![0xe1, 0xed].includes(jpeg[at + 1])) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

/** A folder from a phone: two photos, one of them twice, one in a folder of its own. */
function phone() {
  const folder = stage.inside("dien-thoai");
  fs.mkdirSync(path.join(folder, "thang-2"), { recursive: true });
  const one = withWords("sign.jpg", { caption: "Thả hoa đăng trên kênh", creator: "Mỹ Lệ", place: "Vị Thanh" });
  fs.writeFileSync(path.join(folder, "IMG_1.jpg"), one);
  fs.writeFileSync(path.join(folder, "IMG_1 ban sao.jpg"), one);
  const two = withWords("hall.jpg", { caption: "Chợ nổi Ngã Bảy", creator: "Minh Tâm", place: "Ngã Bảy" });
  fs.writeFileSync(path.join(folder, "thang-2", "IMG_2.jpg"), two);
  return folder;
}

async function openPhotos(name, answers) {
  const file = stage.inside(name);
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);
  window = await stage.window(file, answers);
  await window.click("surface-photos");
  await window.until("photos are drawn", async () => (await drawn()).length > 0, 60_000);
}

/** The photos of the grid whose pixels are there. */
const drawn = () =>
  window.run(
    `return [...document.querySelectorAll('[data-testid="photo-grid"] [role="option"]')]
       .filter((each) => each.querySelector("img").naturalWidth > 0)
       .map((each) => each.dataset.testid)`,
  );

const value = async (id) => window.text(await window.find(id));
const parts = () =>
  window.run(
    `return [...document.querySelectorAll('[data-testid="photo-crops"] [data-part]')].map((each) => each.dataset.part)`,
  );

/** Chooses the photo whose words hold `text`. */
async function choose(text) {
  const found = await window.until("the photo is in the grid", () =>
    window.run(
      `const all = [...document.querySelectorAll('[data-testid="photo-grid"] [role="option"]')];
       return all.find((each) => each.textContent.includes(arguments[0]))?.dataset.testid`,
      text,
    ),
  );
  await window.click(found);
  await window.until("it is shown", async () => (await window.run("return document.querySelector('[data-testid=\"photo-caption\"]')?.value")) !== undefined);
  return found;
}

/** Searches and waits until so many photos are left. */
async function search(query, count) {
  const field = await window.find("photo-search");
  await window.run(
    `const e = arguments[0]; e.value = arguments[1]; e.dispatchEvent(new Event("input", { bubbles: true }))`,
    field,
    query,
  );
  await window.until(`${count} photos are left`, () =>
    window.run(
      `return document.querySelectorAll('[data-testid="photo-grid"] [role="option"]').length === arguments[0]`,
      count,
    ),
  );
}

test("a folder comes in, its words are marked, accepted and undone", { timeout: 240_000 }, async () => {
  await openPhotos("nhap.bantin", { IMPORT: phone() });
  const before = await window.run(
    `return document.querySelectorAll('[data-testid="photo-grid"] [role="option"]').length`,
  );
  await window.click("photos-add");
  const report = await window.text(await window.find("import-report", 60_000));
  assert.match(report, /2/, "two photos, the twin is not stored twice");
  await window.click("import-close");

  await search("vi thanh my le", 1);
  await window.until("its picture is there", async () => (await drawn()).length === 1, 30_000);
  await choose("");
  assert.equal(await value("photo-caption"), "Thả hoa đăng trên kênh");
  assert.equal(await value("photo-credit"), "Ảnh: Mỹ Lệ");
  assert.equal(await value("photo-place"), "Vị Thanh");
  await search("", before + 2);

  await window.click("accept-all");
  await window.until("nothing waits to be read", async () => !(await window.look("accept-all")));
  await window.click("undo");
  await window.find("accept-all");
});

test("one click follows to every crop and to the page", { timeout: 240_000 }, async () => {
  await openPhotos("diem.bantin");
  await choose("ký kết");
  await window.until("where it is printed is known", async () => (await parts()).length >= 4, 60_000);
  const before = await parts();

  const box = await window.run(
    `const box = document.querySelector('[data-testid="photo-focus"]').parentElement.getBoundingClientRect();
     return { x: box.left, y: box.top, w: box.width, h: box.height }`,
  );
  const at = { x: Math.round(box.x + box.w * 0.9), y: Math.round(box.y + box.h * 0.3) };
  await window.act([
    {
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        { type: "pointerMove", duration: 0, ...at },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    },
  ]);
  await window.until("the square followed", async () => (await parts()).at(-1) !== before.at(-1));
  const ring = await window.find("photo-focus");
  const told = () => window.run("return arguments[0].getAttribute('aria-valuetext')", ring);
  assert.match(await told(), /ngang (89|90|91) %/);

  await window.run("arguments[0].focus()", ring);
  for (let step = 0; step < 2; step += 1) await window.press(SHIFT, LEFT);
  await window.until("the keyboard moves it too", async () => /ngang (69|70|71) %/.test(await told()));
});

test("a place is cut by hand and by keyboard, says its own words, and one step takes each back", { timeout: 300_000 }, async () => {
  await openPhotos("cat.bantin");
  await window.click("surface-pages");
  await window.until("a sheet is shown", async () => (await sheets(window)).length > 0, 60_000);
  const whole = await sheets(window);
  await window.click("surface-photos");
  await choose("ký kết");
  const place = await window.find("place-0", 60_000);
  await window.run("arguments[0].querySelector('button').click()", place);
  const crop = await window.find("place-crop");
  const told = () => window.run("return document.querySelector('[data-testid=\"place-crop\"]').getAttribute('aria-valuetext')");
  assert.match(await told(), /rộng 100 %/);

  // The corner below right is drawn towards the middle.
  await window.run("arguments[0].scrollIntoView({ block: 'center' })", crop);
  const box = await window.run(
    `const box = arguments[0].getBoundingClientRect();
     return { x: box.left, y: box.top, w: box.width, h: box.height }`,
    crop,
  );
  const point = (across, down) => ({ x: Math.round(box.x + box.w * across), y: Math.round(box.y + box.h * down) });
  await window.act([
    {
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        { type: "pointerMove", duration: 0, ...point(0.98, 0.98) },
        { type: "pointerDown", button: 0 },
        { type: "pointerMove", duration: 100, ...point(0.8, 0.9) },
        { type: "pointerMove", duration: 100, ...point(0.6, 0.8) },
        { type: "pointerUp", button: 0 },
      ],
    },
  ]);
  await window.until("the frame is smaller", async () => /rộng (59|60|61) %/.test(await told()), 30_000);
  await window.run("document.querySelector('[data-testid=\"place-crop\"]').focus()");
  await window.press(SHIFT, LEFT);
  await window.until("the keyboard changes it too", async () => /rộng (58|59|60) %/.test(await told()), 30_000);

  const caption = await window.find("place-caption");
  await window.type(caption, "Ký tại hội trường");
  await window.run("arguments[0].blur()", caption);
  await window.until("the place differs", async () => (await window.text(await window.find("place-0"))).includes("khác ảnh gốc"), 30_000);
  assert.notEqual(await value("photo-caption"), "Ký tại hội trường");

  // The page shows the part.
  await window.click("surface-pages");
  await changedSheet(window, whole, 60_000);
  await window.click("surface-photos");
  for (let step = 0; step < 3; step += 1) await window.click("undo");
  await window.until("the whole photo is back", async () => !(await window.text(await window.find("place-0"))).includes("khác ảnh gốc"), 30_000);
});

test("words are found without accents and replaced in all captions", { timeout: 240_000 }, async () => {
  await openPhotos("thay.bantin");
  await search("hoi nghi", 1);
  await search("", 2);
  await window.click("caption-replace");
  await window.type(await window.find("replace-wanted"), "Hội nghị");
  await window.until("it is found", async () => /\d/.test(await window.text(await window.find("replace-count"))));
  await window.type(await window.find("replace-by"), "buổi lễ");
  await window.click("replace-go");
  await window.until("the panel is gone", async () => !(await window.look("replace-go")));
  await search("buoi le", 1);
  await window.press(KEY.control, "z");
  await search("hoi nghi", 1);
});
