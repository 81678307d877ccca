// Listening to an article: the word being said, the speed and the voice.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser, openPage, violations } from "./browser.mjs";
import { articlePage, exportSample } from "./package_under_test.mjs";

const TITLE = "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển";
const squeeze = (text) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/gu, "");

let browser;
let made;
before(async () => {
  browser = await openBrowser();
  made = exportSample();
});
after(async () => {
  await browser?.close();
  fs.rmSync(made.folder, { recursive: true });
});

test("shows the word being said, and lets the reader choose speed and voice", async () => {
  const prepare = () => {
    window.spoken = [];
    class Utterance {
      constructor(text) {
        this.text = text;
      }
    }
    const voice = (name) => ({ name, lang: "vi-VN", localService: true });
    const fake = {
      getVoices: () => [voice("Thử"), voice("Microsoft HoaiMy Online - Vietnamese")],
      speak(utterance) {
        window.spoken.push({ rate: utterance.rate, voice: utterance.voice.name });
        window.now = utterance;
        utterance.onstart({});
      },
      cancel() {},
    };
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
    Object.defineProperty(window, "speechSynthesis", { value: fake });
  };
  const address = pathToFileURL(path.join(made.web, articlePage(made.web))).href;
  const { page, faults, close } = await openPage(browser, address, { prepare });
  assert.equal(await page.locator(".reading").count(), 0, "nothing before it is asked for");
  await page.click('[data-bt="read-aloud"]');
  await page.waitForFunction(() => window.now);
  const marked = (name) => page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].join(""), name);
  assert.equal(squeeze(await marked("read")), squeeze(TITLE));
  const word = (text) =>
    page.evaluate((text) => window.now.onboundary({ name: "word", charIndex: window.now.text.indexOf(text) }), text);
  await word("Hậu");
  assert.equal(await marked("word"), "Hậu");
  await word("Tiêu");
  assert.equal(await marked("word"), "Hậu", "the introduction stands nowhere");
  const first = { rate: 1, voice: "Microsoft HoaiMy Online - Vietnamese" };
  assert.deepEqual(await page.evaluate(() => window.spoken), [first]);
  await page.getByLabel("Tốc độ").selectOption("1.5");
  await page.getByLabel("Giọng đọc").selectOption("Thử");
  assert.deepEqual(await page.evaluate(() => window.spoken.at(-1)), { rate: 1.5, voice: "Thử" });
  assert.deepEqual(await violations(page), []);
  await page.click('[data-bt="read-stop"]');
  assert.equal(await marked("read"), "");
  await page.reload();
  await page.click('[data-bt="read-aloud"]');
  await page.waitForFunction(() => window.now);
  assert.deepEqual(await page.evaluate(() => window.spoken), [{ rate: 1.5, voice: "Thử" }], "remembered");
  assert.deepEqual(faults, []);
  await close();
});
