// Shows that a network is built, changed and taken back by mouse, keyboard and finger
// alike, with the parameter counts that Keras has for it.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

// Dense 64 on 11 inputs, Dropout, BatchNormalization, Dense 32 and one output unit:
// what keras.Model.summary() counts for each, moving statistics after the plus.
const CHAIN = [
  /Dense.*64 units · relu.*768 params/,
  /Dropout.*0\.20 rate.*no params/,
  /BatchNorm.*0\.99 momentum.*128 \+ 128/,
  /Dense.*32 units · relu.*2,080 params/,
];
const ENDS = { input: /Input.*11 features/, output: /Output.*1 unit · linear.*33 params/ };
const TOTAL = /\b3,137 parameters/;

async function holdsTheChain(workspace) {
  await expect(workspace.blocks).toHaveText(CHAIN);
  await expect(workspace.layers.getByRole("listitem").first()).toHaveText(ENDS.input);
  await expect(workspace.layers.getByRole("listitem").last()).toHaveText(ENDS.output);
  await expect(workspace.output("Parameters")).toHaveText(TOTAL);
}

test("no number that follows from the table stands there before the table does", async ({ page }) => {
  let send;
  const held = new Promise((resolve) => (send = resolve));
  await page.route(/red-wine\.csv/, async (route) => {
    await held;
    await route.continue();
  });
  const workspace = new Workspace(page);
  await page.goto("./");
  await expect(workspace.blocks.first()).toContainText("units");
  await expect(workspace.output("Parameters")).toHaveText(/^\s*$/);
  await expect(workspace.network).not.toContainText(/feature|param|standardised/);
  await expect(workspace.network.locator(".arrow-units").first()).toHaveText("");
  send();
  await workspace.ready();
  await expect(workspace.output("Parameters")).toHaveText(/^\d+ parameters$/);
  await expect(workspace.layers.getByRole("listitem").first()).toHaveText(ENDS.input);
});

/** Three blocks that cannot be mixed up. */
async function threeBlocks(workspace) {
  await workspace.clearNetwork();
  for (const kind of ["Dense", "Dropout", "BatchNorm"]) await workspace.button(`Add ${kind}`).click();
  await expect(workspace.blocks).toHaveText([/Dense/, /Dropout/, /BatchNorm/]);
}

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

test("a chain is dragged together with the mouse", async () => {
  await workspace.clearNetwork();
  await expect(workspace.output("Parameters")).toHaveText(/\b12 parameters/);
  await workspace.dragIn("Dense");
  await workspace.fill("Units", 64);
  await workspace.dragIn("BatchNorm");
  await workspace.dragIn("Dense");
  // Into the middle: let go on a block's left half, and it lands before that block.
  const box = await workspace.blocks.nth(1).boundingBox();
  await workspace.drag(workspace.button("Add Dropout"), { x: box.x + 10, y: box.y + 20 });
  await holdsTheChain(workspace);
});

test("dragging reorders, drags out, and Escape takes the drag back", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.drag(workspace.blocks.first(), workspace.layers.getByText("Output"));
  await expect(workspace.blocks).toHaveText([/Dropout/, /BatchNorm/, /Dense/]);

  await workspace.lift(workspace.blocks.first(), workspace.curves);
  await expect(page.getByText("drop to remove")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("drop to remove")).toBeHidden();
  await page.mouse.up();
  await expect(workspace.blocks).toHaveText([/Dropout/, /BatchNorm/, /Dense/]);

  await workspace.lift(workspace.button("Add Activation"), workspace.layers.getByText("Output"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(workspace.blocks).toHaveCount(3);

  await workspace.drag(workspace.blocks.first(), workspace.curves);
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/]);
  // A palette block that is let go elsewhere is nothing.
  await workspace.drag(workspace.button("Add Dropout"), workspace.curves);
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/]);
});

test("blocks side by side are selected, moved, copied and removed together", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.blocks.nth(0).click();
  await workspace.blocks.nth(1).click({ modifiers: ["Shift"] });
  const pressed = workspace.layers.locator('button[data-kind][aria-pressed="true"]');
  await expect(pressed).toHaveText([/Dense/, /Dropout/]);
  await workspace.drag(workspace.blocks.nth(0), workspace.layers.getByText("Output"));
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/, /Dropout/]);
  await expect(pressed).toHaveText([/Dense/, /Dropout/]);
  await page.keyboard.press("Control+D");
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/, /Dropout/, /Dense/, /Dropout/]);

  // The same by keyboard: the copies are selected.
  await workspace.blocks.nth(4).click();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/, /Dense/, /Dropout/, /Dropout/]);
  await expect(pressed).toHaveText([/Dense/, /Dropout/]);
  await page.keyboard.press("Delete");
  await expect(workspace.blocks).toHaveText([/BatchNorm/, /Dense/, /Dropout/]);
  // The block that took the place of those deleted gets the focus with the next frame.
  await expect(workspace.layers.locator("button[data-kind]:focus")).toHaveCount(1);
  await page.keyboard.press("Control+A");
  await expect(pressed).toHaveCount(3);
  await workspace.button("Remove").click();
  await expect(workspace.blocks).toHaveCount(0);
  await workspace.button("Undo").click();
  await expect(workspace.blocks).toHaveCount(3);
});

test("blocks glide aside for the one on its way, and land where they were shown", async ({ page }) => {
  await threeBlocks(workspace);
  const left = async (at) => (await workspace.blocks.nth(at).boundingBox()).x;
  const before = [await left(1), await left(2)];
  const end = await workspace.blocks.nth(2).boundingBox();
  const start = await workspace.blocks.nth(0).boundingBox();
  await page.mouse.move(start.x + 20, start.y + 40);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width - 6, end.y + 40, { steps: 12 });
  await expect.poll(() => left(1)).toBeLessThan(before[0] - 50);
  await expect.poll(() => left(2)).toBeLessThan(before[1] - 50);
  await expect.poll(async () => Math.round(await left(2)) - Math.round(await left(1))).toBe(
    Math.round(before[1]) - Math.round(before[0]),
  );
  const shown = [await left(1), await left(2)];
  await page.mouse.up();
  await expect(workspace.blocks).toHaveText([/Dropout/, /BatchNorm/, /Dense/]);
  expect(Math.abs((await left(0)) - shown[0])).toBeLessThan(1.5);
  expect(Math.abs((await left(1)) - shown[1])).toBeLessThan(1.5);
});

test("the ends of the chain explain themselves", async ({ page }) => {
  const inspector = workspace.network.getByRole("group", { name: "Selected block" });
  await workspace.layers.getByRole("button", { name: /^Input/ }).click();
  await expect(inspector).toContainText("Follows from the data");
  await page.keyboard.press("End");
  await expect(inspector).toContainText("one unit gives one number, the predicted quality");
  await expect(workspace.layers.getByRole("button", { name: /^Output/ })).toBeFocused();
});

test("a long chain has an overview", async () => {
  await expect(workspace.network.locator(".overview")).toBeHidden();
  for (let count = 0; count < 9; count += 1) await workspace.button("Add Dense").click();
  const overview = workspace.network.locator(".overview");
  await expect(overview.locator("i")).toHaveCount(10);
  await overview.locator("i").first().click();
  await expect(workspace.blocks.first()).toHaveAttribute("aria-pressed", "true");
  await expect(workspace.blocks.first()).toBeInViewport();
});

test("units step to the next power of two", async () => {
  await threeBlocks(workspace);
  await workspace.blocks.first().click();
  await workspace.fill("Units", 500);
  await workspace.button("More units").click();
  await expect(workspace.field("Units")).toHaveValue("512");
  await workspace.button("Fewer units").click();
  await expect(workspace.field("Units")).toHaveValue("256");
});

test("a press after a drag that was taken back still adds a block", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.lift(workspace.blocks.first(), workspace.curves);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await workspace.button("Add Activation").focus();
  await page.keyboard.press("Enter");
  await expect(workspace.blocks).toHaveCount(4);
});

test("the same chain by keyboard alone", async ({ page }) => {
  await workspace.tabTo(workspace.blocks.first());
  await page.keyboard.press("Delete");
  await expect(workspace.blocks).toHaveCount(0);

  await workspace.addByKey("Dense");
  await workspace.typeByKey("Units", "32");
  await workspace.addByKey("Dense");
  await workspace.typeByKey("Units", "64");
  await workspace.tabTo(workspace.field("Activation"));
  await page.keyboard.press("r");
  await expect(workspace.field("Activation")).toHaveValue("relu");
  await workspace.addByKey("Dropout");
  await workspace.typeByKey("Rate", "0.2");
  await workspace.addByKey("BatchNorm");
  await expect(workspace.blocks).toHaveText([/32 units/, /64 units/, /Dropout/, /BatchNorm/]);

  // The first block goes to the end, and the focus with it.
  await toBlock(workspace, 0);
  for (const place of [1, 2, 3]) {
    await page.keyboard.press("Alt+ArrowRight");
    await expect(workspace.blocks.nth(place)).toContainText("32 units");
    await expect(workspace.blocks.nth(place)).toBeFocused();
  }
  await page.keyboard.press("Alt+ArrowRight");
  await holdsTheChain(workspace);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(workspace.blocks.nth(2)).toHaveText(/32 units/);
  await page.keyboard.press("Alt+ArrowRight");
  await holdsTheChain(workspace);

  await page.keyboard.press("Delete");
  await expect(workspace.blocks).toHaveCount(3);
  await expect(workspace.blocks.nth(2)).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Z");
  await holdsTheChain(workspace);
});

test("the keyboard reaches the settings of every block, not only the last", async ({ page }) => {
  await threeBlocks(workspace);
  await toBlock(workspace, 0);
  await page.keyboard.press("Enter");
  await workspace.tabTo(workspace.field("Units").or(workspace.field("Momentum")));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("7");
  await expect(workspace.blocks.first()).toHaveText(/Dense.*7 units/);
});

test("a number may be typed digit by digit, and is what was typed", async ({ page }) => {
  await threeBlocks(workspace);
  const type = async (name, text) => {
    await workspace.field(name).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
    const shown = Number(await workspace.field(name).inputValue());
    expect.soft(shown, `${name}, typed as ${text}`).toBe(Number(text));
    await expect.soft(workspace.sentences).toHaveCount(0, { timeout: 1_000 });
  };
  const wanted = JSON.parse(await workspace.exported("Experiment (JSON)"));
  await type("Learning rate", "0.0005");
  await type("Minimum delta", "1e-4");
  await workspace.blocks.nth(1).click();
  await type("Rate", "0.05");
  await workspace.blocks.nth(2).click();
  await type("Momentum", "0.9");
  await type("Epsilon", "0.00002");
  // What is in force, and not only what the fields show.
  Object.assign(wanted.training, { learning_rate: 0.0005 });
  wanted.training.stopping.min_delta = 0.0001;
  wanted.network.layers[1].dropout.rate = 0.05;
  Object.assign(wanted.network.layers[2].batch_normalization, { momentum: 0.9, epsilon: 0.00002 });
  expect(JSON.parse(await workspace.exported("Experiment (JSON)"))).toEqual(wanted);
});

test("undo and redo walk through every kind of change", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.blocks.first().click();
  await workspace.fill("Units", 50);
  await workspace.choose("Activation", "tanh");
  await workspace.fill("Learning rate", 0.02);
  await workspace.choose("Scaling", { index: 1 });
  const scaling = await workspace.field("Scaling").inputValue();
  await workspace.blocks.nth(1).click();
  await workspace.button("Remove").click();
  const last = await workspace.picture();

  const undo = async () => workspace.button("Undo").click();
  await undo();
  await expect(workspace.blocks).toHaveCount(3);
  await undo();
  await expect(workspace.field("Scaling")).not.toHaveValue(scaling);
  await undo();
  await expect(workspace.field("Learning rate")).toHaveValue("0.001");
  await undo();
  await expect(workspace.blocks.first()).toContainText("50 units · relu");
  await undo();
  await expect(workspace.blocks.first()).toContainText("32 units · relu");
  await page.locator("body").press("ControlOrMeta+Shift+Z");
  await expect(workspace.blocks.first()).toContainText("50 units · relu");
  while (await workspace.button("Redo").isEnabled()) await workspace.button("Redo").click();
  await expect(workspace.blocks).toHaveCount(2);
  await expect(workspace.field("Scaling")).toHaveValue(scaling);
  expect(await workspace.picture()).toEqual(last);
});

test("a value out of range gets a sentence, and the last good one stays in force", async () => {
  await threeBlocks(workspace);
  await workspace.blocks.first().click();
  for (const [name, wrong, received = wrong] of [
    ["Units", "0"],
    ["Units", "5000"],
    ["Units", "2.5"],
    ["Learning rate", "-1"],
    ["Batch size", "0"],
    ["Epochs", "2000000000", "2,000,000,000"],
    ["Patience", "-3"],
    ["Minimum delta", "-1"],
    ["Validation split", "95"],
    ["Seed", "1.5"],
  ]) {
    const good = await workspace.field(name).inputValue();
    const total = await workspace.output("Parameters").textContent();
    await workspace.fill(name, wrong);
    await workspace.saysOnly(new RegExp(`^${name} must be a (whole )?number from .* to .*, not ${received}\\.$`));
    await expect(workspace.field(name)).toHaveAccessibleDescription(/must be/);
    await expect(workspace.output("Parameters")).toHaveText(total);
    await expect(workspace.button("Train")).toBeEnabled();
    await workspace.field(name).press("Escape");
    await expect(workspace.field(name)).toHaveValue(good);
    await expect(workspace.sentences).toHaveCount(0);
  }
  await workspace.fill("Units", "");
  await workspace.saysOnly(/^Units must be a whole number from 1 to 4,?096\.$/);
});

test("network and settings survive a reload", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.fill("Epsilon", 0.01);
  await workspace.choose("Optimizer", "SGD");
  await workspace.fill("SGD momentum", 0.9);
  await workspace.fill("Batch size", 48);
  await workspace.fill("Patience", 7);
  await workspace.field("Restore best weights").uncheck();
  await workspace.fill("Validation split", 20);
  await workspace.fill("Seed", 7);
  await workspace.choose("Target", "alcohol");
  const before = await workspace.picture();
  await page.reload();
  await workspace.ready();
  expect(await workspace.picture()).toEqual(before);
  await workspace.blocks.nth(2).click();
  await expect(workspace.field("Epsilon")).toHaveValue("0.01");
});

test("work done after Share link survives a reload", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.link();
  await workspace.blocks.first().click();
  await workspace.fill("Units", 77);
  await page.reload();
  await workspace.ready();
  await expect(workspace.blocks.first()).toContainText("77 units");
});

test("a link opened over one's own work: Undo brings the work back", async ({ page }) => {
  await threeBlocks(workspace);
  const link = await workspace.link();
  await workspace.clearNetwork();
  await workspace.button("Add Activation").click();
  await page.goto("about:blank");
  await workspace.open(link);
  await expect(workspace.blocks).toHaveText([/Dense/, /Dropout/, /BatchNorm/]);
  await workspace.button("Undo").click();
  await expect(workspace.blocks).toHaveText([/Activation/]);
});

test("no key of the page fires while a field has the focus", async ({ page }) => {
  await threeBlocks(workspace);
  await workspace.blocks.first().click();
  await workspace.field("Units").focus();
  for (const key of ["n", "r", "Space", "Delete", "?"]) await page.keyboard.press(key);
  await expect(workspace.blocks).toHaveCount(3);
  await expect(workspace.output("Epoch")).toHaveText("0");
  await expect(page.getByRole("dialog")).toBeHidden();
});

/** Moves the focus to a block: Tab into the chain, then Tab or an arrow along it. */
async function toBlock(workspace, index) {
  const { page } = workspace;
  const target = workspace.blocks.nth(index);
  const focus = () => workspace.blocks.evaluateAll((blocks) => blocks.indexOf(document.activeElement));
  while ((await focus()) === -1) await page.keyboard.press("Tab");
  for (let presses = 0; presses < 12 && (await focus()) !== index; presses += 1) {
    const before = await focus();
    await page.keyboard.press(before > index ? "ArrowLeft" : "ArrowRight");
    if ((await focus()) === before) await page.keyboard.press(before > index ? "Shift+Tab" : "Tab");
  }
  await expect(target).toBeFocused();
}
