// Shows what a user sees of what the network says: of each row, at each threshold, epoch by epoch.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
let view;

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  view = page.getByRole("tabpanel", { name: "Predictions" });
  await workspace.open();
});

async function openPredictions() {
  await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  await expect(view).toBeVisible();
}

async function trained(title, epochs) {
  await workspace.chooseGallery(title, { withNetwork: true });
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  await workspace.finished();
}

test("what is missing is said, and predictions come while the network trains", async ({ page }) => {
  await openPredictions();
  await expect(view).toContainText("Press Train: what the network says of each row appears here.");
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 100_000);
  await workspace.train();
  const epoch = async () => Number((await view.textContent()).match(/weights of epoch ([\d,]+)/)?.[1].replaceAll(",", ""));
  await expect.poll(epoch).toBeGreaterThan(2);
  const before = await epoch();
  await expect.poll(epoch).toBeGreaterThan(before);
  await workspace.button("Pause").click();
  await view.getByRole("radio", { name: "Test" }).check();
  await expect(view).toContainText("There are no test rows");
  await view.getByRole("radio", { name: "Training" }).check();
  await expect(view).toContainText(/training rows, with the weights of epoch/);
  // Where one looks back, they are of that epoch.
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("3");
  await expect(view).toContainText(/with the weights of epoch 3$|with the weights of epoch 3\D/);
  await page.reload();
  await workspace.ready();
  await openPredictions();
  await expect(view).toContainText("not kept over a reload");
});

test("Titanic's threshold is moved until recall is 0.9, and used", async () => {
  await trained("Titanic", 30);
  await openPredictions();
  const handle = view.getByRole("slider", { name: "Threshold tried" });
  const recall = view.getByLabel("Recall at the threshold");
  await expect(recall).not.toHaveText("");
  expect(Number(await recall.textContent())).toBeLessThan(0.9);
  for (let step = 0; step < 100 && Number(await recall.textContent()) < 0.9; step += 1) {
    await handle.press("ArrowLeft");
  }
  expect(Number(await recall.textContent())).toBeGreaterThanOrEqual(0.9);
  const tried = await handle.getAttribute("aria-valuetext");
  // All of the tab is at the threshold that is tried.
  const said = Number(await view.getByRole("region", { name: "By class" }).locator("tbody tr").nth(1).locator("td").nth(1).textContent());
  expect(said).toBeGreaterThanOrEqual(0.9);
  await view.getByRole("button", { name: `Use ${tried} as the threshold` }).click();
  await expect(handle).toBeFocused();
  expect((await workspace.experiment()).training.threshold).toBeCloseTo(Number(tried), 3);
  await expect(workspace.verdict).not.toContainText("Train starts anew");
  await workspace.button("Undo").click();
  expect((await workspace.experiment()).training.threshold).toBeNull();
});

test("nothing stays of a run that is gone, and one that diverged at once says so", async () => {
  await trained("Iris", 3);
  await openPredictions();
  await expect(view).toContainText("weights of epoch 3");
  await workspace.button("Reset").click();
  await expect(view).toContainText("Press Train");
  await workspace.train();
  await workspace.finished();
  await expect(view).toContainText("weights of epoch 3");
  await workspace.chooseGallery("Red wine quality");
  await expect(view).toContainText("Press Train");
  await workspace.choose("Optimizer", "SGD");
  await workspace.fill("Learning rate", 10);
  await workspace.train();
  await expect(workspace.verdict).toContainText("Diverged in epoch 1");
  await expect(view).toContainText("The network diverged in its first epoch");
});

test("the digits' confusion matrix, and the rows of one cell", async () => {
  await trained("Handwritten digits", 6);
  await openPredictions();
  const matrix = view.getByRole("region", { name: "Confusion matrix" });
  await expect(matrix.getByRole("button")).toHaveCount(100);
  const cells = matrix.getByRole("button");
  const counts = (await cells.allTextContents()).map(Number);
  const wrong = counts.findIndex((count, at) => count > 0 && Math.floor(at / 10) !== at % 10);
  await cells.nth(wrong).click();
  const rows = view.getByRole("region", { name: "Rows" });
  await expect(rows.getByRole("heading")).toHaveText(`${Math.floor(wrong / 10)} predicted as ${wrong % 10}`);
  await expect(rows.locator("tbody tr")).toHaveCount(Math.min(counts[wrong], 20));
  const number = (await rows.getByRole("button").first().textContent()).replace("Row ", "");
  await rows.getByRole("button", { name: `Row ${number}: show it in the table` }).click();
  const marked = workspace.dialog("Rows").locator('[aria-current="true"]');
  await expect(marked.getByRole("rowheader")).toHaveText(number);
  await expect(marked).toBeInViewport();
  await workspace.close();
  await cells.nth(wrong).click();
  await expect(rows.getByRole("heading")).toHaveText("Worst rows");
});

test("a regression is seen against what is true, and taken away", async ({ page }) => {
  await trained("Red wine quality", 5);
  await openPredictions();
  const picture = view.getByRole("region", { name: "Predicted against actual" });
  await expect(picture).toContainText(/MAE [\d.]+, RMSE [\d.]+, R2 -?[\d.]+/);
  expect(await picture.locator("svg circle").count()).toBe(480);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    picture.getByRole("button", { name: "Predicted against actual as SVG" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("red-wine-quality-predicted-against-actual.svg");
  expect(readFileSync(await download.path(), "utf8")).toContain("Predicted quality");

  // A pattern is looked for over what is true, and over each column in its own units.
  const residuals = view.getByRole("region", { name: "Residuals" });
  const over = residuals.getByLabel("Over", { exact: true });
  await expect(residuals).toContainText("over what was predicted");
  await over.selectOption("the actual target");
  await expect(residuals).toContainText("over the actual quality");
  await over.selectOption("alcohol");
  await expect(residuals).toContainText("over alcohol: a pattern here");
  expect(await residuals.locator("svg circle").count()).toBe(480);

  // A worst row is seen in the table, in both of its forms.
  const worst = view.getByRole("region", { name: "Rows" }).getByRole("button").first();
  const number = (await worst.textContent()).replace("Row ", "");
  await worst.click();
  const dialog = workspace.dialog("Rows");
  const marked = dialog.locator('[aria-current="true"]');
  await expect(marked.getByRole("rowheader")).toHaveText(number);
  await expect(marked).toBeInViewport();
  await expect(dialog).toContainText(`row ${number} is marked`);
  await expect(dialog.getByRole("table")).toBeFocused();
  await dialog.getByRole("button", { name: "As the network gets them" }).click();
  await expect(marked.getByRole("rowheader")).toHaveText(`validate ${number}`);
  await expect(marked).toBeInViewport();
  await workspace.close();
  await expect(worst).toBeFocused();

  // What was chosen stays while another tab is open.
  await workspace.curves.getByRole("tab", { name: "Loss" }).click();
  await expect(view).toBeHidden();
  await expect(workspace.curves.locator("#curves")).toBeVisible();
  await openPredictions();
  await expect(over.locator("option:checked")).toHaveText("alcohol");
});

test("residuals over categories and over a column with gaps", async () => {
  const lines = Array.from({ length: 90 }, (_, row) => {
    const size = row % 4 === 0 ? "" : row;
    return `${["Bern", "Oslo", "Rome"][row % 3]},${size},2026-0${1 + (row % 9)}-11,${row * (1 + (row % 3))}.5`;
  });
  await workspace.uploadText("flats.csv", ["city,size,built,rent", ...lines].join("\n"));
  await workspace.ready();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await openPredictions();
  const residuals = view.getByRole("region", { name: "Residuals" });
  const over = residuals.getByLabel("Over", { exact: true });
  await over.selectOption("city");
  await expect(residuals).toContainText("over city: a category whose dots");
  for (const city of ["Bern", "Oslo", "Rome"]) await expect(residuals.locator("svg")).toContainText(city);
  await over.selectOption("size");
  await expect(residuals).toContainText(/over size: a pattern here .*; \d+ rows without a value are left out\./);
  await over.selectOption("built");
  await expect(residuals.locator("svg")).toContainText(/2026-0\d-\d\d/);
});

/** The groups under the figures. */
async function open(name) {
  await workspace.disclose(name, view);
}

test("Titanic: a row is tried as it stands, changed, mistyped, and brought back", async () => {
  await trained("Titanic", 30);
  await openPredictions();
  await open("Try it");
  const row = view.getByRole("region", { name: "Row to try" });
  const said = row.getByLabel("Prediction for the row");
  const field = (column) => row.getByLabel(column, { exact: true });
  // The first passenger is a woman of the first class, who survived.
  await expect(said).toHaveText(/^survived = \S+, for P\(\S+\) is [\d.]+; row 1 of the table has \S+$/);
  await expect(field("sex")).toHaveValue("female");
  const own = await said.textContent();
  const probability = (text) => Number(text.match(/is ([\d.]+);/)[1]);
  await field("sex").fill("male");
  await expect(said).not.toHaveText(own);
  const man = await said.textContent();
  expect(probability(man)).toBeLessThan(probability(own));
  await expect(field("sex")).toBeFocused();
  await expect(view.getByRole("region", { name: "Output over one column" })).toContainText("as sex alone changes");
  // What training never saw is said, not guessed in silence.
  await field("sex").fill("captain");
  await expect(row).toContainText(/captain/);
  await expect(row.getByRole("alert")).toHaveCount(0);
  await field("sex").fill("male");
  await expect(said).toHaveText(man);

  // What is no number is said at its field, and stands there to be mended; the prediction before
  // is not passed off as its own.
  await field("age").fill("young");
  await expect(row.getByRole("alert")).toHaveCount(1);
  await expect(row.getByRole("alert")).toContainText("young");
  await expect(field("age")).toHaveAttribute("aria-invalid", "true");
  await expect(field("age")).toHaveValue("young");
  await expect(field("sex")).toHaveValue("male");
  await expect(said).toContainText("cannot be read");
  await field("age").fill("3");
  await expect(row.getByRole("alert")).toHaveCount(0);
  await expect(said).toHaveText(/^survived = /);
  expect(await said.textContent()).not.toBe(man);

  const from = row.getByLabel("Begin from row");
  await from.fill("3");
  await from.press("Enter");
  await expect(said).toContainText("row 3 of the table");
  await expect(field("age")).not.toHaveValue("3");
  await from.fill("1");
  await from.press("Enter");
  await expect(said).toHaveText(own);
  await expect(field("sex")).toHaveValue("female");
  await field("sex").fill("male");
  await expect(said).toHaveText(man);
  await row.getByRole("button", { name: "As it was" }).click();
  await expect(said).toHaveText(own);
  await expect(field("sex")).toHaveValue("female");
  await expect(workspace.sentences).toHaveCount(0);
});

test("As it was brings back a row with a text that cannot be read", async () => {
  await trained("Titanic", 3);
  await openPredictions();
  await open("Try it");
  const row = view.getByRole("region", { name: "Row to try" });
  const age = row.getByLabel("age", { exact: true });
  await expect(age).not.toHaveValue("");
  const own = await age.inputValue();
  const said = await row.getByLabel("Prediction for the row").textContent();
  await age.fill("young");
  await expect(row.getByRole("alert")).toHaveCount(1);
  await row.getByRole("button", { name: "As it was" }).click();
  await expect(row.getByRole("alert")).toHaveCount(0);
  await expect(row.getByLabel("Prediction for the row")).toHaveText(said);
  await expect(age).toHaveValue(own);
});

test("Titanic: what each column is worth, the sex most of all", async ({ page }) => {
  await trained("Titanic", 30);
  await openPredictions();
  await open("Column importance");
  const table = view.getByRole("region", { name: "Importance by column" }).getByRole("table");
  await expect(table.locator("tbody tr")).toHaveCount(7);
  await expect(table.getByRole("rowheader").first()).toHaveText("sex");
  const means = (await table.locator("tbody tr td:nth-child(2)").allTextContents()).map((text) => Number(text.replace("−", "-")));
  expect(means).toEqual([...means].sort((one, other) => other - one));
  expect(means[0]).toBeGreaterThan(0.05);
  const picture = view.getByRole("region", { name: "Column importance", exact: true });
  await expect(picture).toContainText(/with the weights of epoch 30; with every column in place accuracy is 0\.\d+/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    picture.getByRole("button", { name: "Column importance as SVG" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain("Lost accuracy when the column is shuffled");
});

test("a run before the one on the page is looked into, as it ended", async ({ page }) => {
  await trained("Iris", 12);
  await openPredictions();
  const rows = view.getByRole("region", { name: "Rows", exact: true }).getByRole("table");
  await expect(view).toContainText("with the weights of epoch 12");
  const run = page.getByRole("tabpanel").getByLabel("Run", { exact: true });
  await expect(rows).toBeVisible();
  const first = await rows.innerText();
  await expect(run).toBeHidden();
  await workspace.fill("Seed", 7);
  await workspace.button("Train").click();
  await workspace.finished();
  await expect(rows).not.toHaveText(first, { useInnerText: true });
  await expect(view).toContainText("with the weights of epoch 12");
  const second = await rows.innerText();
  const before = await run.locator("option").nth(1).textContent();
  expect(before).toMatch(/^run 1/);
  await run.selectOption({ label: before });
  await expect(rows).toHaveText(first, { useInnerText: true });
  // The other views look into it too, and leave it as it is.
  await workspace.curves.getByRole("tab", { name: "Inside" }).click();
  const inside = page.getByRole("tabpanel", { name: "Inside" });
  await expect(inside).toContainText("An earlier run is only looked at");
  await expect(run).toHaveValue(/./);
  await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  await expect(rows).toHaveText(first, { useInnerText: true });
  await run.selectOption({ label: "the one on the page" });
  await expect(rows).toHaveText(second, { useInnerText: true });
  // A run that begins takes the views with it.
  await run.selectOption({ label: before });
  await workspace.fill("Seed", 8);
  await workspace.button("Train").click();
  await workspace.finished();
  await expect(run).toHaveValue("");
  // One that is deleted is offered no more.
  await run.selectOption({ label: before });
  await expect(rows).toHaveText(first, { useInnerText: true });
  const list = workspace.training.getByRole("region", { name: "Runs" });
  await list.scrollIntoViewIfNeeded();
  await list.locator(".run").filter({ hasText: "run 1" }).locator("summary").click();
  await list.getByRole("button", { name: "Delete" }).click();
  await expect(run).toHaveValue("");
  await expect(run.locator("option")).toHaveCount(2);
});
