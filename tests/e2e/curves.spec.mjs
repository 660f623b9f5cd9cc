// Shows that the curves can be read to the figure, looked at closely and got back whole, by
// mouse, by keyboard and by ear.
import { expect, test } from "@playwright/test";
import { rows } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
let cursor;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 40);
  await workspace.train();
  await workspace.finished();
  cursor = workspace.epochCursor;
});

const spoken = () => cursor.getAttribute("aria-valuetext");
const box = (page) => page.locator(".cursor-box");

test("the cursor reads an epoch out, by mouse and by keyboard", async ({ page }) => {
  const history = rows(await workspace.history());
  const digits = (value) => new RegExp(value.toPrecision(4).replace(".", "\\."));
  await cursor.focus();
  await page.keyboard.press("Home");
  await expect(cursor).toHaveAttribute("aria-valuenow", "1");
  await page.keyboard.press("ArrowRight");
  await expect(cursor).toHaveAttribute("aria-valuetext", /^epoch 2: training loss [\d.]+, validation loss [\d.]+$/);
  expect(await spoken()).toMatch(digits(history[1].loss));
  await expect(box(page)).toContainText("epoch 2");
  await page.keyboard.press("PageUp");
  await expect(cursor).toHaveAttribute("aria-valuenow", "6");
  await page.keyboard.press("End");
  await expect(cursor).toHaveAttribute("aria-valuenow", "40");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveCount(0);

  const drawn = await workspace.canvas();
  const { width, height } = await cursor.boundingBox();
  await cursor.hover({ position: { x: width / 3, y: height / 2 } });
  await expect(box(page)).toBeVisible();
  const there = Number(await cursor.getAttribute("aria-valuenow"));
  expect(there).toBeGreaterThan(5);
  expect(there).toBeLessThan(20);
  expect(await workspace.canvas(), "hovering draws nothing").toBe(drawn);
  await page.mouse.move(0, 0);
  await expect(box(page)).toHaveCount(0);
});

test("when did overfitting start? The keyboard alone answers", async ({ page }) => {
  await workspace.shiftTabTo(cursor);
  await page.keyboard.press("b");
  const best = await workspace.figure("Best epoch");
  await expect(cursor).toHaveAttribute("aria-valuetext", new RegExp(`^epoch ${best}: .*, best epoch$`));
  const picture = workspace.curves.getByRole("img");
  await expect(picture).toHaveAccessibleName(new RegExp(`^40 epochs\\..*(lowest at epoch ${best},|at its lowest)`));
});

test("a part of the run is zoomed to, kept over a reload, and the whole comes back", async ({ page }) => {
  const { x, y, width, height } = await cursor.boundingBox();
  const whole = await workspace.canvas();
  await page.mouse.move(x + width * 0.4, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 5 });
  await expect(page.locator(".selection")).toBeVisible();
  await page.mouse.up();
  await expect(workspace.button("Whole run")).toBeVisible();
  await expect.poll(() => workspace.canvas()).not.toBe(whole);
  await page.reload();
  await workspace.ready();
  await workspace.button("Whole run").click();
  await expect(workspace.button("Whole run")).toBeHidden();

  await cursor.focus();
  for (const key of ["+", "+", "Shift+ArrowRight"]) await page.keyboard.press(key);
  await expect(workspace.button("Whole run")).toBeVisible();
  await page.keyboard.press("0");
  await expect(workspace.button("Whole run")).toBeHidden();

  // The wheel alone scrolls the page; with the key it zooms.
  await cursor.hover();
  await page.mouse.wheel(0, -100);
  await expect(workspace.button("Whole run")).toBeHidden();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect(workspace.button("Whole run")).toBeVisible();
});

test("axis and smoothing are chosen, said, and kept over a reload", async ({ page }) => {
  await workspace.button("View").click();
  // At its end the run is far from 0.
  await cursor.press("End");
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("+");
  const pictures = new Set([await workspace.canvas()]);
  for (const axis of ["Fit", "Log"]) {
    await workspace.choose("Y axis", axis);
    await expect.poll(async () => pictures.has(await workspace.canvas())).toBe(false);
    pictures.add(await workspace.canvas());
  }
  await workspace.field("Smoothing").fill("0.6");
  await expect(cursor).toHaveAttribute("aria-valuetext", /training, smoothed [\d.]+/);
  await cursor.press("b");
  await expect(box(page)).toContainText("validation, smoothed");
  const best = await workspace.output("Best epoch").textContent();
  await page.reload();
  await workspace.ready();
  await workspace.button("View").click();
  await expect(workspace.field("Y axis")).toHaveValue("Log");
  await expect(workspace.field("Smoothing")).toHaveValue("0.6");
  await expect(workspace.output("Best epoch")).toHaveText(best);
});

test("first epochs that dwarf the rest are hidden only by a click, and come back", async () => {
  await workspace.fill("Learning rate", 0.01);
  await workspace.train();
  await workspace.finished();
  const hide = workspace.button(/^Hide first/);
  await expect(hide).toBeVisible();
  const before = await workspace.canvas();
  await hide.click();
  await expect.poll(() => workspace.canvas()).not.toBe(before);
  await workspace.button(/^first .*hidden · Show$/).click();
  await expect.poll(() => workspace.canvas()).toBe(before);
});

test("the figures stand in a table, the best epoch marked", async () => {
  await workspace.button("View").click();
  await workspace.button("Table").click();
  const table = workspace.dialog("Figures of the run").getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(41);
  await expect(table.getByRole("columnheader").first()).toHaveText("epoch");
  await expect(table.getByRole("rowheader", { name: /best/ })).toHaveCount(1);
});

test("sound is off until it is asked for", async ({ page }) => {
  await page.evaluate(() => {
    window.tones = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) {
      window.tones.push(this.frequency.value);
      return start.apply(this, at);
    };
  });
  await cursor.press("Home");
  expect(await page.evaluate(() => window.tones)).toEqual([]);
  await workspace.button("View").click();
  await workspace.button("Sound").click();
  await expect(workspace.button("Sound")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => page.evaluate(() => window.tones.length)).toBe(2);
  await cursor.press("Home");
  await expect.poll(() => page.evaluate(() => window.tones.length)).toBe(4);
  await workspace.button("Sound").click();
  await cursor.press("End");
  expect(await page.evaluate(() => window.tones.length)).toBe(4);
});
