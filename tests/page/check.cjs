// Drives one exported page; tests/page/run says what for. Prints a line for each thing that it
// looked at and ends with 1 if one of them was not as it should be.
"use strict";
const { chromium } = require("playwright-core");
const fs = require("node:fs"), os = require("node:os"), path = require("node:path");

const [browser, page] = process.argv.slice(2);
const folder = path.dirname(page);
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let nFailed = 0;
const say = (what, isSo, more = "") => {
  console.log(`${isSo ? "fine" : "WRONG"}: ${what}${more && `: ${more}`}`);
  if (!isSo) nFailed += 1;
};

async function open(options) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "linchpin-page-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser, args, viewport: { width: 1280, height: 860 }, ...options,
  });
  const tab = context.pages()[0] ?? await context.newPage();
  const broken = [], asked = [];
  tab.on("console", (message) => { if (message.type() === "error") broken.push(message.text()); });
  tab.on("pageerror", (error) => broken.push(String(error)));
  tab.on("request", (request) => { if (!request.url().startsWith("file:")) asked.push(request.url()); });
  await tab.goto(`file://${page}`);
  const close = async () => { await context.close(); fs.rmSync(profile, { recursive: true, force: true }); };
  return { tab, broken, asked, close };
}

async function withScripts() {
  const { tab, broken, asked, close } = await open({ colorScheme: "light" });
  const picture = (name) => tab.screenshot({ path: path.join(folder, `${name}.png`) });
  await picture("light");
  const passages = await tab.locator(".passage").count();
  say("the article has passages", passages > 0, `${passages}`);

  // A box leads to its passage.
  const part = await tab.locator(".passage").first().getAttribute("data-parts");
  const id = part.split(" ")[0];
  const box = tab.locator(`#stage [data-part="${id}"]`).first();
  await box.scrollIntoViewIfNeeded();
  await box.click();
  say("a box marks its passage", await tab.locator(".passage.chosen").count() > 0);
  await picture("box-chosen");

  // A passage leads to its box.
  const passage = tab.locator(".passage").last();
  await passage.scrollIntoViewIfNeeded();
  await passage.click();
  const other = (await passage.getAttribute("data-parts")).split(" ")[0];
  const shown = tab.locator(`#stage [data-part="${other}"]`).first();
  say("a passage marks its box", /chosen/.test(await shown.getAttribute("class") ?? ""));
  const isSeen = await shown.evaluate((it) => {
    const own = it.getBoundingClientRect(), stage = document.getElementById("stage").getBoundingClientRect();
    return own.right > stage.left && own.left < stage.right && own.bottom > stage.top && own.top < stage.bottom;
  });
  say("and brings it into sight", isSeen);
  await picture("passage-chosen");

  // Size and place.
  const width = () => tab.locator("#stage svg").first().evaluate((it) => Number(it.getAttribute("width")));
  const before = await width();
  await tab.locator("#zoom-in").click();
  say("it can be made larger", await width() > before);
  await tab.locator("#zoom-out").click();
  await tab.locator("#zoom-out").click();
  say("and smaller", await width() < before);
  await tab.locator("#zoom-fit").click();
  const fits = await tab.evaluate(() => {
    const stage = document.getElementById("stage");
    return stage.scrollWidth <= stage.clientWidth + 2;
  });
  say("and fitted", fits);
  await picture("fitted");
  for (let n = 0; n < 8; n += 1) await tab.locator("#zoom-in").click();
  const stage = await tab.locator("#stage").boundingBox();
  const place = () => tab.evaluate(() => document.getElementById("stage").scrollLeft);
  await tab.evaluate(() => { document.getElementById("stage").scrollLeft = 200; });
  const left = await place();
  const free = await tab.evaluate(() => {
    const edge = document.getElementById("stage").getBoundingClientRect();
    for (let y = edge.top + 20; y < Math.min(edge.bottom, innerHeight) - 20; y += 11)
      for (let x = edge.left + 150; x < edge.right - 150; x += 11)
        if (!document.elementFromPoint(x, y)?.closest("[data-part], button")) return { x, y };
    return null;
  });
  if (free && stage) {
    await tab.mouse.move(free.x, free.y);
    await tab.mouse.down();
    await tab.mouse.move(free.x + 90, free.y, { steps: 4 });
    await tab.mouse.up();
    say("no words are selected by that", await tab.evaluate(() => String(getSelection()) === ""));
    say("its ground is dragged", await place() < left, `${left} to ${await place()}`);
  } else say("there is ground to drag", false);

  // Folding.
  const nAway = () => tab.locator("#stage .away").count();
  await tab.locator("#fold-all").click();
  await tab.waitForFunction(() => document.querySelectorAll("#stage .away").length > 0);
  say("branches fold", await nAway() > 0);
  await picture("folded");
  await tab.locator("#unfold-all").click();
  await tab.waitForFunction(() => document.querySelectorAll("#stage .away").length === 0);
  say("and unfold", await nAway() === 0);

  // Keyboard.
  await tab.locator(`#stage [data-part="${other}"]`).last().focus();
  await tab.keyboard.press("Enter");
  const chosen = tab.locator(".passage.chosen").first();
  const parts = (await chosen.getAttribute("data-parts")).split(" ");
  say("Enter on a box leads to its passage", parts.includes(other), parts.join(" "));
  await tab.keyboard.press("Space");
  await tab.waitForFunction(() => document.querySelectorAll("#stage .away").length > 0);
  say("and Space folds what stands under it", await nAway() > 0);
  await tab.emulateMedia({ media: "print" });
  await picture("print");
  const isBare = await tab.locator("#zoom-in").isHidden();
  say("on paper there are no buttons", isBare);
  say("its policy was never broken", broken.length === 0, broken.join(" | "));
  say("it asked for nothing", asked.length === 0, asked.join(" "));
  await close();
}

async function inTheDark() {
  const { tab, broken, close } = await open({ colorScheme: "dark" });
  await tab.screenshot({ path: path.join(folder, "dark.png") });
  const paper = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = paper.match(/\d+/g).slice(0, 3).reduce((sum, it) => sum + Number(it), 0) / 3;
  say("it is dark in the dark", light < 96, paper);
  say("and keeps its policy there", broken.length === 0, broken.join(" | "));
  await close();
}

async function withoutScripts() {
  const { tab, close } = await open({ javaScriptEnabled: false });
  await tab.screenshot({ path: path.join(folder, "no-scripts.png"), fullPage: true });
  say("without scripts the map is there", await tab.locator("#stage svg").first().isVisible());
  say("and the argument", await tab.locator("#argument li").first().isVisible());
  say("and the article", await tab.locator(".passage").first().isVisible());
  say("and no button that does nothing", await tab.locator("#zoom-in").isHidden());
  await close();
}

(async () => {
  await withScripts();
  await inTheDark();
  await withoutScripts();
  process.exit(nFailed > 0 ? 1 : 0);
})();
