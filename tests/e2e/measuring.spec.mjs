// Shows that what a run measures and watches is what was asked for, and that every number
// can be seen in the way that was chosen.
import { expect, test } from "@playwright/test";
import { rows } from "./engine.mjs";
import { TRAINING, Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const options = (name) => workspace.field(name).locator("option").allTextContents();

test("early stopping watches the validation accuracy", async () => {
  await workspace.chooseGallery("Ionosphere");
  expect(await options("Monitor")).toEqual([
    "Training loss",
    "Validation loss",
    "Training accuracy",
    "Validation accuracy",
  ]);
  await workspace.choose("Monitor", "val_accuracy");
  await workspace.fill("Learning rate", 0.01);
  await workspace.fill("Epochs", 200);
  await workspace.fill("Minimum delta", 0);
  await workspace.fill("Patience", 4);
  await workspace.train();
  const { epoch, best } = await workspace.finished();
  const shares = rows(await workspace.history()).map((row) => row.val_accuracy);
  expect(shares.indexOf(Math.max(...shares)) + 1).toBe(Number(best));
  expect(Number(epoch)).toBe(Number(best) + 4);
});

test("baseline, a later start and the mode", async ({ page }) => {
  await workspace.disclose("Baseline, mode");
  await workspace.fill("Baseline", 0.5);
  await workspace.fill("Start from epoch", 3);
  await workspace.choose("Mode", "Max");
  await expect(workspace.disclosure("Baseline, mode").locator("summary")).toContainText("3 changed");
  const { stopping } = (await workspace.experiment()).training;
  expect(stopping).toMatchObject({ baseline: 0.5, start_from_epoch: 3, mode: "max" });
  await workspace.nextEpoch();
  await workspace.nextEpoch();
  await workspace.nextEpoch();
  // Nothing is watched yet, so nothing is best.
  await expect(workspace.output("Best epoch")).toHaveText("–");
  await expect(workspace.curves).toContainText("stopping watches from epoch 4");
  await workspace.nextEpoch();
  await expect(workspace.output("Best epoch")).toHaveText("4");
  await workspace.fill("Baseline", "");
  expect((await workspace.experiment()).training.stopping.baseline).toBe(null);
  await page.reload();
  await workspace.ready();
  expect((await workspace.experiment()).training.stopping).toMatchObject({ start_from_epoch: 3, mode: "max" });
});

test("every further metric has a tab, a column and a figure to watch", async ({ page }) => {
  await workspace.disclose("More");
  for (const name of ["MSE", "RMSE", "R²"]) await workspace.field(name).check();
  expect(await options("Monitor")).toContain("Validation R²");
  await workspace.choose("Monitor", "val_r2_score");
  await workspace.fill("Epochs", 5);
  await workspace.train();
  await workspace.finished();
  const last = rows(await workspace.history())[4];
  expect(last.val_root_mean_squared_error).toBeCloseTo(
    Math.sqrt(last.val_mean_squared_error),
    9,
  );

  const tabs = page.getByRole("tab");
  await expect(tabs).toHaveText(["Loss", "MAE", "MSE", "RMSE", "R²", "Picture", "Predictions", "Inside"]);
  await tabs.first().click();
  for (const name of ["MAE", "MSE", "RMSE", "R²", "Picture", "Predictions", "Inside", "Loss"]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name, exact: true })).toBeFocused();
    await expect(page.getByRole("tab", { name, exact: true, selected: true })).toHaveCount(1);
  }
  await page.keyboard.press("End");
  for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "R²", selected: true })).toBeFocused();
  await expect(workspace.curves).toContainText("val. R²");
  // Four digits are shown.
  expect((await workspace.figure("Validation metric")) / last.val_r2_score).toBeCloseTo(1, 3);

  // What is watched and no longer measured is watched no longer, in one step.
  await workspace.field("R²").uncheck();
  await expect(workspace.field("Monitor")).toHaveValue("val_loss");
  await expect(workspace.sentences).toHaveCount(0);
  await workspace.button("Undo").click();
  await expect(workspace.field("Monitor")).toHaveValue("val_r2_score");
});

test("the training loss reads as Keras logs it, and the experiment stays as it is", async ({ page }) => {
  await workspace.button("Add Dropout").click();
  await workspace.fill("Rate", 0.5);
  await workspace.fill("Epochs", 30);
  await workspace.train();
  const { loss } = await workspace.finished();
  const last = rows(await workspace.history()).at(-1);
  const [experiment, curve] = [await workspace.experiment(), await workspace.canvas()];
  expect(Number(loss)).toBeCloseTo(last.loss, 2);

  await workspace.field("As Keras logs it").check();
  expect(await workspace.figure("Training loss")).toBeCloseTo(last.logged_loss, 2);
  expect(await workspace.output("Training loss").textContent()).not.toBe(loss);
  await expect.poll(() => workspace.canvas()).not.toBe(curve);
  await expect.poll(() => workspace.pixels(TRAINING)).toBeGreaterThan(100);
  expect(await workspace.experiment()).toEqual(experiment);
  await expect(workspace.verdict).not.toContainText("changed");

  // A metric has one reading only.
  await page.getByRole("tab", { name: "MAE" }).click();
  await expect(workspace.field("As Keras logs it")).toBeHidden();
  await page.getByRole("tab", { name: "Loss" }).click();
  await page.reload();
  await workspace.ready();
  await expect(workspace.field("As Keras logs it")).toBeChecked();
  await workspace.field("As Keras logs it").uncheck();
  await expect(workspace.output("Training loss")).toHaveText(loss);
  await expect.poll(() => workspace.canvas()).toBe(curve);
});

test("of more than 20,000 training rows a sample is measured, and the legend says so", async () => {
  const lines = Array.from({ length: 30_000 }, (_, row) => `${row % 97},${row % 89},${(row % 97) + (row % 89)}`);
  await workspace.uploadText("many.csv", ["a,b,c", ...lines].join("\n"));
  await expect(workspace.output("Rows")).toHaveText("30,000 rows · 3 columns");
  await workspace.fill("Batch size", 4096);
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  await expect(workspace.curves).toContainText("training (sample of 20,000)");
  // The running mean is over all rows.
  await workspace.field("As Keras logs it").check();
  await expect(workspace.curves).not.toContainText("sample");
});
