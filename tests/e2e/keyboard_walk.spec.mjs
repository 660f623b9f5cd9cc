// Shows that every control of every view is reached by the keyboard alone, with a name, in
// sight and with a ring around it, and that docs/KEYBOARD.md lists them as they are.
// WRITE_KEYBOARD=1 writes that list anew.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { root } from "./engine.mjs";
import { Workspace } from "./page.mjs";
import { leave, view } from "./views.mjs";

const list = `${root}docs/KEYBOARD.md`;
/** Controls of which there are as many as the data have; one line stands for all. */
const each = {
  ".column-open": "button: each column, opens it",
  "button.role": "button: each column, input or not",
  ".chain .block": "button: each block and both ends",
  ".gallery-open": "button: each set",
  ".gallery-set summary": "disclosure: source and licence of each set",
  ".template": "button: each template",
  ".experiment-open": "button: each experiment",
  ".brush": "button: each class",
  ".library": "tab: each library",
  ".tab": "tab: each figure",
  ".cures .button": "button: each suggestion of the coach",
  ".class-parts input": "checkbox: each panel and control, hides or locks it",
  ".header-line input": "radio: each line of the file",
  ".row-link": "button: each row, shows it in the table",
};
/** One stop of the Tab key each; arrows, Home and End go on from there. */
const roving = ".chain, [role=tablist]";

/** What is at the focus now: told by the page itself, in one question. */
function at([each, roving]) {
  const element = document.activeElement;
  if (element === document.body) return null;
  const { x, y, width, height, right, bottom } = element.getBoundingClientRect();
  const problems = [];
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  // What came with the walk itself has no look to compare with.
  const before = window.resting.get(element) ?? { outline: "", boxShadow: style.boxShadow };
  const ringed = outlined && before.outline !== style.outline;
  if (!ringed && style.boxShadow === before.boxShadow) problems.push("no visible focus");
  const reach = outlined ? Math.max(0, parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)) : 0;
  // A ring that is cut off on three sides is not seen.
  let cut = new Set();
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowX === "visible" && getComputedStyle(box).overflowY === "visible") continue;
    const inner = box.getBoundingClientRect();
    if (x - reach < inner.x - 0.5) cut.add("left");
    if (right + reach > inner.right + 0.5) cut.add("right");
    if (y - reach < inner.y - 0.5) cut.add("top");
    if (bottom + reach > inner.bottom + 0.5) cut.add("bottom");
    // What lies over everything is cut by nothing around it.
    if (box.matches(":modal, :popover-open")) break;
  }
  if (cut.size > 1 && element.getAttribute("role") !== "table") problems.push(`ring cut off: ${[...cut]}`);
  const inside = x >= -1 && y >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  if (!inside && height < innerHeight) problems.push(`not in sight: ${[x, y, right, bottom].map(Math.round)}`);
  const middle = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, innerHeight / 2));
  if (middle && !element.contains(middle) && !middle.contains(element)) problems.push(`covered by ${middle.className}`);
  const over = element.closest("dialog, .menu");
  const region = element.closest("[role=group][aria-label='Selected block'], section[aria-label], header, aside, .notices");
  const name = region?.getAttribute("aria-label") ?? { HEADER: "Top bar", DIV: "Notices" }[region?.tagName];
  if (!window.walked.has(element)) window.walked.set(element, window.walked.size);
  const one = Object.entries(each).find(([selector]) => element.matches(selector));
  return {
    index: window.walked.get(element),
    region: over ? "" : name,
    word: one?.[1] ?? (element.matches("summary") ? `disclosure: ${element.textContent}` : null),
    group: element.closest(roving) !== null,
    html: element.outerHTML.slice(0, 120),
    problems,
  };
}

/** Remembers how everything looks without the focus. */
function rest() {
  document.activeElement.blur();
  window.walked = new Map();
  window.resting = new Map();
  for (const element of document.querySelectorAll("*")) {
    const { outline, boxShadow } = getComputedStyle(element);
    window.resting.set(element, { outline, boxShadow });
  }
}

/** Controls in sight that were walked past. */
function missed(roving) {
  const top = document.querySelector("dialog[open]") ?? document;
  return [...top.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled)
    .filter((control) => !window.walked.has(control))
    // Said to nobody and second to a control that was reached: sliders, the file input.
    .filter((control) => !control.closest("[aria-hidden=true]") && control.type !== "file")
    .filter((control) => control.tabIndex >= 0 || control.closest(roving))
    // Of radio buttons the one that is chosen is reached, and by arrows the others.
    .filter(({ type, name }) => type !== "radio" || ![...document.getElementsByName(name)].some((one) => window.walked.has(one)))
    .map((control) => control.outerHTML.slice(0, 120));
}

/** Walks with Tab from the first to the last control; returns what it met. */
async function walk(page, start) {
  const met = [];
  const problems = [];
  const look = () => page.evaluate(at, [each, roving]);
  const spokenName = async () => {
    const snapshot = await page.locator("*:focus").ariaSnapshot();
    const [, role, spoken] = snapshot.match(/^- '?([\w]+)(?: "((?:[^"\\]|\\.)*)")?/) ?? [];
    return spoken && `${role}: ${spoken}`;
  };
  const note = async (how) => {
    const here = await look();
    if (here === null || here.index < met.length) return null;
    const { word } = here;
    const name = word ?? (await spokenName());
    if (!name) problems.push(`${here.html}: no name`);
    problems.push(...here.problems.map((problem) => `${name}: ${problem}`));
    // What changes with the data or a choice stands after the name.
    const control = word ?? name?.replace(/^(\w+: [^:·]*?)\s*[:·].*$/s, "$1");
    met.push({ region: here.region, control: control?.replace(/\s*·.*$/s, "").replaceAll("|", "\\|").trim(), how });
    return here;
  };
  // The focus follows an arrow in the frame after.
  const press = async (key) => {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  await page.evaluate(rest);
  await page.locator(start).first().evaluate((first) => {
    first.tabIndex = -1;
    first.focus();
    first.removeAttribute("tabindex");
  });
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await note("Tab");
    if (here === null) break;
    if (!here.group) continue;
    const stop = await page.evaluateHandle(() => document.activeElement);
    await press("Home");
    await note("arrows, Home, End");
    const first = await page.evaluateHandle(() => document.activeElement);
    for (let presses = 0; presses < 50; presses += 1) {
      const before = await page.evaluateHandle(() => document.activeElement);
      await press("ArrowRight");
      // A chain ends; behind the last tab comes the first.
      const ends = [before, first].map((end) => end.evaluate((end) => end === document.activeElement));
      if ((await Promise.all(ends)).some(Boolean)) break;
      await note("arrows, Home, End");
    }
    for (let presses = 0; presses < 50 && !(await stop.evaluate((stop) => stop === document.activeElement)); presses += 1) {
      await press("ArrowLeft");
    }
  }
  // No trap: behind the last comes the first again.
  for (let presses = 0; presses < 2; presses += 1) {
    if ((await look())?.index === 0) break;
    await page.keyboard.press("Tab");
  }
  const first = await look();
  if (first?.index !== 0) problems.push(`the last control leads to control ${first?.index}`);
  problems.push(...(await page.evaluate(missed, roving)).map((control) => `not reached: ${control}`));
  return { met, problems };
}

const regions = ["Top bar", "Notices", "Data", "Network", "Selected block", "Code", "Learning curves", "Training"];

/** Everything in the workspace that comes and goes is there. */
async function full(w) {
  await w.fill("Epochs", 3);
  await w.train();
  await w.finished();
  await w.fill("Batch size", 4096);
  await w.fill("Seed", 3);
  await w.button("Undo").click();
  await w.disclose("Split and preparation", w.data);
  await w.fill("Test split", 10);
  await w.choose("Optimizer", "SGD");
  await w.choose("Schedule", { label: "Reduce on plateau" });
  await w.disclose("Baseline, mode");
  await w.button("View").click();
  await w.button("Sound").click();
  await w.disclose("More");
  await w.blocks.first().click();
  await w.disclose("More", w.network);
  await expect(w.training.locator(".advice")).not.toHaveCount(0);
  await w.uploadText("empty.csv", "");
  await expect(w.button("Dismiss")).toBeVisible();
}

/** A run that is over, and one of its epochs. */
async function lookingBack(w) {
  await w.fill("Epochs", 30);
  await w.train();
  await w.finished();
  await view("looking back")(w);
}

const dialog = "dialog[open] .dialog-box";
const inspectors = ["Activation", "Dropout", "BatchNorm", "Input", "Output"].map((kind) => `inspector of ${kind}`);
const views = [
  ["Workspace", full, ".top-bar"],
  ["First visit", view("first visit"), ".top-bar"],
  ...[...inspectors, "several blocks"].map((name) => [`Workspace, ${name}`, view(name), ".top-bar"]),
  ["Workspace, looking back", lookingBack, ".top-bar"],
  ["Dialog Why the two readings differ", view("why the readings differ"), dialog],
  ["Menu Export", view("export menu"), ".top-bar"],
  ["Dialog Experiment with its runs", view("what is saved as one file"), dialog],
  ["Menu Theme and language", view("theme and language"), ".top-bar"],
  ["Dialog Figures of the run", async (w) => {
    await w.button("Next epoch").click();
    await expect(w.epochCursor).toBeVisible();
    await w.button("View").click();
    await view("the figures of the run as a table")(w);
  }, dialog],
  ["Dialog Experiments", view("a deleted experiment"), dialog],
  ["Dialog Templates", view("Templates"), dialog],
  ["Dialog What this network computes", view("Explain, small"), dialog],
  ["Workspace, code", async (w) => {
    await view("the code")(w);
    await w.page.evaluate(() => document.activeElement.blur());
  }, ".top-bar"],
  ["Dialog Gallery", async (w) => {
    await w.button("Close code").click();
    await view("Gallery")(w);
  }, dialog],
  ["Dialog Rows", view("Rows"), dialog],
  ["Dialog How the file was read", view("How the file was read"), dialog],
  ["Dialog of a column", view("a column of numbers"), dialog],
  ["Dialog How the data is made", async (w) => {
    await view("painted points")(w);
    await expect(w.dialog("How the data is made").getByRole("button", { name: "Clear" })).toBeVisible();
  }, dialog],
  ["Dialog Link to this experiment", view("the link, where it cannot be copied"), dialog],
  ["Dialog Keys", view("Keys"), dialog],
  ["Stage", async (w) => {
    await w.button("Present").click();
    await expect(w.button("Reveal validation")).toBeVisible();
    await expect(w.button("Leave full screen")).toBeVisible();
  }, ".top-bar"],
  ["Stage, revealed", async (w) => w.button("Reveal validation").click(), ".top-bar"],
  ["Dialog Link for a class", async (w) => {
    await w.page.keyboard.press("Escape");
    await expect(w.button("Present")).toHaveAttribute("aria-pressed", "false");
    await w.button("Export").click();
    await w.button("Link for a class").click();
    await expect(w.dialog("Link to this experiment").getByLabel("Task", { exact: true })).toBeVisible();
  }, dialog],
  // The last one: the tab stays open.
  ["Workspace, predictions", async (w) => {
    await w.fill("Epochs", 20);
    await view("predictions before a run")(w);
    await view("predictions of two classes")(w);
  }, ".top-bar"],
];

test("every control is reached by keyboard, in order, in sight, and listed", async ({ page }) => {
  test.setTimeout(360_000);
  const workspace = new Workspace(page);
  await workspace.open();
  const lines = new Map();
  const problems = [];
  for (const [name, show, start] of views) {
    await test.step(name, async () => {
      await leave(workspace);
      // A page of its own where it was the first.
      if (name === "First visit") {
        await page.evaluate(() => localStorage.removeItem("descent.hint"));
        await page.reload();
        await workspace.ready();
      }
      await show(workspace);
      const { met, problems: found } = await walk(page, start);
      problems.push(...found.map((problem) => `${name}: ${problem}`));
      const order = met.map(({ region }) => regions.indexOf(region)).filter((region) => region >= 0);
      expect.soft(order, `${name}: region after region`).toEqual([...order].sort((a, b) => a - b));
      for (const { region, control, how } of met) {
        const line = `| ${region || name} | ${control} | ${how} |`;
        const is = `${region || name} ${control}`;
        if (!lines.has(is)) lines.set(is, line);
      }
    });
  }
  expect.soft(problems).toEqual([]);
  const text = [
    "# Every control by keyboard",
    "",
    "Written by `tests/e2e/keyboard_walk.spec.mjs` with `WRITE_KEYBOARD=1`, which presses Tab from the first to the last control of the workspace and of each dialog and fails where this list is not what it meets. Sliders and the overview of a long chain are second ways for pointers: the field and the chain are reached.",
    "",
    "| Region | Control | How reached |",
    "| --- | --- | --- |",
    ...lines.values(),
    "",
    "## The stage, and a clicker",
    "",
    "In Present these keys work wherever the focus is, but where a text is typed (Page Down, Page Up and F5 there, too); `tests/it/workspace/stage.rs` and `tests/e2e/present.spec.mjs` press them. They are what the common clickers send: forward is Page Down or an arrow, back is Page Up or an arrow, the blank screen is a full stop or B, the start of the show is F5, also with Shift. Escape leaves full screen first, where the browser takes it, and then Present.",
    "",
    "| Key | What it does |",
    "| --- | --- |",
    "| Page Down, or → ↓ where nothing else walks with arrows | next step of a scene; without one, or at its end, next view |",
    "| Page Up, or ← ↑ there | view before |",
    "| . or B | reveal validation, or hide it again |",
    "| F5, or Enter where nothing has the focus | train, pause or resume, as Space does |",
    "| F | full screen, or the window again |",
    "| Q | QR code of the link, or none again |",
    "| S | speaker's notes, in a window of their own, where the same keys work |",
    "| L | list of scenes, or none again |",
    "| Escape | leave Present |",
    "",
  ].join("\n");
  if (process.env.WRITE_KEYBOARD) writeFileSync(list, text);
  expect(text, "docs/KEYBOARD.md is what the keyboard meets").toBe(readFileSync(list, "utf8"));
});
