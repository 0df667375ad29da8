// What every page of a built site tells machines: the META tags of the standard for government sites, the Open
// Graph, and JSON-LD in the words of schema.org, with what search engines want of each type.
//
//     node told.mjs SITE
//
// All that is wrong is told at once; the exit status is 1 if there is anything.

import path from "node:path";
import { addresses, find, launch, ownOrigin } from "./host.mjs";
import { vocabulary } from "./vocabulary.mjs";

const site = path.resolve(process.argv[2]);
const own = await ownOrigin(site);
const words = await vocabulary();

const wrong = [];
const tell = (where, message) => wrong.push(`${where}: ${message}`);

// What must stand in a thing of a type, beyond what the vocabulary allows: what search engines need to show it,
// and what this site always knows.
const WANTED = {
  NewsArticle: ["headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "articleSection", "url"],
  Article: ["headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "articleSection", "url"],
  Event: ["name", "startDate", "eventStatus", "organizer", "url", "description"],
  Offer: ["availability", "url", "validFrom"],
  Place: ["name"],
  Person: ["name"],
  Organization: ["name"],
  WorkersUnion: ["@id", "name", "url"],
  WebSite: ["@id", "name", "url", "inLanguage", "publisher"],
  WebPage: ["name", "url", "isPartOf"],
  CollectionPage: ["name", "url", "isPartOf"],
  BreadcrumbList: ["itemListElement"],
  ItemList: ["name", "numberOfItems", "itemListElement"],
  ListItem: ["position", "name"],
  QuantitativeValue: ["unitText"],
  CorrectionComment: ["text", "datePublished"],
};

// Which things and META tags a page has, by its address.
const COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const ARTICLE = ["ArticleTitle", "PubDate", "ContentSource", "Url", ...COLUMN];
const PAGES = [
  [/^\/$/, ["WebSite", "WorkersUnion"], []],
  [/^\/(posts|events|tickets|rankings)\/(page\/\d+\/)?$/, ["CollectionPage", "BreadcrumbList"], COLUMN],
  [/^\/columns\/[^/]+\/(page\/\d+\/)?$/, ["CollectionPage", "BreadcrumbList"], COLUMN.slice(0, 3)],
  [/^\/posts\/[^/]+\/$/, ["NewsArticle", "BreadcrumbList"], ARTICLE],
  [/^\/events\/[^/]+\/$/, ["Event", "BreadcrumbList"], ARTICLE],
  [/^\/tickets\/[^/]+\/$/, ["Event", "BreadcrumbList"], ARTICLE],
  [/^\/rankings\/(?!lists\/|page\/)[^/]+\/$/, ["Article", "BreadcrumbList"], ARTICLE],
  [/^\/rankings\/.+/, ["BreadcrumbList"], COLUMN],
  [/^\/pages\/[^/]+\/$/, ["WebPage", "BreadcrumbList"], COLUMN],
];
const OPEN_GRAPH = ["og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:image", "og:image:width", "og:image:height", "og:image:alt"];

// The head as a browser reads it.
const read = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const tags = [...page.querySelectorAll("meta[name], meta[property]")].map((meta) => [
    meta.getAttribute("name") ?? meta.getAttribute("property"),
    meta.getAttribute("content"),
  ]);
  return {
    tags,
    canonical: [...page.querySelectorAll("link[rel=canonical]")].map((link) => link.getAttribute("href")),
    scripts: [...page.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent),
    heading: page.querySelector("h1")?.textContent.trim() ?? "",
    title: page.title,
  };
};

// All things within a thing, itself first.
function* within(thing) {
  if (Array.isArray(thing)) for (const one of thing) yield* within(one);
  else if (thing && typeof thing === "object") {
    if (thing["@type"]) yield thing;
    for (const value of Object.values(thing)) yield* within(value);
  }
}

function metaTags(address, { tags, canonical, title }, wanted) {
  const all = new Map();
  for (const [name, content] of tags) {
    if (all.has(name) && name !== "article:tag") tell(address, `${name} twice`);
    if (!content.trim()) tell(address, `${name} is empty`);
    all.set(name, content);
  }
  for (const name of ["SiteName", "SiteDomain", "twitter:card", ...OPEN_GRAPH, ...wanted]) {
    if (!all.has(name)) tell(address, `no ${name}`);
  }
  const same = (one, other, what) => one === other || tell(address, `${what}: ${one} and ${other}`);
  same(canonical.length, 1, "canonical links");
  same(canonical[0], new URL(address, own).href, "its address and its canonical one");
  same(all.get("og:url"), canonical[0], "og:url");
  same(all.get("SiteDomain"), new URL(own).host, "SiteDomain");
  if (wanted === ARTICLE) {
    same(all.get("Url"), canonical[0], "Url");
    same(all.get("og:type"), "article", "og:type");
    if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(all.get("PubDate"))) tell(address, `PubDate ${all.get("PubDate")}`);
    const day = all.get("PubDate")?.replace(" ", "T");
    if (!all.get("article:published_time")?.startsWith(day)) tell(address, "article:published_time is not PubDate");
    if (!title.startsWith(all.get("ArticleTitle"))) tell(address, "ArticleTitle is not in its title");
  }
  return all;
}

// A picture to share is made of pixels, and as large as is said.
const sizes = new Map();
async function shared(page, address, all) {
  const url = all.get("og:image") ?? "";
  if (!sizes.has(url)) sizes.set(url, await sizeOf(page, url));
  const said = `${all.get("og:image:width")} × ${all.get("og:image:height")}`;
  if (sizes.get(url) !== said) tell(address, `og:image is said to be ${said} and is ${sizes.get(url)}: ${url}`);
}

async function sizeOf(page, url) {
  const { status, type, body } = await find(site, new URL(url, own).pathname);
  if (status !== 200) return "not there";
  if (!["image/png", "image/jpeg"].includes(type)) return type;
  return page.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(data)).blob());
    return `${bitmap.width} × ${bitmap.height}`;
  }, `data:${type};base64,${body.toString("base64")}`);
}

// Every address of the site that stands in a block leads to something.
const led = new Map();
async function leads(address, value) {
  if (value && typeof value === "object") {
    for (const one of Object.values(value)) await leads(address, one);
  } else if (typeof value === "string" && value.startsWith(`${own}/`)) {
    const { pathname } = new URL(value);
    if (!led.has(pathname)) led.set(pathname, (await find(site, pathname)).status);
    if (led.get(pathname) !== 200) tell(address, `its JSON-LD names ${value}, and there is nothing`);
  }
}

async function jsonLd(address, { scripts, heading, canonical }, wanted, all) {
  if (scripts.length !== 1) return tell(address, `${scripts.length} blocks of JSON-LD`);
  let block;
  try {
    block = JSON.parse(scripts[0]);
  } catch (error) {
    return tell(address, `its JSON-LD is not JSON: ${error.message}`);
  }
  if (block["@context"] !== "https://schema.org") tell(address, `@context ${block["@context"]}`);
  const graph = block["@graph"];
  await leads(address, graph);
  for (const type of wanted) if (!graph.some((thing) => thing["@type"] === type)) tell(address, `no ${type}`);
  for (const [at, thing] of graph.entries()) words.check(thing, `${address} ${thing["@type"]} ${at}`, tell);
  for (const thing of within(graph)) {
    const type = thing["@type"];
    for (const property of WANTED[type] ?? []) if (!(property in thing)) tell(address, `${type} without ${property}`);
    if (thing.price && thing.priceCurrency !== "CNY") tell(address, "a price without its currency");
    if (type === "BreadcrumbList") crumbs(address, thing.itemListElement, canonical[0]);
    if (type === "ItemList" && thing.itemListElement.length > 100) tell(address, "an ItemList of more than 100");
    if (type === "Event") event(address, thing);
  }
  // The page says the same to its readers.
  const main = graph.find((thing) => ["NewsArticle", "Article", "Event"].includes(thing["@type"]));
  const name = main?.headline ?? main?.name;
  if (main && name !== heading) tell(address, `named ${name}, but its heading is ${heading}`);
  if (main && name !== all.get("ArticleTitle")) tell(address, `named ${name}, but ArticleTitle is ${all.get("ArticleTitle")}`);
  if (main && main.url !== canonical[0]) tell(address, `its url ${main.url} is not the canonical one`);
  for (const thing of graph) types.set(thing["@type"], (types.get(thing["@type"]) ?? 0) + 1);
  return null;
}

function crumbs(address, items, canonical) {
  if (items.length < 2) tell(address, "a way of one step");
  items.forEach(({ position, item }, at) => {
    if (position !== at + 1) tell(address, `step ${at + 1} of the way is number ${position}`);
    if (!item?.startsWith(own)) tell(address, `the way leads out: ${item}`);
  });
  const last = items.at(-1).item;
  if (last !== canonical && !new RegExp(`^${last}page/\\d+/$`).test(canonical)) tell(address, `the way ends at ${last}`);
}

function event(address, { startDate, endDate, location = [], offers = [], eventAttendanceMode }) {
  if (endDate && Date.parse(endDate.length > 10 ? endDate : `${endDate}T24:00`) <= Date.parse(startDate)) tell(address, "it ends before it begins");
  const places = [location].flat();
  if (places.length && !eventAttendanceMode) tell(address, "a place and no eventAttendanceMode");
  for (const place of places) if (place["@type"] === "Place" && !place.address) tell(address, "a place without an address");
  if (address.startsWith("/tickets/") && ![offers].flat().length) tell(address, "a release without an offer");
}

const types = new Map();
const browser = await launch();
let seen = 0;
try {
  const page = await browser.newPage();
  for (const address of await addresses(site)) {
    // What stands in frames of other pages, and the articles for WeChat, are no pages of the site.
    if (/^\/(embed|wechat)\//.test(address)) continue;
    seen += 1;
    const [, things, tags] = PAGES.find(([pattern]) => pattern.test(address)) ?? [null, ["BreadcrumbList"], []];
    const head = await page.evaluate(read, String((await find(site, encodeURI(address))).body));
    const all = metaTags(address, head, tags);
    await shared(page, address, all);
    await jsonLd(address, head, things, all);
  }
} finally {
  await browser.close();
}
for (const line of wrong) console.log(line);
const counted = [...types].sort().map(([type, count]) => `${count} ${type}`).join(", ");
console.log(`${seen} pages; JSON-LD: ${counted}: ${wrong.length} wrong`);
process.exitCode = wrong.length || !seen ? 1 : 0;
