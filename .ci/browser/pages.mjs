// Reads the built site in Chromium, as a reader would, from a static host on loopback.
//
//     node pages.mjs SITE SCREENSHOTS
//
// Every page: no sideways scrolling at 320, 375 and 1280 px, nothing on the console, nothing asked of another
// host, nothing that axe finds serious. The pages of CLOSE also in the dark and at 1280 px, and as pictures.
// The button of a WeChat preview puts the article on the clipboard to the byte; the list of 100 stands as in
// the paper. All that is wrong is told at once; the exit status is 1 if there is anything.

import { createServer } from "node:http";
import { mkdir, readFile, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const [site, screenshots] = process.argv.slice(2).map((folder) => path.resolve(folder));
const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [320, 375, 1280];
const HEIGHT = 800;
// One of each that there is to see, by the address in the demo. An address that is gone is told.
const CLOSE = {
  home: "/",
  posts: "/posts/",
  "posts-older": "/posts/page/1/",
  events: "/events/",
  tickets: "/tickets/",
  rankings: "/rankings/",
  columns: "/columns/",
  column: "/columns/xueba/",
  tags: "/tags/",
  tag: "/tags/women/",
  post: "/posts/winter-guide-2026/",
  reply: "/posts/activity-centre-reply/",
  event: "/events/winter-chorus-2026/",
  ticket: "/tickets/hotspring-2017/",
  "ticket-open": "/tickets/reading-card-2027/",
  top100: "/rankings/2015-national-top100/",
  honours: "/rankings/2015-honours/",
  scored: "/rankings/2017-03-townships/",
  page: "/pages/about/",
  404: "/no/such/page/",
  wechat: "/wechat/",
  "wechat-ticket": "/wechat/tickets/hotspring-2017.html",
  "wechat-post": "/wechat/posts/winter-guide-2026.html",
};
const TOP100 = "/rankings/2015-national-top100/";

// The site needs no more than this, so that whatever an author could smuggle in would not run.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");
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
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const wrong = [];
function tell(where, message) {
  wrong.push(`${where}: ${message}`);
  console.log(`${where}: ${message}`);
}

// A static host: folders by their index.html, 404.html for what there is not.
async function serve(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  let file = path.join(site, path.normalize(decodeURIComponent(pathname)));
  if (pathname.endsWith("/")) file = path.join(file, "index.html");
  let status = 200;
  if (!(await stat(file).catch(() => null))?.isFile()) [file, status] = [path.join(site, "404.html"), 404];
  const type = TYPES[path.extname(file).slice(1)] ?? "application/octet-stream";
  response.writeHead(status, { "content-type": type, "content-security-policy": POLICY });
  response.end(await readFile(file));
}

// The address of every page that does not lead on to another by itself.
async function addresses() {
  const found = [];
  for (const entry of await readdir(site, { recursive: true })) {
    const name = entry.split(path.sep).join("/");
    if (!name.endsWith(".html") || name === "404.html") continue;
    const text = await readFile(path.join(site, entry), "utf8");
    if (!/<meta http-equiv="?refresh/i.test(text)) found.push("/" + name.replace(/(^|\/)index\.html$/, "$1"));
  }
  return found.sort();
}

// What pokes out to the right, the outermost first; what can be scrolled by itself does not count.
function sideways() {
  const width = document.documentElement.clientWidth;
  const by = document.scrollingElement.scrollWidth - width;
  if (by <= 0) return null;
  const clipped = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (up !== document.body && getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > width + 0.5 && !clipped(element),
  );
  const outermost = out.filter((element) => !out.includes(element.parentElement));
  const names = outermost.slice(0, 3).map((e) => `<${e.localName} class="${e.className}">${e.textContent.trim().slice(0, 20)}`);
  return `by ${by} px: ${names.join(" | ")}`;
}

// A page in which nothing goes unheard.
async function open(context, origin) {
  const page = await context.newPage();
  page.heard = [];
  page.on("console", (message) => {
    const text = message.text();
    const expected = page.expect404 && message.location().url === page.url() && text.includes("404");
    if (["error", "warning"].includes(message.type()) && !expected) page.heard.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => page.heard.push(`script error: ${error.message}`));
  page.on("requestfailed", (request) => page.heard.push(`not loaded: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400 && !page.expect404) page.heard.push(`${response.status()}: ${response.url()}`);
  });
  await page.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(origin + "/") || url.startsWith("data:")) return route.continue();
    page.heard.push(`asked of another host: ${url}`);
    return route.abort();
  });
  return page;
}

const axeFound = new Map();
async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    AXE_TAGS,
  );
  for (const { id, impact, help, nodes } of violations) {
    const rule = axeFound.get(id) ?? { impact, help, places: [] };
    const why = [...nodes[0].any, ...nodes[0].all, ...nodes[0].none][0].message;
    rule.places.push(`${where}, ${nodes.length}×: ${nodes[0].target.join(" ")}: ${why}`);
    axeFound.set(id, rule);
  }
}

async function everyPage(page, origin, all) {
  const close = new Map(Object.entries(CLOSE).map(([name, address]) => [address, name]));
  for (const address of new Set([...all, ...close.keys()])) {
    const name = close.get(address);
    page.expect404 = name === "404";
    page.heard.length = 0;
    await page.setViewportSize({ width: 375, height: HEIGHT });
    const response = await page.goto(origin + address, { waitUntil: "load" });
    if ((response.status() === 404) !== page.expect404) {
      tell(address, `answered ${response.status()}; adapt CLOSE if the demo has changed`);
      continue;
    }
    await accessible(page, `${address} at 375`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const out = await page.evaluate(sideways);
      if (out) tell(`${address} at ${width}`, `scrolls sideways ${out}`);
      if (name && width !== 320) {
        // Pictures that wait until they are seen.
        await page.evaluate(async () => {
          for (const image of document.images) image.loading = "eager";
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        });
        await page.screenshot({ path: path.join(screenshots, `${name}-${width}.png`), fullPage: true });
      }
    }
    if (name) {
      await accessible(page, `${address} at 1280`);
      await page.setViewportSize({ width: 375, height: HEIGHT });
      await page.emulateMedia({ colorScheme: "dark" });
      await accessible(page, `${address} in the dark`);
      await page.emulateMedia({ colorScheme: null });
    }
    for (const line of new Set(page.heard)) tell(address, line);
  }
}

// What the button puts on the clipboard: as the page's own listeners leave it, and as an editor is given it.
async function copies(context, origin, addresses) {
  const page = await open(context, origin);
  for (const address of addresses) {
    await page.goto(origin + address);
    const article = await page.evaluate(() => {
      window.addEventListener("copy", (event) => {
        window.copied = { html: event.clipboardData.getData("text/html"), text: event.clipboardData.getData("text/plain") };
      });
      return document.querySelector("[data-wechat-article]")?.innerHTML;
    });
    if (!article?.trim()) {
      tell(address, "there is no article in [data-wechat-article]");
      continue;
    }
    await page.click("button[data-copy]");
    const copied = await page.evaluate(() => window.copied);
    if (copied?.html !== article) tell(address, `the copy event carries ${copied?.html.length} characters, the article has ${article.length}`);
    if (!copied?.text.trim()) tell(address, "the copy event carries no plain text");
    // An editor beside it: a field that keeps what is pasted as it comes.
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.addEventListener("paste", (event) => (window.pasted = event.clipboardData.getData("text/html")));
      field.focus();
    });
    await page.keyboard.press("Control+V");
    const pasted = await page.evaluate(() => window.pasted);
    if (pasted?.replace(/^<meta [^>]*>/, "") !== article) tell(address, `an editor is given ${pasted?.length} characters, the article has ${article.length}`);
    for (const line of new Set(page.heard.splice(0))) tell(address, line);
  }
  await page.close();
  return addresses.length;
}

// Three groups of columns filled in order and read downwards at 1280 px; one list on a phone.
async function top100(page, origin) {
  const look = async (width) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll("main tbody tr")].map((row) => {
        const { left, top, width, height } = row.getBoundingClientRect();
        return { number: Number(row.cells[0].textContent), left: Math.round(left), top, seen: width > 0 && height > 0 };
      }),
    );
    const groups = new Map();
    for (const row of rows.filter((row) => row.seen)) groups.set(row.left, [...(groups.get(row.left) ?? []), row]);
    return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group.sort((a, b) => a.top - b.top).map((row) => row.number));
  };
  await page.goto(origin + TOP100);
  for (const [width, sizes] of [[1280, [34, 34, 32]], [375, [100]], [320, [100]]]) {
    const groups = await look(width);
    const found = groups.map((group) => group.length).join("/");
    const inOrder = groups.flat().every((number, index) => number === index + 1);
    console.log(`the list of 100 at ${width} px: ${found}${inOrder ? ", in order downwards" : ""}`);
    if (found !== sizes.join("/")) tell(`${TOP100} at ${width}`, `groups of ${found}, not ${sizes.join("/")}`);
    if (!inOrder) tell(`${TOP100} at ${width}`, `read downwards: ${groups.map((group) => group.join(" ")).join(" | ")}`);
  }
}

await mkdir(screenshots, { recursive: true });
const server = createServer((request, response) => serve(request, response).catch((error) => response.destroy(error)));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
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
  ],
});
try {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
  const page = await open(context, origin);
  const all = await addresses();
  await everyPage(page, origin, all);
  page.expect404 = false;
  await top100(page, origin);
  const copied = await copies(context, origin, all.filter((address) => /^\/wechat\/.+\.html$/.test(address)));
  for (const [id, { impact, help, places }] of axeFound) {
    const line = `${impact}: ${id}: ${help}: ${places.length} times, such as\n  ${places.slice(0, 5).join("\n  ")}`;
    if (impact === "serious" || impact === "critical") tell("axe", line);
    else console.log(`axe: ${line}`);
  }
  const seen = all.length + 1;
  console.log(`${seen} pages at ${WIDTHS.join(", ")} px, ${copied} previews copied, axe ${axeFound.size} rules broken: ${wrong.length} wrong`);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = wrong.length ? 1 : 0;
