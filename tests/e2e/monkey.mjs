// A monkey: random actions on all controls that can be seen, by a seed. Whatever it does, the
// page must not panic, write an error to the console or show what is no word and no number, and
// Undo must lead back to the experiment that it began with.
//   node tests/e2e/monkey.mjs [--seeds 1,2,3] [--actions 1000]   dist/, or DESCENT_DIST
// Ends with an error at the first fault, with the actions that led there and a picture.
import { mkdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dist, needs } from "../../bench/needs.mjs";
import { serve } from "../../bench/serve.js";

needs("make monkey", "node_modules/@playwright/test", `${dist}/index.html`);
const { chromium } = await import("@playwright/test");
const { default: config } = await import("./playwright.config.mjs");

const { values: options } = parseArgs({
  options: { seeds: { type: "string", default: "1,2,3" }, actions: { type: "string", default: "1000" } },
});
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const pictures = here("../../test-results/monkey/");

/** After so many actions all is taken back: fewer than Undo remembers. */
const WALK = 60;
/** More than Undo remembers. */
const MOST_TURNS = 250;
const SCREENS = [[1440, 900], [1280, 720], [390, 844]];
const TYPED = ["", "0", "1", "-1", "7", "0.01", "0,5", "1e9", "-1e300", "abc", "  ", "42", "1000000", "🦉", "<b>x</b>"];
const KEYS = [
  "Escape", "Tab", "Enter", "Space", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Delete",
  "Backspace", "PageDown", "Control+z", "Control+y", "Control+Enter", "?", "n", "+", "d",
];
const FILES = ["iris.csv", "sonar.csv", "titanic.csv", "red-wine.csv"].map((name) => here(`../../assets/datasets/${name}`));
const NO_WORD = /\b(NaN|undefined|Infinity)\b|\[object |panicked at/;
/** What is read as missing is named in the dialog about it. */
const MARKERS = /NA, N\/A, NaN, null/g;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All that can be acted on and is not covered, as places and what they are. */
function controlsOnScreen() {
  const asked = "button, input, select, textarea, summary, canvas, [role=slider], [role=tab], [tabindex='0'], a[href^='#']";
  return [...document.querySelectorAll(asked)].flatMap((element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (box.width < 2 || box.height < 2 || element.disabled) return [];
    const top = document.elementFromPoint(x, y);
    if (!top || !(element.contains(top) || top.closest("label")?.control === element)) return [];
    const name = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || element.tagName;
    const options = element.tagName === "SELECT" ? [...element.options].filter((one) => !one.disabled).map((one) => one.value) : [];
    const kind = element.tagName === "INPUT" ? element.type : element.tagName.toLowerCase();
    return [{ kind, x, y, width: box.width, height: box.height, name: name.trim().replace(/\s+/g, " ").slice(0, 40), options }];
  });
}

/** What a reader sees that is no word: texts, values of fields and names of controls. */
function shownOnScreen() {
  const fields = [...document.querySelectorAll("input, textarea")].filter((field) => field.type !== "file");
  const names = [...document.querySelectorAll("[aria-label], [aria-valuetext], [title]")];
  return [
    document.body.innerText,
    ...fields.map((field) => (field.matches(":focus") ? "" : field.value)),
    ...names.flatMap((one) => ["aria-label", "aria-valuetext", "title"].map((name) => one.getAttribute(name) ?? "")),
  ].join("\n");
}

class Monkey {
  constructor(page, seed) {
    this.page = page;
    this.random = randomFrom(seed);
    this.done = [];
    this.faults = [];
    /** The experiment at the bottom of Undo, by its key. */
    this.starts = new Map();
    page.on("pageerror", (error) => this.faults.push(`page error: ${error.message}`));
    const hear = (message) => {
      if (message.type() === "error") this.faults.push(`console: ${message.text()}`);
    };
    page.on("console", hear);
    page.on("worker", (worker) => worker.on("console", hear));
    page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
  }

  /** Asks the page; once more where a choice of it, another language, loads it anew. */
  async ask(question, ...of) {
    try {
      return await this.page.evaluate(question, ...of);
    } catch (error) {
      if (!/navigation/.test(error.message)) throw error;
      await this.ready();
      return this.page.evaluate(question, ...of);
    }
  }

  one(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  somewhere(control) {
    return [control.x + (this.random() - 0.5) * control.width * 0.9, control.y + (this.random() - 0.5) * control.height * 0.9];
  }

  async act() {
    const controls = await this.ask(controlsOnScreen);
    const chance = this.random();
    if (chance < 0.08 || controls.length === 0) return this.press(this.one(KEYS));
    if (chance < 0.1) return this.resize(this.one(SCREENS));
    if (chance < 0.11) return this.upload(this.one(FILES));
    if (chance < 0.115) return this.reload();
    const control = this.one(controls);
    if (chance < 0.17) return this.drag(control, this.one(controls));
    return this.use(control);
  }

  said(action) {
    this.done.push(action);
  }

  async press(key) {
    this.said(`press ${key}`);
    await this.page.keyboard.press(key);
  }

  async resize([width, height]) {
    this.said(`resize to ${width}x${height}`);
    await this.page.setViewportSize({ width, height });
  }

  async upload(path) {
    this.said(`upload ${basename(path)}`);
    await this.page.locator("#csv-file").setInputFiles(path);
  }

  async reload() {
    this.said("reload");
    await this.page.reload();
    await this.ready();
  }

  async drag(from, to) {
    this.said(`drag ${from.kind} "${from.name}" to ${to.kind} "${to.name}"`);
    await this.page.mouse.move(...this.somewhere(from));
    await this.page.mouse.down();
    const [x, y] = this.somewhere(to);
    for (const share of [0.1, 0.5, 1]) {
      await this.page.mouse.move(from.x + (x - from.x) * share, from.y + (y - from.y) * share);
    }
    await this.page.mouse.up();
  }

  async use(control) {
    const { page } = this;
    const { kind, name } = control;
    if (kind === "select") {
      const value = this.one(control.options);
      this.said(`choose "${value}" of "${name}"`);
      const handle = await page.evaluateHandle(([x, y]) => document.elementFromPoint(x, y)?.closest("select"), [control.x, control.y]);
      await handle.asElement()?.selectOption(value, { timeout: 2_000 }).catch(() => {});
    } else if (["text", "number", "search", "textarea"].includes(kind)) {
      const text = this.one(TYPED);
      this.said(`type "${text}" into "${name}"`);
      await page.mouse.click(control.x, control.y, { clickCount: 3 });
      await page.keyboard.insertText(text);
      await page.keyboard.press(this.random() < 0.5 ? "Enter" : "Tab");
    } else {
      this.said(`click ${kind} "${name}"`);
      await page.mouse.click(...(["range", "canvas"].includes(kind) ? this.somewhere(control) : [control.x, control.y]));
    }
  }

  async ready() {
    await this.page.locator("button.train:enabled").waitFor({ timeout: 30_000 }).catch(() => {});
  }

  /** What must hold after each action. */
  async look() {
    const text = (await this.ask(shownOnScreen)).replaceAll(MARKERS, "");
    const shown = text.match(NO_WORD);
    if (shown) this.faults.push(`the page shows "${text.slice(Math.max(0, shown.index - 40), shown.index + 40)}"`);
    return this.faults.length === 0;
  }

  /** All dialogs and the course closed, on a wide screen. */
  async clear() {
    const { page } = this;
    await page.setViewportSize({ width: 1440, height: 900 });
    for (let time = 0; time < 4; time += 1) await page.keyboard.press("Escape");
    const present = page.locator("button.present[aria-pressed=true]");
    if (await present.isVisible()) await present.click();
  }

  /** The experiment on the page as JSON, as Export gives it. */
  async experiment() {
    const { page } = this;
    await page.evaluate(() => document.getElementById("export-menu").showPopover());
    const download = page.waitForEvent("download", { timeout: 15_000 });
    await page.locator("#export-menu .menu-item").first().click();
    return readFileSync(await (await download).path(), "utf8");
  }

  /** Takes all back, and compares it with what the experiment was at first. */
  async takeBack() {
    const { page } = this;
    await this.clear();
    const undo = page.locator('.top-actions button:has(use[href="#i-undo"])');
    let steps = 0;
    for (let turn = 0; await undo.isEnabled(); turn += 1) {
      if (turn > MOST_TURNS) throw new Error("Undo has no end");
      // A dialog may come that was asked for before.
      if (await page.locator("dialog[open]").count()) {
        await page.keyboard.press("Escape");
      } else {
        await undo.click();
        steps += 1;
      }
    }
    const [key, found] = [await page.evaluate(() => sessionStorage.getItem("descent.open.v1")), await this.experiment()];
    const start = this.starts.get(key);
    if (start === undefined) this.starts.set(key, found);
    else if (start !== found) this.faults.push(`Undo led to another experiment than the first:\n${differences(start, found)}`);
    return steps;
  }
}

/** The lines that differ. */
function differences(before, after) {
  const [was, is] = [before.split("\n"), after.split("\n")];
  return is.flatMap((line, at) => (was[at] === line ? [] : [`  ${was[at] ?? ""} -> ${line}`])).slice(0, 12).join("\n");
}

const { origin, close } = await serve();
const browser = await chromium.launch(config.use.launchOptions);
mkdirSync(pictures, { recursive: true });
let failed = false;
for (const seed of options.seeds.split(",").map(Number)) {
  const context = await browser.newContext({ viewport: config.use.viewport, baseURL: `${origin}/`, serviceWorkers: "block", acceptDownloads: true });
  const page = await context.newPage();
  const monkey = new Monkey(page, seed);
  // A window that fills the screen takes no other size.
  await page.addInitScript(() => (Element.prototype.requestFullscreen = async () => {}));
  let undone = 0;
  try {
    await page.goto("./");
    await monkey.ready();
    await monkey.takeBack();
    for (let action = 1; action <= Number(options.actions) && (await monkey.look()); action += 1) {
      await monkey.act();
      if (action % WALK === 0) undone += await monkey.takeBack();
    }
    if (await monkey.look()) undone += await monkey.takeBack();
  } catch (error) {
    // A page that no longer answers is a fault, too.
    monkey.faults.push(error.message);
  }
  if (monkey.faults.length > 0) {
    failed = true;
    await page.screenshot({ path: `${pictures}${seed}.png` });
    console.log(`seed ${seed}, after ${monkey.done.length} actions: ${monkey.faults.join("; ")}`);
    console.log(monkey.done.slice(-40).map((action) => `  ${action}`).join("\n"));
  } else {
    console.log(`seed ${seed}: ${monkey.done.length} actions, ${undone} steps taken back, ${monkey.starts.size} experiments, no fault`);
  }
  await context.close();
}
await browser.close();
close();
process.exitCode = failed ? 1 : 0;
