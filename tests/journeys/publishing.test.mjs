// Publishing, in the real app: an exported issue goes onto a real server, is told before
// it happens, and a second time there is nothing to send.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { KEY } from "./driver.mjs";
import { Stage } from "./stage.mjs";

const PASSWORD = "Bí-mật-7k2";

let stage;
let window;
let server;

before(async () => {
  stage = await Stage.open();
});
afterEach(async (context) => {
  if (window) await stage.leave(window, context);
  window = undefined;
  server?.kill();
});
after(() => stage.close());

/** Serves a folder over WebDAV; the port. */
async function serve(folder) {
  const free = net.createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address();
  free.close();
  const words = ["serve", "webdav", "--user", "toa-soan", "--pass", PASSWORD, "--config", "/dev/null"];
  server = spawn("rclone", [...words, "--addr", `127.0.0.1:${port}`, folder], { stdio: "ignore" });
  for (let tries = 0; tries < 100; tries += 1) {
    const answers = await new Promise((done) => {
      const line = net.connect(port, "127.0.0.1");
      line.once("connect", () => done(true)).once("error", () => done(false));
      line.once("connect", () => line.destroy());
    });
    if (answers) return port;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("rclone does not answer");
}

const files = (folder) => fs.readdirSync(folder, { recursive: true }).sort();
const said = (id) => window.run("return document.querySelector(`[data-testid=\"${arguments[0]}\"]`)?.textContent ?? ''", id);

test("an issue is exported and published, and told before it is", { timeout: 300_000 }, async (context) => {
  if (spawnSync("rclone", ["version"]).status !== 0) return context.skip("there is no rclone");
  const served = stage.inside("served");
  const out = stage.inside("out");
  for (const folder of [served, out]) fs.mkdirSync(folder);
  fs.writeFileSync(path.join(served, "của người khác.txt"), "x");
  const port = await serve(served);
  const file = stage.inside("so.bantin");
  fs.copyFileSync(process.env.BANTIN_SAMPLE, file);

  window = await stage.window(file, { FOLDER: out });
  await window.find("issue-menu");
  await window.press(KEY.control, "5");
  for (const output of ["press", "screen"]) await window.click(`export-${output}`);
  await window.click("export-folder");
  await window.click("export-start");
  await window.find("export-done", 180_000);

  await window.click("publish-open");
  await window.type(await window.find("publish-address"), `http://toa-soan@127.0.0.1:${port}/so 9`);
  await window.type(await window.find("publish-password"), "sai");
  await window.click("publish-try");
  await window.find("publish-failure");
  assert.match(await said("publish-failure"), /không cho “toa-soan” vào/);
  await window.run("const f = document.querySelector('[data-testid=\"publish-password\"]'); f.value = ''; f.dispatchEvent(new Event('input'))");
  await window.type(await window.find("publish-password"), PASSWORD);
  await window.click("publish-preview");
  await window.find("publish-plan");
  const told = Number((await said("publish-plan")).match(/Sẽ gửi ([\d.]+) tệp/)?.[1].replace(".", ""));
  assert.deepEqual(files(served), ["của người khác.txt"], "a preview writes nothing");

  await window.click("publish-start");
  await window.find("publish-done", 60_000);
  const web = files(path.join(out, "web"));
  assert.deepEqual(files(path.join(served, "so 9")), web);
  assert.equal(told, web.filter((name) => fs.statSync(path.join(out, "web", name)).isFile()).length - 1);
  assert.ok(fs.existsSync(path.join(served, "của người khác.txt")));

  await window.click("publish-start");
  await window.until("nothing is left to send", async () => (await said("publish-done")).includes("đã có sẵn"));
});
