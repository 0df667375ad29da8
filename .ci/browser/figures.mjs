// The figures of the pages that readers open: one table.
//
//     node figures.mjs SITE
//
// SITE is a build that search engines may read (the demo asks them not to). For one page of each sort, in Chromium
// as a phone of a reader with a slow line: what Lighthouse gives; axe and the Nu checker; the bytes of HTML and
// style sheets that a first view waits for, packed (aim: 14 KiB together, packed by gzip); what is only there with scripts; messages on the console,
// requests to other hosts, sideways scrolling. Accessibility, best practices and SEO are 100 and everything that is
// counted is 0; performance is measured in time, which other programs on the machine cost too: the best of three,
// told below 100 and wrong below 95.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import lighthouse from "lighthouse";
import { find, itsOwnPolicy, launch, ownOrigin, packed, serve } from "./host.mjs";

const site = path.resolve(process.argv[2]);
const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

const PAGES = {
  home: "/",
  post: "/posts/winter-guide-2026/",
  event: "/events/winter-chorus-2026/",
  release: "/tickets/reading-card-2027/",
  top100: "/rankings/2015-national-top100/",
  column: "/columns/xueba/",
};
const WIDTHS = [320, 375, 1280];
// A server sends ten packets of some 1,400 bytes before it waits for the first answer.
const FIRST_VIEW = 14 * 1024;
const TRIES = 3;
const SPEED = 95;
const MARKS = ["performance", "accessibility", "best-practices", "seo"];

const wrong = [];
const tell = (where, message) => wrong.push(`${where}: ${message}`);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

// What Lighthouse gives, out of 100, and what it takes points for.
async function marks(url, port, name) {
  let best;
  for (let at = 0; at < TRIES && (best?.performance ?? 0) < 100; at += 1) {
    const { lhr } = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: MARKS });
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    const found = { missing: [] };
    for (const [category, { score, auditRefs }] of Object.entries(lhr.categories)) {
      found[category] = Math.round(score * 100);
      for (const { id, weight } of auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1 && found[category] < 100) {
          found.missing.push(`${category}: ${audit.title} ${audit.displayValue ?? ""}`);
        }
      }
    }
    if (!best || found.performance > best.performance) best = found;
  }
  for (const line of best.missing) console.log(`  ${name}: ${line}`);
  for (const category of MARKS) {
    if (best[category] < (category === "performance" ? SPEED : 100)) tell(name, `${category} ${best[category]}`);
  }
  return best;
}

// The bytes that a first view waits for: the page and the style sheets of its head.
async function weight(address) {
  const html = (await find(site, address)).body;
  // No first view waits for what is only for paper.
  const links = [...String(html).matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/g)];
  const sheets = links.filter(([link]) => !link.includes('media="print"')).map(([, href]) => href);
  const css = await Promise.all(sheets.map(async (href) => (await find(site, href)).body));
  const sum = (encoding) => css.reduce((all, body) => all + packed(body, encoding).length, 0);
  const of = (encoding) => ({ html: packed(html, encoding).length, css: sum(encoding) });
  return { gzip: of("gzip"), br: of("br") };
}

// What a reader is told: headings, links, facts and cells, each by its words. What the clock changes, and what a
// script is needed for (buttons), is no part of them.
const shown = () =>
  [...document.querySelectorAll("h1, h2, h3, a[href], dt, dd, th, td")].filter((element) => element.checkVisibility()).map((element) => {
    const copy = element.cloneNode(true);
    for (const live of copy.querySelectorAll("time, .state, [data-live], button, script")) live.remove();
    return `<${element.localName}> ${copy.textContent.replace(/\s+/g, " ").trim()}`;
  });

async function look(browser, origin, address, name) {
  const heard = { console: [], hosts: new Set() };
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && heard.console.push(message.text()));
  page.on("pageerror", (error) => heard.console.push(error.message));
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) heard.hosts.add(asked);
  });
  const sideways = [];
  const violations = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(origin + address, { waitUntil: "load" });
    const by = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    if (by > 0) sideways.push(`${width} px by ${by}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    violations.push(...found.violations.map(({ id, nodes }) => `${id} at ${width}: ${nodes[0].target.join(" ")}`));
  }
  const withScripts = await page.evaluate(shown);
  await context.close();
  const plain = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.setViewportSize({ width: WIDTHS.at(-1), height: 800 });
  await without.goto(origin + address, { waitUntil: "load" });
  // Without scripts the page itself runs none; the questions of this program still do.
  const there = new Set(await without.evaluate(shown));
  await plain.close();
  const scripts = withScripts.filter((line) => !there.has(line));
  const found = { console: heard.console, hosts: [...heard.hosts], sideways, axe: violations, scripts };
  for (const [what, lines] of Object.entries(found)) for (const line of lines) tell(name, `${what}: ${line}`);
  return found;
}

// What the Nu checker finds wrong; no figure without Java.
async function nu(address, name) {
  if (!existsSync(vnu)) return "—";
  const file = path.join(site, address, "index.html");
  const run = promisify(execFile)("java", ["-jar", vnu, "--errors-only", "--exit-zero-always", "--stdout", "--format", "gnu", file]);
  const said = await run.catch((error) => (error.code === "ENOENT" ? null : Promise.reject(error)));
  if (!said) return "—";
  const lines = said.stdout.split("\n").filter(Boolean);
  for (const line of lines) tell(name, `Nu: ${line}`);
  return lines.length;
}

const server = await serve(site, await itsOwnPolicy(site, await ownOrigin(site)), true);
const origin = `http://127.0.0.1:${server.address().port}`;
const port = await freePort();
const browser = await launch(`--remote-debugging-port=${port}`);
const table = {};
try {
  for (const [name, address] of Object.entries(PAGES)) {
    if ((await find(site, address)).status !== 200) {
      tell(name, `${address} is not there; adapt PAGES if the demo has changed`);
      continue;
    }
    const { gzip, br } = await weight(address);
    const found = await look(browser, origin, address, name);
    const mark = await marks(origin + address, port, name);
    const first = gzip.html + gzip.css;
    table[name] = {
      Performance: mark.performance,
      Accessibility: mark.accessibility,
      "Best practices": mark["best-practices"],
      SEO: mark.seo,
      axe: found.axe.length,
      Nu: await nu(address, name),
      "HTML gz/br": `${gzip.html}/${br.html}`,
      "CSS gz/br": `${gzip.css}/${br.css}`,
      "KiB gz": `${(first / 1024).toFixed(1)}${first > FIRST_VIEW ? " > 14" : ""}`,
      "needs scripts": found.scripts.length,
      console: found.console.length,
      "other hosts": found.hosts.length,
      sideways: found.sideways.length,
    };
  }
} finally {
  await browser.close();
  server.close();
}
const heads = Object.keys(Object.values(table)[0] ?? {});
const rows = [["", ...heads], ...Object.entries(table).map(([name, row]) => [name, ...heads.map((head) => String(row[head]))])];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
for (const line of wrong) console.log(line);
console.log(`${Object.keys(table).length} pages: ${wrong.length} wrong`);
process.exitCode = wrong.length ? 1 : 0;
