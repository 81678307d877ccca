// Every row of the seed page, found working in a real browser on the exported package.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser, openPage, violations } from "./browser.mjs";
import { articlePage, counter, exportSample, pages, serve } from "./package_under_test.mjs";

const SEED = fs
  .readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "../../samples/can-tho-hau-giang.txt"), "utf8")
  .split(/\r?\n/)
  .map((line) => line.trim());
const TITLE = "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển";
const CAPTIONS = ["Lãnh đạo 2 địa phương ký kết hợp tác", "Quang cảnh Hội nghị"];
const PARAGRAPHS = SEED.slice(SEED.findIndex((line) => line.startsWith("Lượt xem")) + 1, SEED.indexOf("Đan Phượng")).filter(
  (line) => line && !CAPTIONS.includes(line),
);
const ID = "d5bd5483-c909-49f3-8d4f-dc82fbe374b1";
const DOMAIN = "haugiang.example";
const BASE = "/ban-tin/";

/** Line breaks and no-break spaces are the browser's business. */
const squeeze = (text) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/gu, "");

let browser;
let plain;
let counted;
let visits;
let host;
let article;

before(async () => {
  browser = await openBrowser();
  visits = await counter();
  plain = exportSample();
  counted = exportSample([
    `base_url=https://${DOMAIN}${BASE}`,
    `counter_url=${visits.address}`,
    "ipv6_badge=yes",
    `badge_domain=${DOMAIN}`,
    `badge_link=https://tinnhiemmang.vn/danh-ba-tin-nhiem/haugiangexample-1614384000`,
  ]);
  host = await serve(counted.web, BASE);
  article = articlePage(plain.web);
});

after(async () => {
  await browser?.close();
  await visits?.close();
  await host?.close();
  for (const made of [plain, counted]) if (made) fs.rmSync(made.folder, { recursive: true });
});

const file = (name, made = plain) => pathToFileURL(path.join(made.web, name)).href;
const served = (name) => `${host.address}${BASE}${name}`;

/** Opens a page, does something on it, and holds it free of faults. */
async function on(address, options, work) {
  const { page, faults, close } = await openPage(browser, address, options);
  try {
    await work(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

test("every page opens from a disk without an error under its policy", async () => {
  for (const name of pages(plain.web)) {
    await on(file(name), {}, async (page) => {
      assert.equal(await page.evaluate(() => document.documentElement.lang.slice(0, 2)), "vi", name);
      const policy = await page.evaluate(
        () => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "",
      );
      if (name !== "email.html") {
        assert.match(policy, /default-src 'none'/, name);
        assert.doesNotMatch(policy, /unsafe/, name);
      }
    });
  }
});

describe("the article page", () => {
  test("has its section, title, dates, lead, body, byline and id", async () => {
    await on(file(article), {}, async (page) => {
      const text = squeeze(await page.innerText("body"));
      assert.ok(text.toLowerCase().includes(squeeze("Sự kiện nổi bật").toLowerCase()));
      assert.equal(squeeze(await page.innerText("h1")), squeeze(TITLE));
      assert.match(text, /27\/02\/2021/);
      assert.equal(await page.getAttribute("time", "datetime"), "2021-02-27");
      assert.equal(PARAGRAPHS.length, 8);
      for (const paragraph of PARAGRAPHS) {
        assert.equal(text.split(squeeze(paragraph)).length - 1, 1, paragraph);
      }
      assert.ok(text.includes(squeeze("Đan Phượng")));
      assert.ok(text.includes(ID));
      const author = await page.getAttribute('a[rel="author"]', "href");
      assert.ok(fs.existsSync(path.join(plain.web, "bai", author)), "the author has a page");
    });
  });

  test("shows both photos, decoded, with their captions", async () => {
    await on(file(article), {}, async (page) => {
      for (const image of await page.locator("figure img").all()) {
        await image.scrollIntoViewIfNeeded();
        await image.evaluate((element) => element.decode());
      }
      const figures = await page.$$eval("figure", (all) =>
        all.map((figure) => {
          const image = figure.querySelector("img");
          return {
            caption: figure.querySelector("figcaption").innerText,
            width: image.naturalWidth,
            alt: image.alt,
            sized: image.hasAttribute("width") && image.hasAttribute("height"),
          };
        }),
      );
      assert.equal(figures.length, 2);
      figures.forEach((figure, index) => {
        assert.ok(figure.width > 0, "decoded");
        assert.ok(figure.alt.length > 0, "alternative text");
        assert.ok(figure.sized, "the page does not jump");
        assert.ok(figure.caption.includes(CAPTIONS[index]), figure.caption);
        assert.match(figure.caption, /Minh họa/, "the credit");
      });
    });
  });

  test("changes the size of the text and remembers it", async () => {
    await on(served(article), { allow: [visits.address] }, async (page) => {
      const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("[data-read]:not(h1)")).fontSize));
      const first = await size();
      await page.click('[data-bt="text-larger"]');
      await page.click('[data-bt="text-larger"]');
      const larger = await size();
      assert.ok(larger > first, `${larger} > ${first}`);
      await page.reload();
      assert.equal(await size(), larger, "remembered on the device");
      assert.equal(await page.evaluate(() => document.cookie), "", "without a cookie");
      await page.click('[data-bt="text-smaller"]');
      assert.ok((await size()) < larger);
      await page.click('[data-bt="text-reset"]');
      assert.equal(await size(), first);
      await page.click('[data-bt="text-smaller"]');
      assert.ok((await size()) < first, "A- is smaller than the start");
    });
  });

  test("leads to its print version", async () => {
    await on(file(article), {}, async (page) => {
      await page.click('[data-bt="print"]');
      await page.waitForURL(/\/in\/[^/]+\.html$/);
      const text = squeeze(await page.innerText("body"));
      for (const paragraph of PARAGRAPHS) assert.ok(text.includes(squeeze(paragraph)), paragraph);
      assert.match(await page.getAttribute('meta[name="robots"]', "content"), /noindex/);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    });
  });

  test("reads aloud exactly its script", async () => {
    const prepare = () => {
      window.spoken = [];
      class Utterance {
        constructor(text) {
          this.text = text;
        }
      }
      const voice = { name: "Thử", lang: "vi-VN", localService: true, default: true, voiceURI: "x" };
      const fake = {
        getVoices: () => [voice],
        speak(utterance) {
          window.spoken.push({ text: utterance.text, lang: utterance.lang });
          setTimeout(() => {
            utterance.onstart?.({});
            utterance.onend?.({});
          }, 1);
        },
        cancel() {},
        pause() {},
        resume() {},
        addEventListener() {},
      };
      Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
      Object.defineProperty(window, "speechSynthesis", { value: fake });
    };
    await on(file(article), { prepare }, async (page) => {
      const { script, utterances, said } = JSON.parse(await page.textContent("#bt-script"));
      const button = page.locator('[data-bt="read-aloud"]');
      const resting = await button.innerText();
      await button.click();
      await page.waitForFunction(() => window.spoken.at(-1)?.text.includes("Theo tác giả"));
      await page.waitForFunction((label) => document.querySelector('[data-bt="read-aloud"]').innerText === label, resting);
      const spoken = await page.evaluate(() => window.spoken);
      assert.equal(utterances.join(""), script);
      assert.deepEqual(spoken.map((one) => one.text), said);
      assert.equal(said.length, utterances.length);
      // Words are said as written; dates and abbreviations are written out.
      assert.equal(said[0], `Tiêu đề bài viết: ${TITLE.replace(/ – /g, ", ")}.`);
      assert.ok(said[1].startsWith("Nội dung như sau: Chiều ngày 26 tháng 2 năm 2021,"), said[1]);
      assert.ok(said.join(" ").includes("Ủy ban nhân dân thành phố Cần Thơ"));
      assert.ok(spoken.every((one) => [...one.text].length <= 180), "some voices are cut off after 14 s");
      assert.ok(spoken.every((one) => one.lang.startsWith("vi")));
      assert.ok(script.startsWith(`Tiêu đề bài viết: ${TITLE}. Nội dung như sau: Chiều ngày`), script.slice(0, 120));
      assert.ok(script.trim().endsWith("Theo tác giả: Đan Phượng."), script.slice(-60));
      assert.ok(squeeze(script).includes(squeeze(PARAGRAPHS.at(-1))), "the last paragraph is read");
      for (const paragraph of PARAGRAPHS) assert.ok(squeeze(script).includes(squeeze(paragraph)), paragraph);
    });
  });

  test("says so and shows the script when the device has no voice", async () => {
    const prepare = () => {
      const other = { name: "Other", lang: "en-US", localService: true };
      const fake = { getVoices: () => [other], speak() {}, cancel() {}, addEventListener() {} };
      Object.defineProperty(window, "speechSynthesis", { value: fake });
    };
    await on(file(article), { prepare }, async (page) => {
      await page.click('[data-bt="read-aloud"]');
      await page.waitForSelector('[data-bt="read-message"]', { state: "visible" });
      assert.ok((await page.innerText('[data-bt="read-script"]')).includes("Tiêu đề bài viết"));
    });
  });
});

describe("views and statistics", () => {
  test("come from the counter", async () => {
    visits.calls.length = 0;
    await on(served(article), { allow: [visits.address] }, async (page) => {
      await page.waitForSelector('[data-bt="views"]', { state: "visible" });
      assert.match(await page.innerText('[data-bt="views"]'), /Lượt xem:\s*7\.448\.251/);
      const stats = await page.innerText('[data-bt="stats"]');
      for (const label of ["Đang truy cập", "Hôm nay", "Tháng hiện tại", "Tổng"]) {
        assert.ok(stats.includes(label), `${label} in ${stats}`);
      }
      for (const number of ["3", "41", "1.234", "98.765"]) assert.ok(stats.includes(number), stats);
    });
    const hit = visits.calls.find((call) => call.method === "POST");
    assert.equal(hit.pathname, "/v1/hit");
    assert.equal(JSON.parse(hit.body).id, ID);
    assert.equal(hit.cookie, undefined);
  });

  test("are not there without a counter", async () => {
    await on(file(article), {}, async (page) => {
      const text = await page.innerText("body");
      for (const label of ["Lượt xem", "Đang truy cập", "Tháng hiện tại"]) {
        assert.ok(!text.includes(label), `a label without a number: ${label}`);
      }
    });
  });

  test("stay hidden when the counter does not answer", async () => {
    const { page, close } = await openPage(browser, file(article, counted), {
      prepare: () => {
        window.fetch = () => Promise.reject(new Error("down"));
      },
    });
    assert.equal(await page.isVisible('[data-bt="views"]'), false);
    assert.equal(await page.isVisible('[data-bt="stats"]'), false);
    await close();
  });
});

describe("badges", () => {
  test("are shown when configured", async () => {
    await on(served(article), { allow: [visits.address] }, async (page) => {
      const badge = page.locator('[data-bt="badge-ipv6"]');
      assert.equal(await badge.getAttribute("alt"), "ipv6 ready");
      await badge.evaluate((image) => image.decode());
      const trust = page.locator('[data-bt="badge-trust"]');
      assert.match(await trust.getAttribute("href"), /tinnhiemmang\.vn\/danh-ba-tin-nhiem/);
      const picture = trust.locator("img");
      assert.equal(await picture.getAttribute("alt"), "Chung nhan Tin Nhiem Mang");
      assert.doesNotMatch(await picture.getAttribute("src"), /^https?:/, "a picture of our own");
    });
  });

  test("are never claimed", async () => {
    await on(file(article), {}, async (page) => {
      assert.equal(await page.locator('[data-bt="badge-ipv6"], [data-bt="badge-trust"]').count(), 0);
    });
    const other = exportSample([
      "base_url=https://another.example/",
      `badge_domain=${DOMAIN}`,
      "badge_link=https://tinnhiemmang.vn/x",
    ]);
    await on(file(article, other), {}, async (page) => {
      assert.equal(await page.locator('[data-bt="badge-trust"]').count(), 0, "a certificate is for one domain");
    });
    fs.rmSync(other.folder, { recursive: true });
  });
});

test("search finds with and without marks", async () => {
  await on(file("tim-kiem.html"), {}, async (page) => {
    const hits = async (query) => {
      await page.fill('[data-bt="search"]', query);
      return page.locator('[data-bt="results"] a').allInnerTexts();
    };
    assert.deepEqual((await hits("can tho")).map(squeeze), [squeeze(TITLE)]);
    assert.deepEqual((await hits("Cần Thơ")).map(squeeze), [squeeze(TITLE)]);
    assert.deepEqual((await hits("duong tinh 931b")).length, 1);
    assert.deepEqual(await hits("Ninh Bình"), []);
    await page.fill('[data-bt="search"]', "hau giang");
    await page.click('[data-bt="results"] a');
    await page.waitForURL(/\/bai\//);
  });
});

test("the page is whole without scripts", async () => {
  await on(file(article), { javaScriptEnabled: false }, async (page) => {
    const text = squeeze(await page.innerText("body"));
    for (const paragraph of PARAGRAPHS) assert.ok(text.includes(squeeze(paragraph)), paragraph);
    for (const button of ["text-larger", "read-aloud"]) {
      const found = page.locator(`[data-bt="${button}"]`);
      assert.equal((await found.count()) > 0 && (await found.isVisible()), false, `${button} would do nothing`);
    }
    assert.ok(await page.isVisible('[data-bt="print"]'));
  });
});

test("every link inside the package leads somewhere", () => {
  for (const name of pages(counted.web)) {
    const html = fs.readFileSync(path.join(counted.web, name), "utf8");
    for (const [, target] of html.matchAll(/(?:href|src)="([^"#?]+)[^"]*"/g)) {
      if (/^[a-z]+:/i.test(target)) continue;
      // The page for wrong addresses is shown at any depth: it starts from the root.
      const from = name === "404.html" && target.startsWith(BASE) ? "" : path.dirname(name);
      const rest = from === "" ? target.slice(BASE.length) : target;
      const place = path.join(counted.web, from, decodeURIComponent(rest));
      assert.ok(fs.existsSync(place), `${name} leads to ${target}`);
    }
  }
});

test("every page fits a telephone", async () => {
  for (const name of pages(plain.web)) {
    await on(file(name), { viewport: { width: 390, height: 800 } }, async (page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${name} is ${width} px wide`);
    });
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    for (const name of pages(counted.web).filter((name) => name !== "email.html")) {
      await on(served(name), { colorScheme, allow: [visits.address] }, async (page) => {
        assert.deepEqual(await violations(page), [], name);
      });
    }
  });
}

test("axe finds nothing in high contrast", async () => {
  await on(file(article), { forcedColors: "active" }, async (page) => {
    assert.deepEqual(await violations(page), []);
  });
});
