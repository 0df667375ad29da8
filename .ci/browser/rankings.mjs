// What the script of rankings does, in Chromium.
//
//     node rankings.mjs SITE SCREENSHOTS PROGRAM
//
// In the demo: nothing slides sideways within a ranking at 320 and 375 px; finding, filtering and sorting; the card is
// saved as a picture; without scripts every row is there. Then a ranking of 1,000 names and one of 10,000 accounts are
// built with PROGRAM, and each change of the filter is timed, from the key to the page laid out anew: less than 100 ms.

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch, serve } from "./host.mjs";

const [site, screenshots, program] = process.argv.slice(2).map((argument) => path.resolve(argument));
const MOST = 100;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";
const SCORED = "/rankings/2017-03-townships/";
const LISTED = "/rankings/2015-national-top100/";

const wrong = [];
const tell = (message) => {
  wrong.push(message);
  console.log(`wrong: ${message}`);
};
const same = (what, is, wanted) => {
  if (JSON.stringify(is) !== JSON.stringify(wanted)) tell(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
};

// The numbers and names of the rows that are seen, in the order in which they stand.
const rows = (page) =>
  page.$$eval(".ranking tbody tr, .results tbody tr", (all) =>
    all.filter((row) => row.offsetHeight > 0 && !row.closest("details")).map((row) => row.cells[1].textContent.trim()),
  );

async function demo(browser, origin) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  page.on("pageerror", (error) => tell(`${page.url()}: ${error}`));
  await page.goto(origin + SCORED);
  const all = await rows(page);
  same("rows of the townships", all.length, 10);
  await page.fill(".tools input", "石桥街道");
  same("found by its host", (await rows(page)).length, 1);
  await page.fill(".tools input", "");
  await page.selectOption(".tools select >> nth=0", { index: 1 });
  const filtered = await rows(page);
  if (filtered.length === 0 || filtered.length >= all.length) tell(`a filter leaves ${filtered.length} of ${all.length}`);
  await page.selectOption(".tools select >> nth=0", { index: 0 });
  same("all again", await rows(page), all);
  await page.click("th.score button");
  const up = await page.$$eval(".scores tbody .score", (cells) => cells.map((cell) => cell.textContent.trim()));
  await page.click("th.score button");
  const down = await page.$$eval(".scores tbody .score", (cells) => cells.map((cell) => cell.textContent.trim()));
  same("who has no score is last either way", [up.at(-1), down.at(-1)], ["", ""]);
  same("sorted by score and back", up.slice(0, -1).map(Number), down.slice(0, -1).map(Number).reverse());

  await page.click(".share summary");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click(".share button")]);
  const png = await readFile(await saved.path());
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  await writeFile(path.join(screenshots, "card-saved.png"), png);
  console.log(`the card, saved by its page: ${saved.suggestedFilename()}, ${width} × ${height}, ${png.length} bytes`);
  if (width !== 900 || height < 600 || png.length < 20_000) tell("the saved card is no picture of the ranking");

  for (const address of [SCORED, LISTED, "/rankings/2018-02-wci/", "/rankings/2015-honours/"]) {
    for (const width of [320, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(origin + address);
      const slides = await page.$$eval(".rankings *", (all) =>
        all.filter((one) => one.offsetWidth && !one.closest("details") && one.tagName !== "INPUT" && one.scrollWidth > one.clientWidth + 1)
          .filter((one) => /auto|scroll|hidden/.test(getComputedStyle(one).overflowX))
          .filter((one) => one.clientWidth > 1)
          .map((one) => `${one.tagName} ${one.className}`),
      );
      same(`${address} slides within itself at ${width}`, slides, []);
    }
  }
  await page.close();
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(origin + LISTED);
  same("rows without scripts", await plain.locator(".paper tbody tr").count(), 100);
  same("furniture of the script without scripts", await plain.locator(".tools, .share button").count(), 0);
  await plain.close();
}

function entries(count, scored) {
  let text = "";
  for (let row = 0; row < count; row++) {
    text += `  - 账号: 第${row}号职工之家\n    类型: ${["订阅号", "服务号", "微博"][row % 3]}\n    主办单位: 第${row >> 1}总工会\n`;
    if (scored) text += `    地区: 示例市第${row % 40}区\n    层级: ${["市级", "县级", "乡镇"][row % 3]}\n    得分: ${(row * 7919) % 5000}\n`;
  }
  return text;
}

// Each change of the filter, the best of three: another program on the machine is not the page's doing.
async function timed(browser, origin, address, what) {
  const page = await browser.newPage({ viewport: { width: 375, height: 800 } });
  page.on("pageerror", (error) => tell(`${address}: ${error}`));
  const began = Date.now();
  await page.goto(origin + address);
  const loaded = Date.now() - began;
  await page.focus(".tools input");
  const asked = Date.now();
  await page.waitForSelector(".tools select");
  const ready = Date.now() - asked;
  const changes = await page.evaluate(() => {
    const input = document.querySelector(".tools input");
    const said = document.querySelector(".tools output");
    const change = (element, value) => {
      let best = Infinity;
      for (let turn = 0; turn < 3; turn++) {
        element.value = "";
        element.dispatchEvent(new Event(element === input ? "input" : "change", { bubbles: true }));
        document.body.offsetHeight;
        const began = performance.now();
        element.value = value;
        element.dispatchEvent(new Event(element === input ? "input" : "change", { bubbles: true }));
        document.body.offsetHeight;
        best = Math.min(best, performance.now() - began);
      }
      return [value, Math.round(best), said.textContent];
    };
    const found = ["第", "号职", "77", "第99号", "没有"].map((text) => change(input, text));
    change(input, "");
    return [...found, ...[...document.querySelectorAll(".tools select")].map((select) => change(select, select.options[1].value))];
  });
  for (const [value, took, said] of changes) {
    if (took >= MOST) tell(`${what}: “${value}” takes ${took} ms`);
    if (!said) tell(`${what}: “${value}” says nothing`);
  }
  const times = changes.map(([value, took]) => `${value} ${took}`).join(", ");
  console.log(`${what}: loaded in ${loaded} ms, ready to filter ${ready} ms after the first touch; ms each: ${times}`);
  await page.close();
}

async function many(browser) {
  const root = await mkdtemp(path.join(tmpdir(), "rankings-"));
  await mkdir(path.join(root, "content/rankings"), { recursive: true });
  await writeFile(path.join(root, "content/site.yaml"), "名称: 示例市总工会\n网址: https://a.example.cn\n");
  const head = (title, more) => `标题: ${title}\n日期: 2017-3-8\n${more}条目:\n`;
  await writeFile(path.join(root, "content/rankings/thousand.yaml"), head("千家名单", "") + entries(1000, false));
  await writeFile(path.join(root, "content/rankings/ten.yaml"), head("万家榜", "方式: 评分\n") + entries(10_000, true));
  execFileSync(program, ["build", "--quiet", "--now", "2017-4-1"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const server = await serve(path.join(root, "site"), POLICY);
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    await timed(browser, origin, "/rankings/thousand/", "1,000 names");
    await timed(browser, origin, "/rankings/ten/", "10,000 accounts");
  } finally {
    server.close();
    await rm(root, { recursive: true, force: true });
  }
}

await mkdir(screenshots, { recursive: true });
const server = await serve(site, POLICY);
const browser = await launch();
try {
  await demo(browser, `http://127.0.0.1:${server.address().port}`);
  await many(browser);
} finally {
  await browser.close();
  server.close();
}
console.log(`rankings: ${wrong.length} wrong`);
process.exitCode = wrong.length ? 1 : 0;
