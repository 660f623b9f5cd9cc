// Shows that any epoch of a run can be revisited and gone on from to the same numbers, what
// an early stop restored and missed, and that the two readings of a loss are taken apart.
import { expect, test } from "@playwright/test";
import { rows } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
let slider;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  slider = page.getByRole("slider", { name: "Epoch to look at" });
  await workspace.open();
});

/** A run of so many epochs. */
async function ran(epochs) {
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.finished();
}

/** A run that early stopping ends before its last epoch. */
async function stoppedEarly() {
  await workspace.fill("Epochs", 300);
  await workspace.fill("Learning rate", 0.05);
  await workspace.fill("Patience", 5);
  await workspace.train();
  await workspace.finished();
  await expect(workspace.verdict).toContainText("Stopped early");
}

test("back to an epoch and on from it to the same end", async ({ page }) => {
  await expect(slider).toBeHidden();
  await ran(30);
  const [last, history] = [await workspace.figures(), await workspace.history()];
  const of = (epoch) => rows(history)[epoch - 1];

  await slider.fill("12");
  await expect(slider).toHaveAttribute("aria-valuetext", "epoch 12 of 30");
  await expect(workspace.output("Shown epoch")).toHaveText(/^epoch 12/);
  expect(await workspace.figure("Validation loss")).toBeCloseTo(of(12).val_loss, 2);
  expect(await workspace.history()).toBe(history);
  await slider.press("ArrowLeft");
  await expect(workspace.output("Shown epoch")).toHaveText(/^epoch 11/);
  await expect(workspace.button("Resume from epoch 11")).toBeEnabled();
  await slider.press("Escape");
  await expect(workspace.output("Shown epoch")).toBeHidden();
  await expect(workspace.button("Train")).toBeVisible();
  expect(await workspace.figures()).toEqual(last);

  await slider.fill("7");
  await workspace.button("Next epoch").click();
  await expect(workspace.output("Epoch")).toHaveText("8");
  expect(rows(await workspace.history())).toEqual(rows(history).slice(0, 8));
  await workspace.button("Resume").click();
  await workspace.finished();
  expect(await workspace.history()).toBe(history);

  // From before the first epoch, at once.
  await slider.fill("0");
  await expect(workspace.output("Shown epoch")).toHaveText("the start");
  await workspace.button("Resume from the start").click();
  await expect(workspace.output("Shown epoch")).toBeHidden();
  await workspace.finished();
  expect(await workspace.history()).toBe(history);
  expect(await workspace.figures()).toEqual(last);
  await expect(page.getByRole("progressbar", { name: "Patience" })).toBeHidden();
});

test("an early stop shows what it restored, and a ghost what it missed", async ({ page }) => {
  await stoppedEarly();
  const { epoch, best } = await workspace.figures();
  const history = await workspace.history();
  await expect(workspace.verdict).toContainText(`weights restored from epoch ${best}`);
  await expect(workspace.output("Shown epoch")).toHaveText(`epoch ${best} (best)`);
  const restored = rows(history)[Number(best) - 1];
  expect(await workspace.figure("Validation loss")).toBeCloseTo(restored.val_loss, 2);
  await expect(page.getByRole("progressbar", { name: "Patience" })).toHaveJSProperty("value", 1);

  await workspace.button("Without early stopping").click();
  await expect(workspace.verdict).toContainText(/Without early stopping: validation loss .* at epoch 300\./);
  expect(await workspace.history()).toBe(history);
  await expect(workspace.output("Epoch")).toHaveText(epoch);

  await page.getByRole("tab", { name: "MAE" }).click();
  await expect(workspace.output("Epoch")).toHaveText(epoch);

  // With another network in mind it has nothing to go on from.
  await slider.fill("2");
  await workspace.button("Add Dense").click();
  await expect(workspace.button("Train")).toBeVisible();
});

test("why the readings differ, in figures that add up", async ({ page }) => {
  await expect(workspace.button("Why do these differ?")).toBeDisabled();
  await workspace.dragIn("Dropout");
  await ran(5);
  await workspace.button("Why do these differ?").click();
  const dialog = workspace.dialog("Why the two readings differ");
  await expect(dialog.getByRole("row")).toHaveCount(4);
  const figures = await dialog.getByRole("cell").allTextContents();
  const [loss, ...steps] = figures.map((figure) => Number(figure.replace("−", "-").replace("+", "")));
  const logged = steps.pop();
  expect(steps.reduce((sum, step) => sum + step, loss)).toBeCloseTo(logged, 6);
  expect(loss).toBeCloseTo(await workspace.figure("Training loss"), 2);
  await expect(dialog.getByRole("rowheader")).toHaveText([
    "At the end of epoch 5",
    "Dropout drops units",
    "The weights moved within the epoch",
    "As Keras logs it",
  ]);
  await expect(dialog).toContainText("The largest part");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
