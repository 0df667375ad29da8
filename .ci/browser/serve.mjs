// Writes in a copy of the demo while its preview is open in Chromium.
//
//     node serve.mjs PROGRAM CONTENT SCREENSHOTS
//
// An edit is on the page without loading it again, and the page stays where it was, also while its file is away; it
// follows an entry to its new address; a style sheet is swapped; a
// mistake is told over the last good page and goes when it is mended; what readers do not see is marked; what is
// copied from an article names the site, not this computer. At 375 and 1280 px the panel is drawn for who looks.

import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { launch } from "./host.mjs";

const [program, content, screenshots] = process.argv.slice(2).map((it) => path.resolve(it));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const POST = "posts/2017-03-29-safety-team.md";
const wrong = [];
function same(where, found, wanted) {
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  wrong.push(where);
  console.log(`${where}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
}

const root = await mkdtemp(path.join(os.tmpdir(), "gongsheng-serve-"));
await cp(content, path.join(root, "content"), { recursive: true });
await mkdir(screenshots, { recursive: true });
const server = spawn(program, ["serve", "--root", root, "--port", "8390", "--now", "2026-11-21 12:00", "--format", "json"]);
let said = "";
server.stdout.on("data", (data) => (said += data));
server.stderr.on("data", (data) => (said += data));
const until = async (what, is, patience = 20_000) => {
  for (const began = Date.now(); Date.now() - began < patience; await new Promise((done) => setTimeout(done, 20))) {
    const found = await is();
    if (found) return found;
  }
  throw new Error(`never: ${what}\n${said}`);
};

const browser = await launch();
try {
  const own = await until("the preview", () => said.match(/"serving":"([^"]+)"/)?.[1], 120_000);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  let loads = 0;
  page.on("load", () => (loads += 1));
  const posts = await findPost();
  const file = path.join(root, "content", posts.file);
  const text = await readFile(file, "utf8");
  const write = (changed) => writeFile(file, changed);
  const bar = page.locator("gongsheng-preview .bar");
  const panel = page.locator("gongsheng-preview .panel");

  // An edit: on the page, in its place, without loading it again.
  await page.goto(new URL(posts.url, own).href);
  await bar.waitFor();
  await page.evaluate(() => {
    window.kept = document.querySelector("footer");
    scrollTo({ top: 500, behavior: "instant" });
  });
  const before = await page.evaluate(() => scrollY);
  const began = Date.now();
  await write(`${text}\n\n刚刚写的一段话。\n`);
  await page.getByText("刚刚写的一段话。").waitFor({ state: "attached" });
  console.log(`an edit is in the browser after ${Date.now() - began} ms`);
  same("the place", await page.evaluate(() => scrollY), before);
  same("the page around it", await page.evaluate(() => window.kept === document.querySelector("footer")), true);
  await write(text);
  await page.getByText("刚刚写的一段话。").waitFor({ state: "detached" });
  same("loads", loads, 1);

  // A file that is away for a while, as some editors save: the page stays, and goes on when it is back. Nothing links
  // to this one, so that nothing is wrong without it.
  const lone = path.join(root, "content/posts/lone.md");
  const alone = (slug, more = "") =>
    text.replace(/^编号: .*$/m, "编号: 999999").replace(/^网页名: .*$/m, `网页名: ${slug}`) + more;
  await writeFile(lone, alone("lone"));
  await until("the lone one", async () => (await fetch(new URL("/posts/lone/", own))).ok);
  await page.goto(new URL("/posts/lone/", own).href);
  await page.locator("gongsheng-preview .bar a", { hasText: "公众号" }).waitFor();
  await page.evaluate(() => scrollTo({ top: 500, behavior: "instant" }));
  loads = 0;
  const gone = bar.getByText("这一页没有了");
  await rename(lone, `${lone}~`);
  await gone.waitFor();
  same("the place of a page that is gone", await page.evaluate(() => scrollY), 500);
  await writeFile(lone, alone("lone", "\n\n回来以后的一段话。\n"));
  await page.getByText("回来以后的一段话。").waitFor({ state: "attached" });
  await gone.waitFor({ state: "detached" });
  same("the place of a page that is back", await page.evaluate(() => scrollY), 500);
  same("loads for a page that is back", loads, 0);

  // An entry under another address: the page goes there.
  await writeFile(lone, alone("elsewhere"));
  await page.waitForURL(new URL("/posts/elsewhere/", own).href);
  await until("its place there", () => page.evaluate(() => scrollY === 500));
  same("what is said there", await gone.count(), 0);
  await rm(lone);
  await rm(`${lone}~`);
  await gone.waitFor();
  await page.goto(new URL(posts.url, own).href);
  await bar.waitFor();
  loads = 1;
  // The browser itself tells of the page that was not there.
  heard.splice(0, heard.length, ...heard.filter((it) => !it.includes("404 (Not Found)")));

  // A style sheet.
  const sheet = path.join(root, "templates/assets/site.css");
  await mkdir(path.dirname(sheet), { recursive: true });
  await writeFile(sheet, "body{background:rgb(1,2,3)}");
  await until("the new style", () => page.evaluate(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)"));
  await rm(path.join(root, "templates"), { recursive: true });
  await until("the old style", () => page.evaluate(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)"));
  same("style sheets", await page.evaluate(() => document.querySelectorAll('link[rel="stylesheet"]').length), 2);
  same("loads for a style", loads, 1);

  // A mistake, over the last good page.
  await write(text.replace(/^标题: (.*)$/m, "标题: $1\n<b>作着</b>: 宣传部\n日期: 2026-2-30") + "\n[没有](none.md)\n");
  await panel.waitFor();
  same("the mistake", await panel.locator("h2").textContent().then((it) => /^有 \d+ 处错误$/.test(it)), true);
  same("text in it", await panel.locator("b b, .what b + b, mark b").count(), 0);
  same("marks", (await panel.locator("pre mark").count()) > 0, true);
  same("the page below", await page.locator("main h1").count(), 1);
  const told = await panel.innerText();
  for (const part of [posts.file, "改法", "<b>作着</b>"]) same(`“${part}” in the panel`, told.includes(part), true);
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    const sideways = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    same(`sideways at ${width}`, sideways, 0);
    const box = await panel.boundingBox();
    same(`the panel at ${width}`, box.x >= 0 && box.x + box.width <= width && box.y > 100, true);
    await page.screenshot({ path: path.join(screenshots, `serve-mistake-${width}.png`) });
  }
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  same("axe", found.violations.filter((it) => ["serious", "critical"].includes(it.impact)).map((it) => it.id), []);
  await panel.getByRole("button", { name: "收起" }).click();
  same("folded", await panel.isVisible(), false);
  await write(text);
  await until("mended", async () => !(await bar.textContent()).includes("错误"));
  same("the panel when it is mended", await panel.isVisible(), false);
  await page.screenshot({ path: path.join(screenshots, "serve-fine-375.png") });
  same("loads for a mistake", loads, 1);

  // What readers do not see.
  await page.setViewportSize({ width: 1280, height: 800 });
  await write(text.replace(/^标题: (.*)$/m, "标题: $1\n草稿: 是"));
  await page.locator("main > gongsheng-mark").waitFor();
  same("the mark", await bar.locator(".mark").textContent(), "草稿");
  await page.screenshot({ path: path.join(screenshots, "serve-draft-1280.png") });
  await page.goto(new URL("/posts/", own).href);
  const listed = page.locator("main a gongsheng-mark").first();
  await listed.waitFor();
  same("the mark in the list", await listed.textContent(), "草稿");
  await page.screenshot({ path: path.join(screenshots, "serve-list-1280.png") });
  await page.goto(new URL("/-/", own).href);
  same("the desk", await page.locator("h2").allTextContents().then((it) => it.length), 2);
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: path.join(screenshots, `serve-desk-${width}.png`) });
  }
  await write(text);
  const state = async () => (await fetch(new URL(`/-/state?${posts.url}`, own))).json();
  await until("it is no draft any more", async () => (await state()).page.mark === null);

  // What is copied from an article names the site.
  await page.goto(new URL(posts.article, own).href);
  await bar.waitFor();
  await until("the state", async () => (await bar.textContent()).includes("预览"));
  const copied = await page.evaluate(() => new Promise((done) => {
    addEventListener("copy", (event) => done(event.clipboardData.getData("text/html")));
    document.querySelector("[data-copy]").click();
  }));
  same("copied", [copied.includes(own.slice(0, -1)), copied.includes("https://gonghui.example.cn/")], [false, true]);
  const shown = await page.evaluate(() => Array.from(document.querySelectorAll(".article img")).map((it) => it.naturalWidth > 0));
  same("pictures of an article", shown.every(Boolean), true);

  // A page whose scripts are its own is loaded again, and stays where it was.
  loads = 0;
  await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
  await write(`${text}\n\n又写了一段。\n`);
  await page.getByText("又写了一段。").first().waitFor({ state: "attached" });
  await until("its place", () => page.evaluate(() => scrollY === 300));
  await until("the page is loaded", () => loads > 0);
  same("loads of a page with scripts", loads, 1);
  await write(text);

  same("heard", heard, []);
  console.log(wrong.length ? `${wrong.length} wrong` : "the preview is as it should be");
} finally {
  await browser.close();
  server.kill("SIGINT");
  const status = await new Promise((done) => server.once("exit", done));
  same("its exit status", status, 0);
  await rm(root, { recursive: true, force: true });
}
process.exitCode = wrong.length ? 1 : 0;

// A post of the demo that is published and has a picture: its file and its addresses.
async function findPost() {
  const slug = (await readFile(path.join(root, "content", POST), "utf8")).match(/^网页名: (\S+)$/m)?.[1];
  return { file: POST, url: `/posts/${slug}/`, article: `/wechat/posts/${slug}.html` };
}
