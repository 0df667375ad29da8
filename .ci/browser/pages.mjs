// Reads the built site in Chromium, as a reader would, from a static host on loopback.
//
//     node pages.mjs SITE SCREENSHOTS
//
// Every page: no sideways scrolling at 320, 375 and 1280 px, nothing on the console, nothing asked of another
// host, nothing that axe finds serious. The pages of CLOSE also in the dark, in large letters and at 1280 px, and as
// pictures; what readers do with them is in reader.mjs.
// The list of 100 stands as in the paper. All that is wrong is told at once; the exit status is 1 if there is
// anything.

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { addresses, answer, itsOwnPolicy, launch, ownOrigin, serve } from "./host.mjs";
import { comfortable, keys, larger, later, off, paper, theSwitch } from "./reader.mjs";

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
  formula: "/rankings/2018-02-wci/",
  series: "/rankings/lists/乡镇工会服务月榜/",
  account: "/rankings/lists/乡镇工会服务月榜/a-dp/",
  roll: "/rankings/2015-national-top100/roll-1/",
  page: "/pages/about/",
  404: "/no/such/page/",
  wechat: "/wechat/",
  "wechat-ticket": "/wechat/tickets/hotspring-2017.html",
  "wechat-post": "/wechat/posts/winter-guide-2026.html",
};
// What a reader sees some time after the demo was built.
const LATER = [
  {
    // Sign-up closes on the 4th at 24:00: two days on, not three.
    address: "/events/winter-chorus-2026/",
    at: "2026-12-02T09:00:00+08:00",
    state: "报名中",
    left: "还有2天报名截止",
    copied: ["时间：12月12日（周六）14:00—17:00"],
  },
  {
    address: "/events/winter-chorus-2026/",
    at: "2026-12-09T23:30:00+08:00",
    state: "报名已截止",
    left: "还有3天开始",
    copied: ["时间：12月12日（周六）14:00—17:00", "https://gonghui.example.cn/events/winter-chorus-2026/"],
  },
  {
    address: "/tickets/reading-card-2027/",
    at: "2027-01-12T08:30:00+08:00",
    state: "等待领取",
    left: "还有30分钟开始领取",
    copied: ["数量：3,000张", "领取时间：2027年1月12日（周二）9:00—17:00；2027年1月16日（周六）9:00—17:00"],
  },
  {
    address: "/tickets/reading-card-2027/",
    at: "2027-01-12T10:00:00+08:00",
    state: "领取中",
    left: "还有7小时领取结束",
    copied: ["领取地点：各乡镇（街道、园区）职工书屋"],
  },
];
const TOP100 = "/rankings/2015-national-top100/";

// The address that the site gives for itself: articles name their pictures by it.
const own = await ownOrigin(site);
const policy = await itsOwnPolicy(site, own);
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const wrong = [];
function tell(where, message) {
  wrong.push(`${where}: ${message}`);
  console.log(`${where}: ${message}`);
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
  page.on("requestfailed", (request) => {
    // A picture that was still on its way when the width or the page changed.
    const left = request.resourceType() === "image" && request.failure()?.errorText === "net::ERR_ABORTED";
    if (!left) page.heard.push(`not loaded: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !page.expect404) page.heard.push(`${response.status()}: ${response.url()}`);
  });
  await page.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(origin + "/") || url.startsWith("data:")) return route.continue();
    if (url.startsWith(own + "/")) return answer(route, site);
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
const server = await serve(site, policy);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();
try {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
  const page = await open(context, origin);
  const all = await addresses(site);
  await everyPage(page, origin, all);
  page.expect404 = false;
  await top100(page, origin);
  if (policy("/").includes("unsafe")) tell("_headers", "the policy of pages lets something unsafe through");
  const close = Object.entries(CLOSE).filter(([name]) => name !== "404" && !name.startsWith("wechat")).map(([, address]) => address);
  page.heard.length = 0;
  await larger(page, origin, close, { sideways, accessible, tell });
  await comfortable(page, origin, close, { sideways, accessible, tell });
  await keys(page, origin, CLOSE.event, tell);
  await theSwitch(browser, origin, CLOSE.event, tell);
  const notices = all.filter((address) => /^\/(events|tickets)\/[^/]+\/$/.test(address));
  await paper(page, origin, notices, CLOSE.reply, tell);
  for (const reading of LATER) await later(browser, origin, reading, tell);
  await off(browser, origin, "/tickets/park-pass-2017/", "【已取消】门票\n", tell);
  for (const line of new Set(page.heard)) tell("a reader's page", line);
  for (const [id, { impact, help, places }] of axeFound) {
    const line = `${impact}: ${id}: ${help}: ${places.length} times, such as\n  ${places.slice(0, 5).join("\n  ")}`;
    if (impact === "serious" || impact === "critical") tell("axe", line);
    else console.log(`axe: ${line}`);
  }
  const seen = all.length + 1;
  console.log(`${seen} pages at ${WIDTHS.join(", ")} px, axe ${axeFound.size} rules broken: ${wrong.length} wrong`);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = wrong.length ? 1 : 0;
