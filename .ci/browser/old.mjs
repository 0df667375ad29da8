// Reads the site with what the phones of ten years ago have: Android's WebView of 2014, Safari 9.
//
//     node old.mjs SITE
//
// Chromium of today, without what they lack. First the style sheets without variables, `gap`, grid and what came later:
// what is told can be read (axe's contrast), the large letters are large, nothing stands out sideways. Then the scripts
// without the methods of later years: states move on, the notice can be copied, a ranking is searched and sorted.
// Every script is ECMAScript 5.

import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { parse } from "acorn";
import { launch, serve } from "./host.mjs";
import { later } from "./reader.mjs";

const site = path.resolve(process.argv[2]);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 360, height: 640 };
const PAGES = [
  "/",
  "/events/",
  "/posts/winter-guide-2026/",
  "/events/winter-chorus-2026/",
  "/tickets/hotspring-2017/",
  "/tickets/reading-card-2027/",
  "/rankings/2015-national-top100/",
  "/rankings/2017-03-townships/",
  "/rankings/lists/乡镇工会服务月榜/",
  "/embed/latest.html",
];
// What a declaration says that they drop.
const LATER = [/^\s*--/, /\bvar\(/, /^\s*(row-|column-)?gap\s*:/, /^\s*grid/, /:\s*grid\b/, /\b(min|max|clamp)\(/, /\binset\b/];

const wrong = [];
function tell(where, message) {
  wrong.push(`${where}: ${message}`);
  console.log(`${where}: ${message}`);
}

// The sheet as they read it: declarations that they do not know, conditions and selectors too.
function old(sheet) {
  const without = sheet.replace(/(?<=[{;])([^{};]*:[^{};]*)(?=[;}])/g, (it) => (LATER.some((later) => later.test(it)) ? "" : it));
  return without
    .replace(/\(prefers-(color-scheme|reduced-motion)[^)]*\)/g, "(unknown)")
    .replace(/(?<=[};]|^)[^{};@]*:focus-visible[^{}]*\{[^{}]*\}/g, "");
}

// What came after Chrome 39. Runs before the page's own scripts.
function forget() {
  const gone = [
    [NodeList.prototype, "forEach", "entries", "keys", "values"],
    [DOMTokenList.prototype, "forEach", "replace"],
    [Element.prototype, "closest", "append", "prepend", "before", "after", "replaceWith", "replaceChildren", "toggleAttribute"],
    [Document.prototype, "append", "prepend", "replaceChildren"],
    [DocumentFragment.prototype, "append", "prepend", "replaceChildren"],
    [Array.prototype, "includes", "find", "findIndex", "fill", "flat", "flatMap", "at"],
    [Array, "from", "of"],
    [String.prototype, "includes", "startsWith", "endsWith", "repeat", "padStart", "padEnd", "normalize", "replaceAll", "at"],
    [Object, "assign", "entries", "values", "fromEntries"],
    [HTMLCanvasElement.prototype, "toBlob"],
    [Element.prototype, "attachShadow"],
    [window, "fetch", "URLSearchParams", "Proxy", "Reflect", "IntersectionObserver", "AbortController"],
  ];
  for (const [from, ...names] of gone) for (const name of names) delete from[name];
}

// A page of an old browser: what is deleted is deleted for good, and no error goes unheard.
async function open(context, address) {
  const page = await context.newPage();
  page.on("pageerror", (error) => tell(address, `script error: ${error.message}`));
  await page.goto(origin + address);
  return page;
}

async function styled(browser) {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: "reduce" });
  await context.route(/\.css$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: old(await response.text()) });
  });
  // Each page begins in plain letters.
  await context.addInitScript(() => localStorage.clear());
  for (const address of PAGES) {
    const page = await open(context, address);
    const rules = await page.evaluate(() =>
      [...document.styleSheets].filter((sheet) => sheet.href).flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
    );
    if (rules.some((rule) => /var\(|--/.test(rule))) tell(address, "variables are left: adapt this program");
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main")).fontSize));
    const by = () => page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    for (const larger of [false, true]) {
      const where = `${address}${larger ? " in large letters" : ""}, old styles`;
      if (larger && !(await page.locator("#elder").count())) break;
      if (larger) await page.locator("label.larger").click();
      if (larger && (await size()) < 22) tell(where, `letters of ${await size()} px`);
      if ((await by()) > 0) tell(where, `scrolls sideways by ${await by()} px`);
      if (!larger) await page.evaluate(axe);
      const { violations, incomplete } = await page.evaluate(() => window.axe.run(document, { runOnly: ["color-contrast"] }));
      const found = [...violations, ...incomplete].flatMap((it) => it.nodes).map((it) => [it.target.join(" "), it.any[0]]);
      // White on white is no violation to axe: somebody may have meant to hide it.
      const unread = found.filter(([, { data }]) => !data?.messageKey || data.messageKey === "equalRatio");
      for (const [target, { message }] of unread) tell(where, `${target}: ${message}`);
    }
    await page.close();
  }
  await context.close();
}

async function scripted(browser) {
  await later(browser, origin, {
    address: "/events/winter-chorus-2026/",
    at: "2026-12-02T09:00:00+08:00",
    state: "报名中",
    left: "还有2天报名截止",
    copied: ["时间：12月12日（周六）14:00—17:00"],
  }, tell, `(${forget})()`);
  const context = await browser.newContext({ viewport: PHONE });
  await context.addInitScript(forget);
  for (const address of PAGES) await (await open(context, address)).close();
  const scored = "/rankings/2017-03-townships/";
  const page = await open(context, scored);
  // As text: what carries a list over needs what was deleted.
  const seen = (rows) =>
    JSON.stringify(Array.prototype.filter.call(rows, (row) => row.offsetHeight).map((row) => row.cells[1].textContent));
  const names = async () => JSON.parse(await page.evaluate(`(${seen})(document.querySelectorAll(".scores tbody tr"))`));
  const all = await names();
  await page.locator(".tools input").fill("石桥街道");
  if ((await names()).length !== 1) tell(scored, `${(await names()).length} are found by one host`);
  await page.locator(".tools input").fill("");
  await page.locator("th.score button").click();
  await page.locator("th.score button").click();
  if ((await names()).join() === all.join() || (await names()).length !== all.length) tell(scored, "is not sorted");
  if (await page.locator(".share button").count()) tell(scored, "offers a picture that it cannot make");
  await context.close();
}

for (const name of await readdir(site, { recursive: true })) {
  if (!name.endsWith(".js")) continue;
  try {
    parse(await readFile(path.join(site, name), "utf8"), { ecmaVersion: 5 });
  } catch (error) {
    tell(name, `no ECMAScript 5: ${error.message}`);
  }
}
const server = await serve(site);
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();
try {
  await styled(browser);
  await scripted(browser);
} finally {
  await browser.close();
  server.close();
}
console.log(`an old browser: ${wrong.length} wrong`);
process.exitCode = wrong.length ? 1 : 0;
