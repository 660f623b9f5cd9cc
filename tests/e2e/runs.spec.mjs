// Every run is kept, shown beside others, told apart, named, deleted and had back.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
});

const list = () => workspace.training.getByRole("region", { name: "Runs" });
const row = (name) => list().locator(".run").filter({ hasText: name });
const names = () => list().locator(".run-name").allTextContents();

/** What can be done with a run. */
async function more(name) {
  await workspace.training.getByRole("region", { name: "Runs" }).scrollIntoViewIfNeeded();
  await row(name).locator("summary").click();
}

/** A run of a small network without and with dropout, of so many epochs. */
async function twoRuns(epochs = 20) {
  await workspace.denseOnly(8);
  await workspace.button("Add Dropout").click();
  await workspace.fill("Rate", 0);
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.finished();
  await workspace.fill("Rate", 0.3);
  await workspace.train();
  await expect(row("run 2")).toHaveCount(1);
  await workspace.finished();
}

test("two runs are listed with what changed, shown, told apart, and there after a reload", async ({ page }) => {
  await workspace.open();
  await twoRuns();
  await expect.poll(names).toEqual(["run 2 · dropout 0.3", "run 1 · baseline"]);
  await expect(row("run 1").locator(".run-best")).toHaveText(/^\d/);

  const shows = list().getByRole("checkbox", { name: "Show run 1 · baseline in the chart" });
  await shows.check();
  await expect(row("run 1").getByRole("list", { name: "Changed since" })).toHaveText("Dropout rate 0 to 0.3");

  await more("run 1");
  await list().getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name", { exact: true }).fill("plain");
  await page.keyboard.press("Enter");
  await expect.poll(names).toEqual(["run 2 · dropout 0.3", "plain"]);

  await page.reload();
  await workspace.ready();
  await expect.poll(names).toEqual(["run 2 · dropout 0.3", "plain"]);
  await expect(list().getByRole("checkbox", { name: "Show plain in the chart" })).toBeChecked();
  await expect(row("plain").getByRole("list", { name: "Changed since" })).toHaveText("Dropout rate 0 to 0.3");

  // A third run takes the page; the second stays listed, the pinned one shown.
  await workspace.button("Another start").click();
  await workspace.train();
  await workspace.finished();
  await expect.poll(names).toEqual([expect.stringMatching(/^run 3 · seed \d+$/), "run 2 · dropout 0.3", "plain"]);
  await expect(list().getByRole("checkbox", { name: "Show run 2 · dropout 0.3 in the chart" })).toBeChecked();
  await expect(row("run 2").getByRole("list", { name: "Changed since" })).toHaveText(/^Seed \d+ to \d+$/);
});

test("a run is deleted, had back, and its network brought back", async ({ page }) => {
  await workspace.open();
  await twoRuns();
  await more("run 1");
  await list().getByRole("button", { name: "Delete" }).click();
  await expect.poll(names).toEqual(["run 2 · dropout 0.3"]);
  await page.reload();
  await workspace.ready();
  await expect.poll(names).toEqual(["run 2 · dropout 0.3"]);
  await more("run 2");
  await list().getByRole("button", { name: "Delete" }).click();
  await expect.poll(names).toEqual([]);
  await list().getByRole("button", { name: "Undo delete" }).click();
  await expect.poll(names).toEqual(["run 2 · dropout 0.3"]);

  await workspace.clearNetwork();
  await more("run 2");
  await list().getByRole("button", { name: "Restore its network" }).click();
  await expect(workspace.blocks).toHaveCount(2);
  await expect(workspace.button("Undo")).toHaveAttribute("title", "Undo: Network of run 2 · dropout 0.3 restored");
  await workspace.button("Undo").click();
  await expect(workspace.blocks).toHaveCount(0);
});

test("all runs stand in a table that any column sorts", async ({ page }) => {
  await workspace.open();
  await twoRuns();
  await list().getByRole("button", { name: "Compare" }).click();
  const dialog = workspace.dialog("Compare runs");
  const column = (name) => dialog.getByRole("columnheader", { name, exact: true });
  const first = dialog.locator("tbody tr").first();
  await expect(dialog.locator("tbody tr")).toHaveCount(2);
  await expect(column("Dropout rate").or(column("Block 2 (Dropout) rate"))).toHaveCount(1);
  await expect(dialog.getByText("best", { exact: true })).toHaveCount(1);
  // The best figure, then what differs; the rest on demand.
  const names = await dialog.getByRole("columnheader").allTextContents();
  expect([names[0], names[1], ...names.slice(-2)]).toEqual(["Shown, name", "Best", "Validation loss", "Best epoch"]);
  await expect(column("Run")).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "All figures" }).check();
  await column("Run").getByRole("button").click();
  await expect(column("Run")).toHaveAttribute("aria-sort", "ascending");
  await expect(first).toContainText("run 1");
  await column("Run").getByRole("button").click();
  await expect(column("Run")).toHaveAttribute("aria-sort", "descending");
  await expect(first).toContainText("run 2");
  await dialog.getByRole("checkbox", { name: "run 1 · baseline" }).check();
  await workspace.close();
  await expect(list().getByRole("checkbox", { name: "Show run 1 · baseline in the chart" })).toBeChecked();
});

test("runs of other data leave the chart and stand apart", async () => {
  await workspace.open();
  await twoRuns();
  await list().getByRole("checkbox", { name: "Show run 1 · baseline in the chart" }).check();
  await workspace.chooseGallery("Iris");
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  const apart = list().locator(".runs-apart");
  await expect(apart.locator("summary").first()).toHaveText("Of other data or another loss");
  await apart.locator("summary").first().click();
  const boxes = apart.getByRole("checkbox");
  await expect(boxes).toHaveCount(2);
  for (const box of await boxes.all()) {
    await expect(box).not.toBeChecked();
    await expect(box).toBeDisabled();
  }
});
