// Shows that the coach says what a run does and why, that it tries what it suggests on spare
// cores, that one click trains it, and that a run that diverges is a lesson and no NaN.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace, coach, heard;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  coach = workspace.training.getByRole("group", { name: "Coach", includeHidden: true });
  heard = page.getByRole("status", { name: "Verdict" });
  await workspace.open();
});

/** Sonar has 208 rows: so many weights learn them by heart. */
async function overfit(units = [512, 512], epochs = 60, learningRate = 0.001) {
  await workspace.chooseGallery("Sonar");
  await workspace.denseOnly(...units);
  await workspace.fill("Learning rate", learningRate);
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  await workspace.finished();
}

/** All that it suggests was tried, or the time was over. */
async function tried() {
  await expect(coach.locator(".cures-status")).toBeHidden({ timeout: 15_000 });
}

/** Plain steps far too long, on numbers of all sizes. */
async function diverge() {
  await workspace.choose("Optimizer", "SGD");
  await workspace.choose("Scaling", "None");
  await workspace.fill("Learning rate", 10);
  await workspace.train();
  await workspace.saysOnly(/diverged in epoch \d+/i);
}

test("sonar is learned by heart, the coach says so, and what it offers trains at once", async ({ page }) => {
  await expect(coach).toHaveCount(0);
  await overfit();
  await expect(coach).toContainText("Overfitting");
  await tried();
  // One sentence for eye and ear.
  await expect(heard).toContainText(/^Overfitting\. Since epoch \d+, the best, /);
  const sentence = (await heard.textContent()).replace("Overfitting. ", "");
  await expect(coach).toContainText(sentence);
  await coach.getByText("Evidence").click();
  await expect(coach).toContainText(/Validation loss was lowest at epoch \d+/);
  // On a phone the verdict stands beside Train and leads to it.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Overfitting", exact: true }).click();
  await expect(coach.getByText("Evidence")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1440, height: 900 });
  // It survives a reload.
  await page.reload();
  await workspace.ready();
  await expect(coach).toContainText("Overfitting");

  // What it offers is of the run, not of what was made of the experiment since.
  await workspace.fill("Seed", 11);
  await expect(coach.getByRole("button").first()).toBeDisabled();
  await workspace.button("Undo").click();
  const before = await workspace.experiment();
  const mend = coach.getByRole("button").first();
  const label = await mend.textContent();
  // A double click takes it once.
  await mend.dblclick();
  // It trains from the start, with the change; the keyboard is where it can be stopped.
  await expect(page.locator(".train")).toBeFocused();
  await workspace.finished();
  expect(await workspace.experiment()).not.toEqual(before);
  await workspace.button("Undo").click();
  await expect(page.locator("[aria-live=polite]").filter({ hasText: `Undone: ${label}` })).toHaveCount(1);
  expect(await workspace.experiment()).toEqual(before);
});

test("a run that diverges is a lesson, and its mend trains", async ({ page }) => {
  await diverge();
  await expect(coach).toContainText("Diverging");
  await tried();
  await expect(page.locator("body")).not.toContainText(/\bNaN\b|\binf\b/);
  await coach.getByRole("button").first().click();
  await expect(workspace.sentences.filter({ hasText: /diverged/ })).toHaveCount(0);
  await expect(workspace.button("Undo")).toBeEnabled();
  await workspace.finished();
  const losses = (await workspace.history()).trim().split("\n").slice(1).map((line) => Number(line.split(",")[1]));
  expect(losses.every(Number.isFinite), "every loss is a number").toBe(true);
  expect(losses.at(-1), "and it falls").toBeLessThan(losses[0]);
});

test("what it suggests is tried at the end of a run, and a click gives what was said", async () => {
  await overfit([24], 60, 0.02);
  const stops = coach.getByRole("listitem").filter({ hasText: "Stop early" });
  await expect(stops).toContainText(/Validation loss \S+ instead of \S+ at the end, .*start/, { timeout: 15_000 });
  await tried();
  // The best is first, and early stopping where another is only as good.
  const losses = async () => {
    const texts = await coach.getByRole("listitem").allTextContents();
    return texts.map((text) => text.match(/Validation loss (\S+) instead/)).filter(Boolean).map((found) => Number(found[1]));
  };
  expect((await losses())[0]).toBeLessThanOrEqual(1.02 * Math.min(...(await losses())));
  const said = (await stops.textContent()).match(/Validation loss (\S+) instead of (\S+) /);
  await stops.getByRole("button", { name: "Stop early" }).click();
  await expect(workspace.verdict).toContainText(/Stopped early|weights restored/, { timeout: 40_000 });
  expect(await workspace.figure("Validation loss")).toBeCloseTo(Number(said[1]), 2);
  expect(Number(said[1])).toBeLessThan(Number(said[2]));
});

test("few epochs are heard as well, and what a reload cut short is tried on a click", async ({ page }) => {
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await expect(heard).toContainText(/^Not enough epochs to tell\. /);

  await overfit([256, 256], 100);
  await expect(coach.locator(".cures-status")).toBeVisible();
  await page.reload();
  await workspace.ready();
  const ask = coach.getByRole("button", { name: "Try these on spare cores" });
  await expect(ask).toBeVisible();
  await ask.click();
  await expect(coach.getByRole("listitem").first()).toContainText(/at the end|Could not be tried/, { timeout: 40_000 });
  // Once tried, they are not tried again after a reload.
  await tried();
  await page.reload();
  await workspace.ready();
  await expect(coach.getByRole("listitem").first()).toContainText(/at the end|Could not be tried/);
  await expect(ask).toBeHidden();
});

test("a run that begins stops the trials, and one that rests is tried on a click", async () => {
  await overfit([256, 256], 200);
  const status = coach.locator(".cures-status");
  await expect(status).toBeVisible();
  await workspace.fill("Epochs", 2000);
  // More epochs go on with the run.
  await workspace.button("Go on to epoch 2,000").click();
  await expect(status).toBeHidden();
  await expect(coach).toContainText("Overfitting", { timeout: 30_000 });
  await workspace.button("Pause").click();
  // Nothing is tried unasked while a run rests.
  const ask = coach.getByRole("button", { name: "Try these on spare cores" });
  await expect(ask).toBeVisible();
  await ask.click();
  await expect(status).toBeVisible();
  await expect(ask).toBeHidden();
  await tried();
  await expect(coach.getByRole("listitem").first()).toContainText(/instead of|Could not be tried in \d s/);
  // And the run goes on from where it rests.
  const epoch = await workspace.figure("Epoch");
  await workspace.button("Resume").click();
  await expect.poll(() => workspace.figure("Epoch")).toBeGreaterThan(epoch);
});
