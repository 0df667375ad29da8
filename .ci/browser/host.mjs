// A static host for a built site on loopback, and the browser that looks at it.

import { createServer } from "node:http";
import { readFile, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  xml: "text/xml; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  ico: "image/x-icon",
  json: "application/json",
};

// A file of the site for an address: folders by their index.html, 404.html for what there is not.
export async function find(site, pathname) {
  let file = path.join(site, path.normalize(decodeURIComponent(pathname)));
  if (pathname.endsWith("/")) file = path.join(file, "index.html");
  let status = 200;
  if (!(await stat(file).catch(() => null))?.isFile()) [file, status] = [path.join(site, "404.html"), 404];
  const type = TYPES[path.extname(file).slice(1)] ?? "application/octet-stream";
  return { status, type, body: await readFile(file) };
}

// What the site asks its host to say of a page: the policies of `_headers`, by address.
async function policies(site) {
  const rules = [];
  for (const line of (await readFile(path.join(site, "_headers"), "utf8")).split("\n")) {
    const policy = /^ +Content-Security-Policy: (.*)$/.exec(line);
    if (policy) rules.push([rules.path, policy[1]]);
    else if (!line.startsWith(" ")) rules.path = line;
  }
  const holds = (rule, pathname) => (rule.endsWith("*") ? pathname.startsWith(rule.slice(0, -1)) : pathname === rule);
  return (pathname) => rules.find(([rule]) => holds(rule, pathname))?.[1];
}

// The policy that the site asks for is the one it is read under, so that whatever an author could smuggle in would not
// run; nothing within a page needs an exception. Pictures may be named by `own`, the address that the site gives for
// itself. Embeds, which have no policy of ours, get that of articles.
export async function itsOwnPolicy(site, own) {
  const asked = await policies(site);
  return (pathname) => (asked(pathname) ?? asked("/wechat/")).replace("img-src", `img-src ${own}`);
}

// A body as a host sends it to a browser that takes an encoding, at the level that hosts use for files they keep.
export function packed(body, encoding) {
  if (encoding === "br") return brotliCompressSync(body);
  return encoding === "gzip" ? gzipSync(body, { level: 9 }) : body;
}

// Serves a site at a port of its own choice; every answer carries the policy, one for all or one by address. With `packs`, texts are sent packed and
// files are kept by the browser, as by any host that is set up for readers.
export async function serve(site, policy, packs = false) {
  const answer = async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const { status, type, body } = await find(site, pathname);
    const said = typeof policy === "function" ? policy(pathname) : policy;
    const headers = { "content-type": type, ...(said && { "content-security-policy": said }) };
    const taken = request.headers["accept-encoding"] ?? "";
    const encoding = packs && /text|json|svg/.test(type) ? ["br", "gzip"].find((name) => taken.includes(name)) : undefined;
    if (encoding) headers["content-encoding"] = encoding;
    if (packs) headers["cache-control"] = /^\/(assets|files)\//.test(pathname) ? "public, max-age=31536000, immutable" : "public, max-age=300";
    response.writeHead(status, headers);
    response.end(packed(body, encoding));
  };
  const server = createServer((request, response) => answer(request, response).catch((error) => response.destroy(error)));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

// The address that a site gives for itself, scheme and host: its articles name their pictures by it.
export async function ownOrigin(site) {
  const feed = await readFile(path.join(site, "feed.xml"), "utf8");
  return new URL(feed.match(/<link>([^<]+)<\/link>/)[1]).origin;
}

// Answers for that address with the files of the site.
export async function answer(route, site) {
  const { status, type, body } = await find(site, new URL(route.request().url()).pathname);
  return route.fulfill({ status, contentType: type, body });
}

// The address of every page that does not lead on to another by itself.
export async function addresses(site) {
  const found = [];
  for (const entry of await readdir(site, { recursive: true })) {
    const name = entry.split(path.sep).join("/");
    if (!name.endsWith(".html") || name === "404.html") continue;
    const text = await readFile(path.join(site, entry), "utf8");
    if (!/<meta http-equiv="?refresh/i.test(text)) found.push("/" + name.replace(/(^|\/)index\.html$/, "$1"));
  }
  return found.sort();
}

export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Chromium does not run as root in its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // /dev/shm is small in containers.
      "--disable-dev-shm-usage",
      ...more,
    ],
  });
}
