// Copies every article of the built site as a person does, in Chromium, on plain http.
//
//     node wechat.mjs SITE [PART OF AN ADDRESS]
//
// What the button puts on the clipboard is the fragment of the page's file to the byte, and its text. Pasted into
// an editable page of a phone's width it looks as it did: the same text at the same places in the same colours,
// the same picture. The page's QR code is black on white, by night too. Each other button gives exactly its text. With scripts off no button is shown, and one click
// selects the article. All that is wrong is told at once; the exit status is 1 if there is anything.

import path from "node:path";
import { addresses, answer, find, launch, ownOrigin, serve } from "./host.mjs";

const site = path.resolve(process.argv[2]);
// Not loopback, so that there is no asynchronous clipboard: most sites of small offices are as plain.
const HOST = "gongsheng.test";
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:";
const ARTICLE = /<div class="article" data-wechat-article>(.*?)<\/div>\n<\/div>\n<\/section>\n/s;

const wrong = [];
function tell(where, message) {
  wrong.push(`${where}: ${message}`);
  console.log(`${where}: ${message}`);
}

// What is seen in an element: every piece of text and every picture, where it is and how it looks.
function seen(selector) {
  const box = document.querySelector(selector);
  const { left, top } = box.getBoundingClientRect();
  const round = (number) => Math.round(number * 10) / 10;
  const pieces = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText ? !node.data.trim() : !["IMG", "path", "HR"].includes(node.nodeName)) continue;
    const style = getComputedStyle(isText ? node.parentElement : node);
    const range = document.createRange();
    range.selectNode(node);
    const rects = isText ? [...range.getClientRects()] : [node.getBoundingClientRect()];
    const places = rects.map((r) => [r.left - left, r.top - top, r.width, r.height].map(round).join(" "));
    // What is behind it, the page's own white too: a browser does not paste a white that changes nothing.
    let back = "rgba(0, 0, 0, 0)";
    for (let up = isText ? node.parentElement : node; up && back === "rgba(0, 0, 0, 0)"; up = up.parentElement) {
      back = getComputedStyle(up).backgroundColor;
    }
    const look = [style.color, style.fontSize, style.fontWeight, style.fontStyle, style.textDecorationLine, back];
    pieces.push(`${isText ? node.data.trim() : node.nodeName} | ${places.join(", ")} | ${look.join(" ")}`);
  }
  return pieces;
}

// The page that is pasted into: a phone like the one of the preview, empty and editable. The list of all
// previews has the same style sheet.
async function editor(page, origin) {
  await page.goto(`${origin}/wechat/`);
  await page.evaluate(() => {
    document.addEventListener("paste", ({ clipboardData: data }) => {
      window.pasted = { html: data.getData("text/html"), text: data.getData("text/plain") };
    });
    document.body.innerHTML = '<div class="phone"><div class="article" contenteditable></div></div>';
    document.querySelector(".article").focus();
  });
}

// Pictures of an article are loaded at once; they are waited for.
async function ready(page) {
  await page.evaluate(() =>
    Promise.all([...document.querySelectorAll(".article img")].map((image) => image.decode().catch(() => {}))),
  );
}

// The article alone, as a picture, at the same place of either page: letters are drawn by where they stand.
async function picture(page) {
  const box = page.locator(".article").first();
  await box.evaluate((box) => {
    document.activeElement.blur();
    box.style.cssText = `position:absolute;left:0;top:0;z-index:9;width:${box.clientWidth}px;background:#fff`;
  });
  const shot = await box.screenshot({ animations: "disabled", caret: "hide" });
  await box.evaluate((box) => box.removeAttribute("style"));
  return shot;
}

// The page's QR code, by day and by night: black on white, with white around it.
async function codes(page, address) {
  for (const screen of ["[data-wechat-article]", ".dark .article"]) {
    const code = page.locator(`${screen} img[src$=".png"][data-w="480"]`);
    if ((await code.count()) !== 1) continue;
    counts.codes += 1;
    const shot = await code.screenshot({ animations: "disabled" });
    const [around, darkest, dark] = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, image.width, image.height);
      // Four modules of the 41 at the least are white; a pixel at the edge may be half of the page.
      const edge = 2;
      const quiet = Math.floor((image.width * 4) / 64);
      let [around, darkest, dark] = [255, 255, 0];
      for (let at = 0; at < data.length; at += 4) {
        const [x, y] = [(at / 4) % image.width, Math.floor(at / 4 / image.width)];
        const inner = Math.min(x, y, image.width - 1 - x, image.height - 1 - y);
        if (inner >= edge && inner < quiet) around = Math.min(around, data[at]);
        darkest = Math.min(darkest, data[at]);
        dark += data[at] < 128;
      }
      return [around, darkest, dark / (data.length / 4)];
    }, `data:image/png;base64,${shot.toString("base64")}`);
    if (around > 240 && darkest < 40 && dark > 0.15 && dark < 0.5) counts.scannable += 1;
    else tell(address, `the QR code in ${screen} has ${around} around it, ${darkest} at the darkest, ${dark} of it dark`);
  }
}

const counts = { codes: 0, scannable: 0, previews: 0, bytes: 0, equal: 0, pieces: 0, same: 0, pixels: 0, fields: 0, exact: 0 };

async function copies(page, origin, address) {
  counts.previews += 1;
  const file = (await find(site, address)).body.toString("utf8");
  const fragment = file.match(ARTICLE)?.[1];
  if (!fragment) return tell(address, "there is no article in [data-wechat-article]");
  await page.goto(origin + address);
  if (await page.evaluate(() => window.isSecureContext || "clipboard" in navigator)) tell(address, "this is not plain http");
  await ready(page);
  const [text, before] = await page.evaluate(
    () => [document.querySelector("[data-wechat-article]").innerText, document.querySelector("[data-copied]").textContent],
  );
  const looked = await page.evaluate(seen, "[data-wechat-article]");
  const shown = await picture(page);
  await codes(page, address);
  await page.click("button[data-copy]");
  const said = await page.textContent("[role=status]");
  if (before || !said.includes("正文已复制")) tell(address, `the page says “${before}”, then “${said}”`);
  // The buttons of the fields, into a field of the same page; the article is copied once more after them.
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.id = "pasted";
    field.addEventListener("paste", ({ clipboardData: data }) => {
      window.pasted = { html: data.getData("text/html"), text: data.getData("text/plain") };
    });
  });
  for (const button of await page.locator("button[data-copy-of]").all()) {
    counts.fields += 1;
    const of = await button.getAttribute("data-copy-of");
    const wanted = await page.textContent(`#${of}`);
    await button.click();
    await page.focus("#pasted");
    await page.keyboard.press("Control+V");
    const { html, text } = await page.evaluate(() => window.pasted);
    if (text === wanted && html === "") counts.exact += 1;
    else tell(address, `the button of ${of} gives “${text}” and “${html}”, not “${wanted}”`);
  }
  await page.click("button[data-copy]");
  await editor(page, origin);
  await page.keyboard.press("Control+V");
  const pasted = await page.evaluate(() => window.pasted);
  const html = pasted?.html.replace(/^<meta charset=['"]utf-8['"]>/, "");
  counts.bytes += Buffer.byteLength(fragment);
  if (html !== fragment) tell(address, `an editor is given ${html?.length} characters, the file has ${fragment.length}`);
  else if (pasted.text !== text) tell(address, "the plain text is not that of the article");
  else counts.equal += 1;
  await ready(page);
  const after = await page.evaluate(seen, ".article");
  counts.pieces += looked.length;
  const differing = looked.filter((piece, at) => piece !== after[at]);
  counts.same += looked.length - differing.length;
  if (differing.length || after.length !== looked.length) {
    const at = looked.findIndex((piece, at) => piece !== after[at]);
    tell(address, `pasted, ${differing.length} of ${looked.length} pieces differ, the first:\n  ${looked[at]}\n  ${after[at]}`);
  }
  if (shown.equals(await picture(page))) counts.pixels += 1;
  else tell(address, "pasted, the picture of it is another");
}

// With scripts off: no button that does nothing, words instead, and one click selects the article.
async function byHand(browser, origin, address) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(origin + address);
  const shown = await page.locator("button:visible").count();
  if (shown) tell(address, `${shown} buttons are shown that need a script`);
  if (!(await page.locator("noscript p").first().isVisible())) tell(address, "nothing says how to copy by hand");
  await page.locator("[data-wechat-article] p").first().click();
  const [selected, all] = await page.evaluate(() => [
    getSelection().toString(),
    document.querySelector("[data-wechat-article]").innerText,
  ]);
  const plain = (text) => text.replace(/\s+/g, "");
  if (plain(selected) !== plain(all)) tell(address, `one click selects ${selected.length} of ${all.length} characters`);
  await context.close();
}

const server = await serve(site, POLICY);
const origin = `http://${HOST}:${server.address().port}`;
const browser = await launch(`--host-resolver-rules=MAP ${HOST} 127.0.0.1`);
try {
  const context = await browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => tell(page.url(), `script error: ${error.message}`));
  // Pictures of articles have the address that the site gives for itself.
  const own = await ownOrigin(site);
  await page.route((url) => url.origin === own, (route) => answer(route, site));
  const all = (await addresses(site)).filter((address) => /^\/wechat\/.+\.html$/.test(address));
  const some = process.argv[3] ? all.filter((address) => address.includes(process.argv[3])) : all;
  for (const address of some) await copies(page, origin, address);
  for (const address of some.slice(0, 3)) await byHand(browser, origin, address);
  const { previews, bytes, equal, pieces, same, pixels, fields, exact, codes, scannable } = counts;
  if (!previews) tell(site, "there are no previews");
  console.log(
    `clipboard equal to the byte ${equal} of ${previews} (${bytes} bytes); pasted the same ${same} of ${pieces} pieces, ` +
      `${pixels} of ${previews} pictures; fields exact ${exact} of ${fields}; QR codes black on white ${scannable} of ${codes}: ${wrong.length} wrong`,
  );
} finally {
  await browser.close();
  server.close();
}
process.exitCode = wrong.length ? 1 : 0;
