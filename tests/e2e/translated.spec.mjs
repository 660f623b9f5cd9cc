// Shows that a browser's translation, which replaces text nodes by its own elements, stops
// nothing: what changes goes on changing, numbers and names stay as they are, and the original
// comes back.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

/** Replaces texts as Chromium's translator does, those that come later too. */
function translate() {
  const kept = new WeakMap();
  window.isShowingOriginal = false;
  const isFor = (text) =>
    /\S/.test(text.data) && text.parentElement && !text.parentElement.closest("font, [translate=no], script, style, textarea, svg");
  const replace = (text) => {
    if (!isFor(text)) return;
    const outer = document.createElement("font");
    outer.append(Object.assign(document.createElement("font"), { textContent: `«${text.data}»` }));
    kept.set(outer, [text, text.data]);
    text.parentNode.replaceChild(outer, text);
  };
  const all = (node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(replace);
  };
  all(document.body);
  new MutationObserver((records) => {
    if (window.isShowingOriginal) return;
    for (const { target, addedNodes } of records) {
      for (const node of [target, ...addedNodes]) {
        if (node.isConnected) node.nodeType === Node.TEXT_NODE ? replace(node) : all(node);
      }
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
  /** The text nodes come back, with what they said when they went. */
  window.showOriginal = () => {
    window.isShowingOriginal = true;
    for (const outer of document.querySelectorAll("font")) {
      const [text, said] = kept.get(outer) ?? [];
      if (!text) continue;
      text.data = said;
      outer.parentNode.replaceChild(text, outer);
    }
  };
}

/** All that the page says, without the marks of a translation and what a clock says. */
const words = async (page) => {
  const said = await page.locator("body").evaluate((body) =>
    [...body.querySelectorAll("header, section, main, dialog, [role=status], [role=alert]")]
      .filter((element) => !element.closest("#no-start, .hint"))
      .map((element) => element.textContent.replace(/[«»]/g, "").replace(/\s+/g, " ")),
  );
  return said.map((text) => text.replace(/[\d.,]+ (ms|s|min|epochs\/s|batches\/s)\b/g, "a while"));
};

const wine = "acid,sugar,quality\n" + Array.from({ length: 60 }, (_, at) => `${at % 7},${(at * 5) % 11},${(at * 3) % 5}\n`).join("");

/** What a user does; by places, for a translated button has another name. */
async function acts(page, after) {
  const finished = () => expect(page.locator(".curves-panel .status-line")).toContainText(/epoch/);
  await page.locator("#epochs").fill("100");
  await page.locator("#epochs").press("Enter");
  await page.locator("button.train").click();
  await finished();
  await expect(page.locator(".progress output")).toHaveText("100");
  await after("trained");

  await page.locator("#csv-file").setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(wine) });
  await expect(page.locator(".file-name")).toHaveText("mine.csv");
  await expect(page.locator("button.train")).toBeEnabled();
  await expect(page.locator("output[aria-label=Rows]")).toContainText("60");
  await after("uploaded");

  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator(".file-name")).not.toHaveText("mine.csv");
  await expect(page.locator("button.train")).toBeEnabled();
  await after("undone");

  await page.locator("#csv-file").setInputFiles({ name: "broken.csv", mimeType: "text/csv", buffer: Buffer.from("") });
  await expect(page.getByRole("alert").filter({ visible: true })).toContainText("empty");
  await after("refused");

  await page.locator(".chain button[data-kind]").first().click();
  await page.keyboard.press("Delete");
  await after("removed a block");

  await page.locator("#epochs").fill("2000");
  await page.locator("#epochs").press("Enter");
  await page.locator("button.train").click();
  await expect(page.locator(".progress output")).not.toHaveText(/^(0|100)$/);
  await page.locator("button.train").click();
  await page.locator("button.reset").click();
  await after("reset");
}

test("a translated page goes on: figures, names, sentences and blocks are those of the plain one", async ({ page, context }) => {
  test.setTimeout(120_000);
  const errors = [];
  const plain = [];
  await new Workspace(page).open();
  await acts(page, async (name) => plain.push([name, await words(page)]));
  await page.close();

  const translated = await context.newPage();
  translated.on("pageerror", (error) => errors.push(error.message));
  await translated.goto("./");
  await translated.evaluate(() => localStorage.clear());
  await translated.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
    sessionStorage.clear();
  });
  await new Workspace(translated).open();
  await translated.evaluate(translate);
  await expect(translated.locator("button.train")).toHaveText("«Train»");
  let at = 0;
  await acts(translated, async (name) => {
    const [expected, texts] = plain[at++];
    expect(name).toBe(expected);
    await expect.poll(() => words(translated), { message: name }).toEqual(texts);
    expect(await translated.locator("font font").count()).toBeGreaterThan(20);
    // Nothing that a translator may not touch was touched.
    expect(await translated.locator("output font, .file-name font, .column-name font").count()).toBe(0);
  });
  await translated.evaluate(() => window.showOriginal());
  await expect(translated.locator("font")).toHaveCount(0);
  expect(await words(translated)).toEqual(plain.at(-1)[1]);
  await expect(translated.locator("button.train")).toHaveText("Train");
  expect(errors).toEqual([]);
});
