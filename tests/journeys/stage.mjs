// What a journey stands on: a screen nobody sees, a message bus, an empty home.
//
// Everything started here is ended here, by its process id.

import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { Window } from "./driver.mjs";

/** A screen, a bus and a home that last as long as one test file. */
export class Stage {
  /** The folder of this stage; removed at the end. */
  folder;
  #started = new Set();
  #clipboard;
  #env;

  /** Puts up the stage. */
  static async open({ width = 1280, height = 800, scale = 1 } = {}) {
    const stage = new Stage();
    process.once("exit", () => stage.#end());
    stage.folder = fs.mkdtempSync(path.join(os.tmpdir(), "bantin-journey-"));
    const home = stage.inside("home");
    for (const name of ["", "run", "config", "data", "cache", "state"]) {
      fs.mkdirSync(path.join(home, name), { recursive: true, mode: 0o700 });
    }

    const screen = stage.#start(
      "Xvfb",
      ["-displayfd", "1", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"],
      process.env,
    );
    const display = `:${await firstLine(screen)}`;
    const bus = stage.#start(
      "dbus-daemon",
      ["--session", "--nofork", "--print-address=1"],
      process.env,
    );
    stage.#env = {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      BANTIN_LANG: "vi",
      DISPLAY: display,
      DBUS_SESSION_BUS_ADDRESS: await firstLine(bus),
      HOME: home,
      XDG_RUNTIME_DIR: path.join(home, "run"),
      XDG_CONFIG_HOME: path.join(home, "config"),
      XDG_DATA_HOME: path.join(home, "data"),
      XDG_CACHE_HOME: path.join(home, "cache"),
      XDG_STATE_HOME: path.join(home, "state"),
      GDK_BACKEND: "x11",
      GDK_SCALE: String(scale),
      NO_AT_BRIDGE: "1",
      TAURI_WEBVIEW_AUTOMATION: "true",
    };
    return stage;
  }

  /** A path inside the stage's folder. */
  inside(...names) {
    return path.join(this.folder, ...names);
  }

  /**
   * Starts the app with a file, or with none.
   *
   * `answers` stand in for the system's file dialogs: `OPEN`, `SAVE`, `FOLDER`,
   * `IMPORT`, each a path.
   */
  async window(file, answers = {}) {
    const port = await freePort();
    const env = { ...this.#env };
    for (const [dialog, answer] of Object.entries(answers)) {
      env[`BANTIN_DIALOG_${dialog}`] = answer;
    }
    const driver = this.#start("WebKitWebDriver", [`--port=${port}`], env);
    await reachable(port);
    const window = await Window.open(port, process.env.BANTIN_DESKTOP, file ? [file] : []);
    await window.allow(180_000);
    const close = window.close.bind(window);
    const app = childOf(driver.pid);
    window.close = async () => {
      await close();
      await this.#stop(driver);
      await end(app);
    };
    return window;
  }

  /** Puts HTML on the clipboard, as a word processor does; it stays until the next. */
  async copies(html) {
    if (this.#clipboard) await this.#stop(this.#clipboard);
    const file = this.inside("clipboard.html");
    fs.writeFileSync(file, html);
    const words = ["-selection", "clipboard", "-t", "text/html", "-quiet", "-in", file];
    this.#clipboard = this.#start("xclip", words, this.#env);
  }

  /** Leaves a window after a test; with BANTIN_FAULTS, what failed is kept as a picture. */
  async leave(window, context) {
    const keep = process.env.BANTIN_FAULTS;
    if (keep && context.passed === false) {
      fs.mkdirSync(keep, { recursive: true });
      const name = `${context.name.replaceAll(" ", "-")}.png`;
      fs.writeFileSync(path.join(keep, name), await window.picture().catch(() => Buffer.alloc(0)));
    }
    await window.close().catch(() => {});
  }

  /** Takes the stage down. */
  async close() {
    for (const child of [...this.#started].reverse()) await this.#stop(child);
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #start(name, args, env) {
    const stdio = ["ignore", "pipe", process.env.BANTIN_LOUD ? "inherit" : "ignore"];
    const child = spawn(name, args, { env, stdio });
    child.on("error", (error) => {
      throw new Error(`${name} cannot be started: ${error.message}`);
    });
    this.#started.add(child);
    child.once("exit", () => this.#started.delete(child));
    return child;
  }

  async #stop(child) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const hard = setTimeout(() => child.kill("SIGKILL"), 3_000);
    await gone;
    clearTimeout(hard);
  }

  /** The last resort, when a test file ends without closing its stage. */
  #end() {
    for (const child of this.#started) child.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.split("\n")[0].trim());
    });
    child.once("exit", () => reject(new Error(`${child.spawnfile} ended at once`)));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function reachable(port) {
  for (let tries = 0; tries < 250; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
  throw new Error("WebKitWebDriver does not answer");
}

/** The process that another one started, or `undefined`. Only Linux tells. */
function childOf(parent) {
  const numbers = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).find((process) => parentOf(process) === parent);
}

function parentOf(process) {
  try {
    const stat = fs.readFileSync(`/proc/${process}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/** The driver leaves a program running whose window it closed while that still began. */
async function end(app) {
  if (app === undefined) return;
  for (let tries = 0; tries < 60; tries += 1) {
    const stat = `/proc/${app}/stat`;
    if (!fs.existsSync(stat) || / [ZX] /.test(fs.readFileSync(stat, "utf8"))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  process.kill(app, "SIGKILL");
}
