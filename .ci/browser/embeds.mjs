// Puts the embeds of the built site into pages of another origin, in Chromium: the site is served without any
// CORS header, the pages that hold them are GBK, dressed by a rude style sheet, and under a policy of their own.
//
//     node embeds.mjs SITE SCREENSHOTS
//
// At 320 and 375 px: drawn, nothing sideways; the page around them as it was; no name of ours left in it; colours
// taken only where they are colours; a title with markup is text; the bytes that travel.

import { createServer } from "node:http";
import { mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const [site, screenshots] = process.argv.slice(2).map((folder) => path.resolve(folder));
const WIDTHS = [320, 375];
const HEIGHT = 700;
const MOST_BYTES = 10_000;
const TYPES = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript" };

const wrong = [];
function tell(where, message) {
  wrong.push(`${where}: ${message}`);
  console.log(`${where}: ${message}`);
}
function same(where, found, wanted) {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) tell(where, `${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

// The site: scripts without a charset, nothing that opens it to others; what stands in `instead` is served instead.
const instead = new Map();
let moved = 0;
async function serveSite(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = path.join(site, path.normalize(decodeURIComponent(pathname)));
  const there = (await stat(file).catch(() => null))?.isFile();
  if (!there && !instead.has(pathname)) return response.writeHead(404).end();
  const body = instead.get(pathname) ?? (await readFile(file));
  moved += body.length;
  response.writeHead(200, { "content-type": TYPES[path.extname(file).slice(1)] ?? "application/octet-stream" });
  response.end(body);
}

// A page of somebody else: `title` is 县政府 in GBK.
const RUDE = "div,p,ul,li,span,a,small{display:none!important;color:lime;font-size:60px}*{box-sizing:content-box;letter-spacing:5px}gongsheng-list{display:none;opacity:.1}";
function hostPage(inside) {
  const title = Buffer.from([0xcf, 0xd8, 0xd5, 0xfe, 0xb8, 0xae]);
  return Buffer.concat([
    Buffer.from('<!DOCTYPE html><html><head><meta charset="gbk"><meta name="viewport" content="width=device-width"><title>'),
    title,
    Buffer.from(`</title><style nonce="own">${RUDE} h1{color:rgb(1,2,3)} body{margin:0}</style></head><body><h1 id="own">`),
    title,
    Buffer.from(`</h1>${inside}<section id="after">x</section></body></html>`),
  ]);
}
let theirPage = Buffer.alloc(0);
let policy = "";
async function serveHost(request, response) {
  if (request.url !== "/") return response.writeHead(404).end();
  response.writeHead(200, { "content-type": "text/html", ...(policy && { "content-security-policy": policy }) });
  response.end(theirPage);
}

async function listen(serve, host) {
  const server = createServer((request, response) => serve(request, response).catch((error) => response.destroy(error)));
  await new Promise((resolve) => server.listen(0, host, resolve));
  return server;
}

await mkdir(screenshots, { recursive: true });
const ours = await listen(serveSite, "127.0.0.1");
const theirs = await listen(serveHost, "127.0.0.1");
const source = `http://127.0.0.1:${ours.address().port}`;
// Another name of the same machine is another origin.
const host = `http://localhost:${theirs.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});

const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai" });
const page = await context.newPage();
const heard = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && !message.location().url.endsWith("favicon.ico") && heard.push(message.text()));
page.on("pageerror", (error) => heard.push(`script error: ${error.message}`));
page.on("dialog", (dialog) => (heard.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));

async function open(inside, withPolicy = "") {
  theirPage = hostPage(inside);
  policy = withPolicy;
  moved = 0;
  heard.length = 0;
  await page.goto(host, { waitUntil: "networkidle" });
}

const script = (attributes) => `<script src="${source}/embed.js" ${attributes} async></script>`;

// What is drawn, as a reader sees it.
function drawn() {
  const root = document.querySelector("gongsheng-list")?.shadowRoot;
  if (!root) return null;
  const list = root.querySelector(".list");
  const style = getComputedStyle(list);
  const box = list.getBoundingClientRect();
  return {
    title: root.querySelector(".title").textContent,
    rows: [...root.querySelectorAll("li")].map((row) => row.querySelector("div").firstChild.textContent),
    links: [...root.querySelectorAll("li a")].map((a) => a.getAttribute("href")),
    states: [...root.querySelectorAll(".state")].map((state) => state.textContent),
    shown: [...root.querySelectorAll("li")].every((row) => row.getBoundingClientRect().height >= 24),
    width: Math.round(box.width),
    sideways: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
    inside: list.scrollWidth - list.clientWidth,
    letters: style.letterSpacing,
    accent: getComputedStyle(root.querySelector(".title a, .title span")).color,
    ink: style.color,
    paper: style.backgroundColor,
  };
}
const around = () => ({
  title: document.title,
  own: getComputedStyle(document.querySelector("#own")).color,
  names: Object.keys(window).sort(),
  left: document.querySelectorAll("head script, head style").length,
  stored: localStorage.length + sessionStorage.length + document.cookie.length,
});

const listOf = async (name) => {
  const text = await readFile(path.join(site, `embed/${name}.js`), "utf8");
  return JSON.parse(text.slice(text.indexOf(",", text.indexOf("})(")) + 1, text.lastIndexOf(")")));
};

try {
  // The page alone, and then with each list in it.
  await open("");
  const alone = await page.evaluate(around);
  same("the page alone", alone.title, "县政府");
  let drawings = 0;
  for (const name of ["latest", "events", "tickets", "ranking", "column-news"]) {
    const data = await listOf(name);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const strict = `default-src 'none'; script-src ${source}; style-src 'nonce-own'`;
      await open(script(`data-show="${name}"`), name === "events" ? strict : "");
      const where = `embed.js ${name} at ${width}`;
      const seen = await page.evaluate(drawn);
      if (!seen) {
        tell(where, `nothing was drawn: ${heard.join("; ")}`);
        continue;
      }
      same(`${where}, title`, seen.title, data.title);
      same(`${where}, rows`, seen.rows, data.items.map((item) => item.title));
      same(`${where}, states`, seen.states, data.items.map((item) => item.state).filter(Boolean));
      same(`${where}, links`, seen.links, data.items.map((item) => item.url).filter(Boolean));
      same(`${where}, fits`, [seen.width, seen.sideways, seen.inside, seen.shown, seen.letters], [width, 0, 0, true, "normal"]);
      same(`${where}, the page around it`, await page.evaluate(around), alone);
      same(`${where}, heard`, heard, []);
      if (moved > MOST_BYTES) tell(where, `${moved} bytes`);
      if (width === WIDTHS[0]) console.log(`embed.js ${name}: ${seen.rows.length} rows, ${moved} bytes with the script`);
      await page.screenshot({ path: path.join(screenshots, `embed-${name}-${width}.png`) });
      drawings += 1;
    }
  }

  // Colours where they are colours, numbers where they are numbers.
  await open(script('data-colour="#0a5" data-text="112233" data-background="#fafafa" data-count="2"'));
  let seen = await page.evaluate(drawn);
  same("colours", [seen.accent, seen.ink, seen.paper, seen.rows.length], ["rgb(0, 170, 85)", "rgb(17, 34, 51)", "rgb(250, 250, 250)", 2]);
  await open(script('data-colour="red;background:url(http://x.example/)" data-text="var(--x)" data-count="-1"'));
  seen = await page.evaluate(drawn);
  same("no colours", [seen.accent, seen.ink], ["rgb(179, 38, 30)", "rgb(43, 38, 34)"]);
  if (seen.rows.length < 3) tell("no count", `${seen.rows.length} rows`);

  // An old browser does not say which script runs, and a form of that name hides it.
  for (const hidden of ['<form name="currentScript"></form>', '<script>Object.defineProperty(document, "currentScript", { value: null })</script>']) {
    await open(hidden + ["latest", "events", "latest"].map((name) => script(`data-show="${name}"`)).join(""));
    const titles = await page.evaluate(() => [...document.querySelectorAll("gongsheng-list")].map((box) => box.shadowRoot?.querySelector(".title").textContent));
    const wanted = await Promise.all(["latest", "events", "latest"].map(async (name) => (await listOf(name)).title));
    same("without a current script", [titles, heard], [wanted, []]);
  }

  // A list that is hostile is text; one that is not there is nothing; a name leads nowhere else.
  instead.set("/embed/latest.js", Buffer.from(`(document.currentScript.gongsheng||Object)(${JSON.stringify({
    title: "<img src=x onerror=alert(1)>", url: "javascript:alert(2)", by: "</script>", colour: "red", empty: "",
    items: [{ title: "<b onclick=alert(3)>粗</b>", url: " javascript:alert(4)" }, { title: "b", url: "https://a.example/\"><script>" }],
  })})`));
  await open(script(""));
  const hostile = await page.evaluate(() => {
    const root = document.querySelector("gongsheng-list").shadowRoot;
    return [root.querySelectorAll("img, b, script").length, [...root.querySelectorAll("a")].map((a) => a.protocol)];
  });
  same("a hostile list", [hostile, heard], [[0, ["https:"]], []]);
  instead.clear();
  for (const name of ["none", "../feed", "latest.js?x"]) {
    await open(script(`data-show="${name}"`));
    const box = await page.evaluate(() => document.querySelector("gongsheng-list").childNodes.length + (document.querySelector("gongsheng-list").shadowRoot ? 1 : 0));
    same(`a list called ${name}`, [box, (await page.evaluate(around)).names], [0, alone.names]);
  }

  // Two in one page, one of them without async and before the other's place.
  await open(script('data-show="latest"') + script('data-show="events"'));
  same("two in one page", await page.evaluate(() => [...document.querySelectorAll("gongsheng-list")].map((box) => box.shadowRoot.querySelector(".title").textContent)), [(await listOf("latest")).title, (await listOf("events")).title]);

  // Frames: the same lists as pages, which can read nothing of the page around them.
  for (const name of ["latest", "events", "tickets", "ranking", "column-news"]) {
    const data = await listOf(name);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await open(`<iframe src="${source}/embed/${name}.html?colour=0a5&text=%23112233&background=fafafa" title="x" style="width:100%;height:480px;border:0;display:block"></iframe>`);
      const frame = page.frames().find((frame) => frame.url().startsWith(source));
      const where = `frame ${name} at ${width}`;
      const inside = await frame.evaluate(() => {
        let parent = "blocked";
        try {
          parent = window.parent.document.title;
        } catch {}
        const style = getComputedStyle(document.querySelector(".list"));
        return {
          title: document.querySelector("h1").textContent,
          rows: [...document.querySelectorAll("li > div")].map((row) => row.firstChild.textContent),
          links: [...document.querySelectorAll("a")].every((a) => a.target === "_blank" && a.rel === "noopener"),
          width: document.documentElement.clientWidth,
          sideways: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
          colours: [getComputedStyle(document.querySelector("h1 a")).color, style.color, style.backgroundColor],
          parent,
        };
      });
      same(where, inside, {
        title: data.title,
        rows: data.items.map((item) => item.title),
        links: true,
        width: inside.width,
        sideways: 0,
        colours: ["rgb(0, 170, 85)", "rgb(17, 34, 51)", "rgb(250, 250, 250)"],
        parent: "blocked",
      });
      if (width - inside.width > 20) tell(where, `only ${inside.width} px wide`);
      same(`${where}, heard`, heard, []);
      same(`${where}, the page around it`, { ...(await page.evaluate(around)), names: 0 }, { ...alone, names: 0 });
      if (moved > MOST_BYTES) tell(where, `${moved} bytes`);
      if (width === WIDTHS[0]) console.log(`frame ${name}: ${inside.rows.length} rows, ${moved} bytes with style and script`);
      await page.screenshot({ path: path.join(screenshots, `frame-${name}-${width}.png`) });
      drawings += 1;
    }
  }
  await open(`<iframe src="${source}/embed/latest.html?colour=red&text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&background=url(x)&__proto__=fff&count=2" title="x"></iframe>`);
  const frame = page.frames().find((frame) => frame.url().startsWith(source));
  const inside = await frame.evaluate(() => [document.documentElement.getAttribute("style"), document.querySelectorAll("li").length, document.querySelectorAll("script").length]);
  same("a frame with colours that are none", [inside, heard], [[null, 2, 1], []]);
  console.log(`${drawings} drawings in pages of another origin: ${wrong.length} wrong`);
} finally {
  await browser.close();
  ours.close();
  theirs.close();
}
process.exitCode = wrong.length ? 1 : 0;
