// Shows the whole job: data, network, training, and the same numbers again from the
// link, in a new browser and without one.
import { basename } from "node:path";
import { expect, test } from "@playwright/test";
import { dataset, headless, rows } from "./engine.mjs";
import { TRAINING, VALIDATION, Workspace } from "./page.mjs";

/** A run's link gives the same run in a browser that knows nothing, and in none. */
async function sameAgain(workspace, browser, figures, file) {
  const history = await workspace.history();
  const link = await workspace.link();

  const context = await browser.newContext();
  const other = new Workspace(await context.newPage());
  if (file) {
    await other.page.goto(link);
    await other.saysOnly(basename(file));
    await expect(other.button("Train")).toBeDisabled();
    await other.upload(file);
    await other.ready();
  } else {
    await other.open(link);
  }
  await expect(other.sentences).toHaveCount(0);
  await expect(other.layers).toHaveText(await workspace.layers.textContent());
  await other.train();
  expect(await other.finished()).toEqual(figures);
  expect(await other.history()).toBe(history);
  await context.close();

  expect(headless(link, file)).toBe(history);
}

test("red wine: a dragged network, and the link repeats its curves", async ({ page, browser }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.upload(dataset("red-wine"));
  await expect(workspace.data).toContainText("red-wine.csv");
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await workspace.choose("Target", "quality");
  await workspace.choose("Task", "Regression");

  await workspace.clearNetwork();
  await workspace.dragIn("Dense");
  await workspace.fill("Units", 64);
  await workspace.choose("Activation", "relu");
  await workspace.dragIn("Dropout");
  await workspace.fill("Rate", 0.2);
  await workspace.dragIn("BatchNorm");
  await workspace.button("Add Dense").focus();
  await page.keyboard.press("Enter");
  await expect(workspace.blocks).toHaveText([
    /Dense.*64 units · relu/,
    /Dropout.*0\.2/,
    /BatchNorm/,
    /Dense.*32 units · relu/,
  ]);

  await workspace.choose("Optimizer", "Adam");
  await workspace.fill("Learning rate", 0.001);
  await workspace.fill("Batch size", 64);
  await workspace.fill("Epochs", 30);
  await workspace.field("Early stopping").check();

  const [blue, orange] = [await workspace.pixels(TRAINING), await workspace.pixels(VALIDATION)];
  // One epoch, for figures to compare the last ones with.
  await workspace.nextEpoch();
  const [loss, valLoss] = [await workspace.figure("Training loss"), await workspace.figure("Validation loss")];
  await workspace.button("Reset").click();
  await expect(workspace.output("Epoch")).toHaveText("0");

  await workspace.train();
  const figures = await workspace.finished();
  expect(Number(figures.loss)).toBeLessThan(loss / 2);
  expect(Number(figures.valLoss)).toBeLessThan(valLoss / 2);
  await expect.poll(() => workspace.pixels(TRAINING)).toBeGreaterThan(blue + 200);
  await expect.poll(() => workspace.pixels(VALIDATION)).toBeGreaterThan(orange + 200);

  await sameAgain(workspace, browser, figures, dataset("red-wine"));
});

test("red wine: Pause stands still, Resume goes on to the same end", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.denseOnly(64, 64);
  // So many that it still trains when a busy machine comes to press Pause.
  await workspace.fill("Epochs", 600);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.reached(2);
  await workspace.button("Pause").click();
  await expect(workspace.button("Resume")).toBeVisible();
  // A message that was on its way when the button was pressed may still come in.
  await expect.poll(() => workspace.changes("Epoch", 100)).toBe(0);
  const paused = await workspace.figure("Epoch");
  expect(paused).toBeLessThan(600);
  expect(await workspace.changes("Epoch", 700)).toBe(0);

  await workspace.button("Resume").click();
  await workspace.reached(paused + 1);
  const figures = await workspace.finished();
  expect(figures.epoch).toBe("600");
  expect(await workspace.history()).toBe(headless(await workspace.link()));
});

test("ionosphere: good or bad, right in more than 85 of 100", async ({ page, browser }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.chooseGallery("Ionosphere");
  await expect(workspace.field("Target")).toHaveValue("Class");
  await expect(workspace.field("Task")).toHaveValue("Binary classification");
  await expect(workspace.field("Loss").locator("option:checked")).toHaveText(/binary cross-?entropy/i);

  await workspace.clearNetwork();
  await workspace.dragIn("Dense");
  await workspace.dragIn("Dropout");
  await workspace.button("Add Dense").focus();
  await page.keyboard.press("Enter");
  await workspace.fill("Units", 16);
  await workspace.fill("Learning rate", 0.005);
  await workspace.fill("Batch size", 16);
  await workspace.fill("Epochs", 60);
  await workspace.field("Early stopping").check();
  await workspace.train();

  const figures = await workspace.finished();
  await workspace.hasCurves();
  const best = rows(await workspace.history())[Number(figures.best) - 1];
  expect(best.val_accuracy).toBeGreaterThan(0.85);
  await sameAgain(workspace, browser, figures);
});

test("iris: three species, right in more than 9 of 10", async ({ page, browser }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.chooseGallery("Iris");
  await expect(workspace.field("Target")).toHaveValue("species");
  await expect(workspace.field("Task")).toHaveValue("Multi-class classification");
  await expect(workspace.layers).toContainText("3 units · softmax");

  await workspace.clearNetwork();
  await workspace.dragIn("Dense");
  await workspace.fill("Units", 16);
  await workspace.choose("Activation", "tanh");
  await workspace.fill("Learning rate", 0.01);
  await workspace.fill("Batch size", 16);
  await workspace.fill("Epochs", 80);
  await workspace.field("Early stopping").check();
  await workspace.train();

  const figures = await workspace.finished();
  await workspace.hasCurves();
  const best = rows(await workspace.history())[Number(figures.best) - 1];
  expect(best.val_accuracy).toBeGreaterThan(0.9);
  await sameAgain(workspace, browser, figures);
});
