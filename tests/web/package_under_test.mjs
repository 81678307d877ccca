// The sample issue, exported as an office would: with and without a view counter.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

const { BANTIN, BANTIN_SAMPLE } = process.env;

/** Exports a copy of the sample after setting fields; returns the `web` folder. */
export function exportSample(fields = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bantin-web-"));
  const file = path.join(folder, "b.bantin");
  fs.copyFileSync(BANTIN_SAMPLE, file);
  const bantin = (...words) => execFileSync(BANTIN, words, { stdio: ["ignore", "ignore", "pipe"] });
  if (fields.length > 0) bantin("set", file, ...fields);
  bantin("export", file, "--to", folder, "--as", "web,print-html");
  return { folder, web: path.join(folder, "web"), print: path.join(folder, "print") };
}

/** Every HTML page of a package, by its path in it; the paste kit holds fragments. */
export function pages(web) {
  return fs
    .readdirSync(web, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".html") && !name.startsWith("cms/"))
    .sort();
}

/** The one article page of the sample. */
export function articlePage(web) {
  return `bai/${fs.readdirSync(path.join(web, "bai")).find((name) => name.endsWith(".html"))}`;
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".avif": "image/avif",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".pdf": "application/pdf",
};

/** Serves a folder under a path, as a host with many tenants does. */
export function serve(folder, under = "/") {
  return listen((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = path.join(folder, decodeURIComponent(pathname.slice(under.length)) || "index.html");
    const isInside = pathname.startsWith(under) && name.startsWith(folder);
    if (!isInside || !fs.existsSync(name) || !fs.statSync(name).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[path.extname(name)] ?? "application/octet-stream" });
    fs.createReadStream(name).pipe(response);
  });
}

/** A view counter that keeps the contract of the package and remembers its calls. */
export async function counter() {
  const calls = [];
  const views = 7_448_251;
  const server = await listen((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    let body = "";
    request.on("data", (bytes) => (body += bytes));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url, "http://localhost");
      calls.push({ method: request.method, pathname, body, cookie: request.headers.cookie });
      const ids = searchParams.get("ids")?.split(",") ?? [JSON.parse(body || "{}").id];
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({
          online: 3,
          today: 41,
          month: 1_234,
          total: 98_765,
          views: Object.fromEntries(ids.map((id) => [id, views])),
          at: "2026-11-22T00:00:00Z",
        }),
      );
    });
  });
  return { ...server, calls };
}

/**
 * GoatCounter 2.7 or Umami 3, as far as their public addresses go: what pages ask, and
 * what these programs answer. Remembers its calls.
 */
export async function otherCounter(answers) {
  const calls = [];
  const server = await listen((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    let body = "";
    request.on("data", (bytes) => (body += bytes));
    request.on("end", () => {
      const { pathname, search, searchParams } = new URL(request.url, "http://localhost");
      const { cookie } = request.headers;
      calls.push({ method: request.method, pathname, search, body, cookie });
      const answer = answers({ pathname, searchParams, headers: request.headers, body });
      response.writeHead(answer === undefined ? 403 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? {}));
    });
  });
  return { ...server, calls };
}

function listen(answer) {
  return new Promise((resolve) => {
    const server = http.createServer(answer);
    server.listen(0, "127.0.0.1", () => {
      const close = () => {
        server.closeAllConnections();
        return new Promise((done) => server.close(done));
      };
      resolve({ address: `http://127.0.0.1:${server.address().port}`, close });
    });
  });
}
