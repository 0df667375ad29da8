// Lays each theme on the same articles twice, and compares what Chromium makes of it: the document with its
// classes under the theme's own style sheet, and the fragment that the program wrote from both.
//
//     node themes.mjs PROOFS [SITE SCREENSHOTS]
//
// PROOFS is what `GONGSHENG_PROOFS=… cargo test --test wechat_themes` wrote. With SITE, whose pictures they
// show, a picture of each theme is taken: articles at the width of a phone, light and dark.

import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const [proofs, site, screenshots] = process.argv.slice(2).map((folder) => path.resolve(folder));
const WIDTH = 375;
const EXAMPLES = 12;

const SIDES = ["top", "right", "bottom", "left"];
const PROPERTIES = [
  "display", "float", "clear", "width", "height", "max-width", "opacity", "transform",
  "vertical-align", "table-layout", "border-collapse", "border-spacing",
  ...SIDES.map((side) => `margin-${side}`),
  ...SIDES.map((side) => `padding-${side}`),
  ...SIDES.flatMap((side) => ["width", "style", "color"].map((part) => `border-${side}-${part}`)),
  ...["top-left", "top-right", "bottom-right", "bottom-left"].map((corner) => `border-${corner}-radius`),
  "background-color", "background-image", "box-shadow", "color", "font-size", "font-style", "font-weight",
  "line-height", "letter-spacing", "word-spacing", "word-break", "overflow-wrap", "text-align", "text-indent",
  "text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness",
  "text-underline-offset", "text-transform", "text-shadow", "list-style-type", "list-style-position",
];

const INHERITED = new Set([
  "color", "font-size", "font-style", "font-weight", "line-height", "letter-spacing", "word-spacing", "text-align",
  "text-indent", "overflow-wrap", "text-transform", "text-shadow", "text-decoration-color",
]);

// The classes of the parts that only this program has: a theme's rule that names one lies above the sheet of
// those parts, any other below it (FURNITURE_CLASSES in src/output/wechat/css/mod.rs).
const FURNITURE = new Set(
  `facts lines state fact chief label address value quotas channel count series box
   box-tip box-important box-question box-title timeline step time
   correction attachments attachments-title attachment closing source signature signed hotline qr ranking
   number name host score top half tasks notes note caption`.split(/\s+/),
);

// What the platform takes away or what is written another way, each by a reason; nothing else may differ.
const EXPLAINED = [
  ["a mark in a box lower than its line gets a line as low as the box",
    ({ tag }, property) => /^(before|after)$/.test(tag) && property === "line-height"],
  ["what all cells of a table say is said of the table; its rows have no text of their own",
    ({ tag }, property) => /^(table|thead|tbody|tr)$/.test(tag) && INHERITED.has(property)],
  ["a list within a list is written behind it, its edge moved instead of nested, and its outer list in pieces",
    ({ tag, nested, pieces, beginsNested }, property) => /^(ul|ol)$/.test(tag) && (nested || pieces || beginsNested) && /^(margin|width|padding-left)/.test(property)],
  ["and what held it is lower by it, or by where margins met",
    ({ nested, pieces, holdsNested }, property) => property === "height" && (nested || pieces || holdsNested)],
  ["a box before another that shows nothing, for its picture is not kept, is not written",
    ({ hollow }, property) => property === "height" && hollow],
  ["code in lines of its own is no pre, whose letters move the line that they stand on",
    ({ tag }, property) => property === "height" && tag === "pre"],
  ["what stands behind a list in an item is written behind it, its edge moved instead of nested, and has no mark",
    ({ behind }, property) => (behind && /^list-style/.test(property)) || (behind === "itself" && /^margin-(left|right)$/.test(property))],
  ["what stands in a list that was nested is as far from the edge, but not within the same boxes",
    ({ inNested }, property) => inNested && property === "width"],
];

// Sheets as one, from the lowest layer to the highest: each layer's selectors get more weight than those of
// the layer below. (Cascade layers would turn `!important` round.)
function layered(sheets) {
  // Read as text: a browser does not give back every declaration with a variable in it as it was.
  const rules = (text) =>
    text
      .replace(/\/\*[^]*?\*\//g, "")
      .replace(/@[^{;]+(;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})/g, "")
      .matchAll(/([^{}]+)(\{[^{}]*\})/g);
  const out = [];
  for (const { text, level, furnitureLevel, furniture } of sheets) {
    for (const [, list, body] of rules(text)) {
      for (const selector of list.split(/,(?![^()]*\))/).map((selector) => selector.trim())) {
        const named = furniture && [...selector.matchAll(/\.([\w-]+)/g)].some(([, name]) => furniture.includes(name));
        const weight = ":not(" + "#_".repeat((named ? furnitureLevel : level) * 4 + 1) + ")";
        // The 1 px within a cell comes from Chromium as if the author had said it: it would be reverted.
        const said = body.replaceAll("padding: revert", "padding: 1px");
        out.push(selector.startsWith(":root") ? selector.replace(":root", `:root${weight}`) + said : `:root${weight} ${selector}${said}`);
      }
    }
  }
  return out.join("\n");
}

// What every numbered element looks like, and what a theme puts before and behind it. Widths and heights are those
// of the whole box: how a theme measures it is not said where that changes nothing.
function looks(properties) {
  const of = (style, element) =>
    properties.map((property) => {
      const value = style.getPropertyValue(property);
      const sides = { width: ["left", "right"], height: ["top", "bottom"] }[property];
      if (!sides || !value.endsWith("px")) return value;
      if (element) return `${element.getBoundingClientRect()[property]}px`;
      if (style.boxSizing === "border-box") return value;
      const around = sides.flatMap((side) => [`padding-${side}`, `border-${side}-width`]);
      return `${around.reduce((sum, name) => sum + parseFloat(style.getPropertyValue(name)), parseFloat(value))}px`;
    });
  const found = [];
  for (const element of document.querySelectorAll("[data-n]")) {
    if (element.closest("svg") && element.localName !== "svg") continue;
    const list = element.closest("ul, ol")?.parentElement?.closest("ul, ol");
    const generated = {};
    let hollow = false;
    for (const [name, pseudo] of [["before", "::before"], ["after", "::after"]]) {
      const style = getComputedStyle(element, pseudo);
      const content = style.content;
      const unseen = style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none" && style.borderStyle === "none";
      hollow ||= content === '""' && unseen && parseFloat(style.height) > 0;
      if (content !== "none" && content !== "normal") generated[name] = { text: content.replace(/^"|"$/g, ""), values: of(style) };
    }
    // A section of an item in which something stands behind a list.
    const section = element.closest("li > section");
    const isList = (child) => /^(ul|ol)$/.test(child.localName);
    const broken = section && [...section.children].some((child) => isList(child) && child.nextSibling);
    // In a fragment they are elements without a number; in an item they stand in its section.
    const children = [...(element.localName === "li" ? (element.firstElementChild ?? element) : element).children];
    const plain = children.filter((child) => !child.dataset.n);
    const written = plain.map((child) => ({ text: child.textContent, values: of(getComputedStyle(child), child) }));
    found.push({
      n: element.dataset.n,
      tag: element.localName,
      classes: element.className?.baseVal ?? element.className,
      hollow,
      nested: Boolean(element.matches("ul, ol") && element.parentElement.closest("ul, ol")),
      inNested: Boolean(list),
      beginsNested: Boolean(isList(element) && [...element.querySelectorAll(":scope > li > section > :is(ul, ol)")].some((held) => !held.previousSibling)),
      behind: broken && !isList(element) && (element === section ? "itself" : "within"),
      holdsNested: Boolean(element.querySelector("li ul, li ol") || (element.closest("li") && element.querySelector("ul, ol"))),
      values: of(getComputedStyle(element), element),
      generated,
      written,
    });
  }
  return found;
}

const counts = { pages: 0, elements: 0, unwritten: 0, generated: 0, compared: 0, equal: 0, explained: 0, different: 0 };
const reasons = new Map();
const differences = new Map();

function tell(key, example) {
  const known = differences.get(key) ?? [];
  known.push(example);
  differences.set(key, known);
  counts.different++;
}

// Chromium rounds what it works out from percentages and from letters of other sizes.
function same(a, b) {
  if (a === b) return true;
  // Where nothing is said; the text runs from the left.
  if (a.replace("start", "left") === b.replace("start", "left")) return true;
  // Black itself is written as the black next to it, for the platform wants none.
  if (a === "rgb(0, 0, 0)" && b === "rgb(1, 1, 1)") return true;
  const mixed = a.match(/^color\(srgb (\S+) (\S+) (\S+)(?: \/ (\S+))?\)$/);
  if (mixed) {
    const [r, g, blue] = mixed.slice(1, 4).map((part) => Math.round(part * 255));
    return b === (mixed[4] ? `rgba(${r}, ${g}, ${blue}, ${mixed[4]})` : `rgb(${r}, ${g}, ${blue})`);
  }
  const numbers = (text) => text.match(/-?\d+(\.\d+)?/g) ?? [];
  const rest = (text) => text.replace(/-?\d+(\.\d+)?/g, "#");
  const [one, two] = [numbers(a), numbers(b)];
  return rest(a) === rest(b) && one.every((number, at) => Math.abs(number - two[at]) <= 0.05);
}

function compare(name, address, document, fragment) {
  const written = new Map();
  for (const element of fragment) written.set(element.n, [...(written.get(element.n) ?? []), element]);
  counts.pages++;
  for (const one of document) {
    counts.elements++;
    const others = written.get(one.n);
    if (!others) {
      counts.unwritten++;
      continue;
    }
    const facts = { ...one, pieces: others.length > 1 };
    for (const other of others) values(facts, other, `${name} <${one.tag}${one.classes ? " ." + one.classes : ""}>`, address);
  }
}

function values(one, other, where, address) {
  PROPERTIES.forEach((property, at) => {
    const [a, b] = [one.values[at], other.values[at]];
    counts.compared++;
    if (same(a, b)) {
      counts.equal++;
      return;
    }
    // A line that is not drawn has no colour, and text that is not decorated no line.
    const index = (name) => PROPERTIES.indexOf(name);
    const side = property.match(/^border-(top|right|bottom|left)-(color|style)$/)?.[1];
    const undrawn = side && [one, other].every((look) => look.values[index(`border-${side}-style`)] === "none" || look.values[index(`border-${side}-width`)] === "0px");
    const undecorated = /^text-decoration-/.test(property) && [one, other].every((look) => look.values[index("text-decoration-line")] === "none");
    const reason = undrawn || undecorated ? "what is not drawn looks like nothing" : EXPLAINED.find(([, holds]) => holds(one, property))?.[0];
    if (reason) {
      counts.explained++;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      return;
    }
    tell(`${where} ${property}`, `${a} → ${b} (${address} ${one.n})`);
  });
}

// What stands before and behind.
function generated(name, address, document, fragment) {
  const written = new Map(fragment.map((element) => [element.n, element]));
  for (const one of document) {
    for (const [place, pseudo] of Object.entries(one.generated)) {
      const other = written.get(one.n);
      if (!other || !pseudo.text.trim()) continue;
      counts.generated++;
      const found = place === "before" ? other.written[0] : other.written.at(-1);
      const where = `${name} <${one.tag}${one.classes ? " ." + one.classes : ""}>::${place}`;
      if (found?.text !== pseudo.text) tell(where, `“${pseudo.text}” → “${found?.text}” (${address} ${one.n})`);
      else values({ ...one, tag: place, nested: false, values: pseudo.values }, found, where, address);
    }
  }
}

async function prove(page, { name, own, below, theme, above, pages }) {
  const [furniture, ...rest] = above;
  const platform = rest.pop();
  const list = [...FURNITURE];
  const sheets = [
    ...below.map((text) => ({ text, level: 0 })),
    { text: theme, level: 1, furnitureLevel: 3, furniture: list },
    { text: furniture, level: 2 },
    ...rest.map((text) => ({ text, level: 2 })),
    { text: platform, level: 4 },
  ];
  const before = { ...counts };
  for (const { address, document, fragment } of pages) {
    const look = async (head, body) => {
      await page.setContent(`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>body{margin:0}</style>${head}<body>${body}`);
      return page.evaluate(looks, PROPERTIES);
    };
    await page.setContent("<!DOCTYPE html><title>.</title>");
    const css = await page.evaluate(layered, sheets);
    const [one, two] = [await look(`<style>${css}</style>`, document), await look("", fragment)];
    compare(name, address, one, two);
    generated(name, address, one, two);
  }
  const made = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count - before[key]]));
  console.log(
    `${name}${own ? "" : " (from elsewhere)"}: ${made.pages} articles, ${made.elements} elements (${made.unwritten} say nothing and are not written), ` +
      `${made.generated} before and behind; ${made.compared} values compared, ${made.equal} equal, ${made.explained} explained, ${made.different} different`,
  );
}

// Articles beside each other as on a phone, light above dark.
async function show(browser, { name, pages }) {
  const context = await browser.newContext({ viewport: { width: 60 + pages.length * (WIDTH + 20), height: 800 } });
  const page = await context.newPage();
  await page.route("**", async (route) => {
    const { protocol, pathname } = new URL(route.request().url());
    if (protocol === "data:") return route.continue();
    return route.fulfill({ path: path.join(site, path.normalize(decodeURIComponent(pathname))) }).catch(() => route.abort());
  });
  const phone = (html, dark) => `<div class="${dark ? "dark" : "light"}">${html}</div>`;
  const row = (dark) => `<div class="row">${pages.map((one) => phone(dark ? one.dark : one.light, dark)).join("")}</div>`;
  await page.setContent(`<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><style>
    body { margin: 20px; background: #888 } .row { display: flex; align-items: flex-start; margin-bottom: 20px }
    .row > div { width: ${WIDTH}px; box-sizing: border-box; padding: 20px 16px; margin-right: 20px; flex: none }
    .light { background: #fff; color: #191919 } .dark { background: #191919; color: #a3a3a3 }
    </style>${row(false)}${row(true)}`);
  await page.screenshot({ path: path.join(screenshots, `theme-${name}.png`), fullPage: true });
  await context.close();
}

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
  const files = (await readdir(proofs)).filter((name) => name.endsWith(".json")).sort();
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 800 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.route("**", (route) => (route.request().url().startsWith("data:") ? route.continue() : route.abort()));
  if (site) await mkdir(screenshots, { recursive: true });
  for (const file of files) {
    const theme = JSON.parse(await readFile(path.join(proofs, file), "utf8"));
    await prove(page, theme);
    if (site) await show(browser, theme);
  }
  for (const [reason, count] of reasons) console.log(`explained, ${count} times: ${reason}`);
  const worst = [...differences].sort(([, a], [, b]) => b.length - a.length);
  for (const [where, examples] of worst.slice(0, process.env.ALL ? undefined : EXAMPLES)) console.log(`different, ${examples.length} times: ${where}: ${examples[0]}`);
  if (worst.length > EXAMPLES) console.log(`and ${worst.length - EXAMPLES} more kinds of difference`);
  console.log(`${files.length} themes: ${counts.compared} values compared, ${counts.equal} equal, ${counts.explained} explained, ${counts.different} different`);
  if (files.length === 0) throw new Error(`no proofs in ${proofs}`);
} finally {
  await browser.close();
}
process.exitCode = counts.different ? 1 : 0;
