// A real browser on an exported package: what every check starts with.

import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

/** No sandbox, as root has none; and no request of the browser's own. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
];

const KNOWN = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the Chromium of the system, or the Chrome of macOS and Windows. */
export function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? KNOWN.find((path) => fs.existsSync(path));
  return executablePath
    ? chromium.launch({ executablePath, args: ARGUMENTS })
    : chromium.launch({ channel: "chrome", args: ARGUMENTS });
}

/**
 * Opens a page that remembers what went wrong on it: errors in the console, refusals
 * of its security policy, requests that left the place it came from.
 */
export async function openPage(browser, address, options = {}) {
  const { prepare, allow = [], ...rest } = options;
  const context = await browser.newContext({ locale: "vi-VN", ...rest });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(`console: ${line.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  const origins = [new URL(address).origin, ...allow];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    const isAtHome = protocol === "data:" || origins.includes(origin);
    if (!isAtHome) faults.push(`leaves home: ${request.url()}`);
  });
  if (prepare) await context.addInitScript(prepare);
  await page.goto(address, { waitUntil: "load" });
  return { page, faults, close: () => context.close() };
}

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on a page, one line for each rule. */
export async function violations(page) {
  await page.evaluate(AXE);
  // Without preloading: axe would ask for our style sheets, which `file:` forbids.
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"], preload: false }),
  );
  return found.violations.map(
    (rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}
