// What a reader does with a page, in Chromium: reads it larger, with a keyboard, on a small screen, on paper, some
// days after it was built. Each check tells what is wrong by `tell(where, message)`.

const PHONE = { width: 375, height: 800 };
const NARROW = { width: 320, height: 800 };
// As wide as most phones.
const USUAL = { width: 360, height: 800 };
// Text in the large letters, and its lines; what a finger hits; characters in a line of prose.
const LEAST_TEXT = 18;
const LEAST_LINE = 1.5;
const LEAST_TARGET = 44;
const MOST_CHARACTERS = 40.5;

// Text that is seen and smaller than it may be, in drawings too; headings, paragraphs and cells whose lines stand too
// close.
export function tooSmall([text, line]) {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const { width, height } = element.getBoundingClientRect();
    if (!walker.currentNode.textContent.trim() || width <= 1 || height <= 1) continue;
    if (!element.getClientRects().length || ["OPTION", "SCRIPT", "STYLE"].includes(element.tagName)) continue;
    if (element.closest(".hidden, .skip")) continue;
    const style = getComputedStyle(element);
    const own = parseFloat(style.fontSize);
    const size = own * (element.ownerSVGElement ? element.getScreenCTM().a : 1);
    const name = `<${element.localName} class="${element.getAttribute("class") ?? ""}">`;
    if (size < text - 0.01) found.add(`${name} ${size} px: ${element.textContent.trim().slice(0, 12)}`);
    const close = parseFloat(style.lineHeight) / own < line - 0.01;
    if (close && /^(h[1-6]|p|li|d[dt]|t[dh]|summary)$/.test(element.localName)) found.add(`${name} lines too close`);
  }
  return [...found];
}

// What can be pressed and is lower than a finger is wide. A link within a sentence may be as low as its line; a link
// whose surface is its card is as large as the card.
function lowTargets(least) {
  const found = new Set();
  for (const element of document.querySelectorAll("a[href], button, select, summary, label[for], input:not(.elder)")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || style.visibility === "hidden") continue;
    if (element.closest(".hidden, .skip, .body, .how, td, th, caption, figcaption")) continue;
    const surface = getComputedStyle(element, "::after");
    const card = surface.position === "absolute" ? element.closest(".card, .lines li") : null;
    const height = card ? card.getBoundingClientRect().height : box.height;
    const within = style.display === "inline" && element.parentElement.textContent.trim() !== element.textContent.trim();
    if (height < least - 0.5 && !within) {
      found.add(`${element.textContent.trim().slice(0, 16)} (${element.localName}.${element.className}): ${height} px`);
    }
  }
  return [...found];
}

// Paragraphs with more characters in a line than the eye follows.
function longLines(most) {
  return [...document.querySelectorAll(".body > p, .summary")]
    .map((p) => [p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize), p.textContent.trim()])
    .filter(([characters]) => characters > most)
    .map(([characters, text]) => `${characters.toFixed(1)} characters in a line: ${text.slice(0, 12)}`);
}

// Each of the pages in large letters: nothing small, nothing sideways, and as accessible as before.
export async function larger(page, origin, addresses, { sideways, accessible, tell }) {
  await page.goto(origin + "/");
  await page.evaluate(() => localStorage.setItem("gongsheng-larger", "1"));
  for (const address of addresses) {
    await page.setViewportSize(PHONE);
    await page.goto(origin + address);
    await accessible(page, `${address} in large letters`);
    for (const size of [NARROW, PHONE, { width: 1280, height: 800 }]) {
      await page.setViewportSize(size);
      const where = `${address} in large letters at ${size.width}`;
      for (const line of await page.evaluate(tooSmall, [LEAST_TEXT, LEAST_LINE])) tell(where, line);
      const out = await page.evaluate(sideways);
      if (out) tell(where, `scrolls sideways ${out}`);
    }
  }
  await page.evaluate(() => localStorage.removeItem("gongsheng-larger"));
}

// Fingers on a phone, whose text may be set twice as large; eyes at a desk, lamps out.
export async function comfortable(page, origin, addresses, { sideways, accessible, tell }) {
  for (const address of addresses) {
    await page.setViewportSize(PHONE);
    await page.goto(origin + address);
    for (const line of await page.evaluate(lowTargets, LEAST_TARGET)) tell(`${address} at ${PHONE.width}`, `low target: ${line}`);
    await page.setViewportSize(USUAL);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const out = await page.evaluate(sideways);
    if (out) tell(`${address}, its text at 200 %, at ${USUAL.width}`, `scrolls sideways ${out}`);
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const line of await page.evaluate(longLines, MOST_CHARACTERS)) tell(`${address} at 1280`, line);
    await page.emulateMedia({ colorScheme: "dark" });
    await accessible(page, `${address} in the dark at 1280`);
    await page.emulateMedia({ colorScheme: null });
  }
}

// The switch: by keyboard and by finger, without scripts and with; remembered, and never first small, then large.
export async function theSwitch(browser, origin, address, tell) {
  for (const javaScriptEnabled of [false, true]) {
    const where = `the switch ${javaScriptEnabled ? "with" : "without"} scripts`;
    const context = await browser.newContext({ javaScriptEnabled, viewport: PHONE });
    const page = await context.newPage();
    const plain = () => page.locator("#main").evaluate((main) => parseFloat(getComputedStyle(main).fontSize));
    await page.goto(origin + address);
    const before = await plain();
    await page.locator("label.larger").click();
    const after = await plain();
    if (!(after >= 22 && before < 20)) tell(where, `${before} px becomes ${after} px`);
    await page.locator("#elder").press("Space");
    if ((await plain()) !== before) tell(where, "the space bar does not switch it back");
    await page.locator("#elder").press("Space");
    if (javaScriptEnabled) {
      // The page stays away behind its header for as long as this script does.
      let come;
      const away = new Promise((resolve) => (come = resolve));
      await page.route("**/held.js", (route) => away.then(() => route.fulfill({ contentType: "text/javascript", body: "" })));
      await page.route(origin + "/", async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace("<main", '<script src="/held.js"></script><main');
        await route.fulfill({ response, body });
      });
      await page.goto(origin + "/", { waitUntil: "commit" });
      await page.locator(".top").waitFor();
      if (!(await page.locator("#elder").isChecked())) tell(where, "the page stands before it is large");
      come();
      await page.waitForLoadState("load");
      if ((await plain()) !== after) tell(where, "it is not remembered");
    }
    await context.close();
  }
}

// The first keys of a page: to the text, past the furniture; the switch; home. Where one stands is seen.
export async function keys(page, origin, address, tell) {
  await page.setViewportSize(PHONE);
  await page.goto(origin + address);
  for (const [wanted, shown] of [[".skip", ".skip"], ["#elder", ".larger"], [".brand", ".brand"]]) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(([wanted, shown]) => {
      const mark = document.querySelector(shown);
      const { left, top, right } = mark.getBoundingClientRect();
      const within = left >= 0 && top >= 0 && right <= innerWidth;
      const outline = getComputedStyle(mark);
      return { at: document.activeElement.matches(wanted), seen: within && outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2 };
    }, [wanted, shown]);
    if (!seen.at || !seen.seen) tell(`${address} by keyboard`, `at ${wanted}: ${JSON.stringify(seen)}`);
  }
  await page.goto(origin + address);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.closest("main")))) tell(`${address} by keyboard`, "the skip link does not lead to the text");
}

const pagesOf = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
const MM = 96 / 25.4;

// Every event and every release is one A4 sheet with its code; an official letter has lines of 28 characters, 22 of
// them to a page.
export async function paper(page, origin, notices, official, tell) {
  let sheets = 0;
  for (const address of notices) {
    await page.goto(origin + address);
    if (!(await page.locator(".print-poster .facts").count())) continue;
    const pdf = await page.pdf({ preferCSSPageSize: true });
    if (pagesOf(pdf) !== 1) tell(`${address} on paper`, `${pagesOf(pdf)} pages`);
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => {
      const shown = (name) => [...document.querySelectorAll(name)].some((element) => element.getClientRects().length);
      const code = document.querySelector(".code svg")?.getBoundingClientRect().width ?? 0;
      return { furniture: [".top", ".foot", ".actions", ".crumbs"].filter(shown), code };
    });
    await page.emulateMedia({ media: null });
    if (seen.furniture.length) tell(`${address} on paper`, `shows ${seen.furniture.join(" ")}`);
    if (seen.code < 25 * MM) tell(`${address} on paper`, `its code is ${(seen.code / MM).toFixed(1)} mm wide`);
    sheets += 1;
  }
  await page.setViewportSize({ width: Math.floor(156 * MM), height: 900 });
  await page.goto(origin + official);
  // Large letters are for the screen: paper looks as ever.
  await page.evaluate(() => (document.getElementById("elder").checked = true));
  await page.emulateMedia({ media: "print" });
  const { characters, lines } = await page.evaluate((mm) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = "字".repeat(60);
    paragraph.style.setProperty("text-indent", "0");
    paragraph.style.setProperty("width", `${156 * mm}px`);
    document.querySelector(".body").prepend(paragraph);
    const range = document.createRange();
    const top = (at) => {
      range.setStart(paragraph.firstChild, at);
      range.setEnd(paragraph.firstChild, at + 1);
      return range.getBoundingClientRect().top;
    };
    let characters = 1;
    while (top(characters) === top(0)) characters += 1;
    return { characters, lines: (225 * mm) / parseFloat(getComputedStyle(paragraph).lineHeight) };
  }, MM);
  await page.emulateMedia({ media: null });
  console.log(`on paper: ${sheets} notices on one sheet each; an official letter: ${lines.toFixed(2)} lines of ${characters}`);
  if (characters !== 28 || Math.round(lines * 100) !== 2200) tell(`${official} on paper`, `${lines} lines of ${characters}`);
}

// Days after the build, read in another time zone: the state has moved on, and what is left is told by the site's
// clock. The notice can be copied. `before` is what its browser lacks, said before the page's own scripts run.
export async function later(browser, origin, { address, at, state, left, copied }, tell, before = "") {
  const context = await browser.newContext({ timezoneId: "America/New_York", viewport: PHONE, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(at));
  await page.addInitScript(before);
  await page.goto(origin + address);
  const found = await page.locator(".facts .state").textContent();
  const rest = await page.locator(".facts .remains").textContent();
  if (found !== state || rest !== left) tell(`${address} at ${at}`, `${found}, ${rest}; not ${state}, ${left}`);
  await page.locator(".does-copy").click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const line of copied) if (!text.split("\n").includes(line)) tell(`${address}, copied`, `lacks “${line}”: ${text}`);
  await context.close();
}

// What is off says so in the first line of the message that is copied, where its title does not.
export async function off(browser, origin, address, first, tell) {
  const context = await browser.newContext({ viewport: PHONE, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(origin + address);
  await page.evaluate(() => (document.querySelector("h1").textContent = "门票"));
  await page.locator(".does-copy").click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  if (!text.startsWith(first)) tell(`${address}, copied`, `begins otherwise than “${first}”: ${text}`);
  await context.close();
}
