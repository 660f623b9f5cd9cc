// One experiment many times: a sweep finds the best value, a repeat shows what is luck, each
// in workers of its own, and what they train is what the page would train.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace, dialog, list;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  dialog = workspace.dialog("Repeat and sweep");
  list = workspace.training.getByRole("region", { name: "Runs" });
  await workspace.open();
});

const small = async (epochs = 25) => {
  await workspace.denseOnly(8);
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").uncheck();
};
const rows = () => dialog.locator("tbody tr");
const row = (name) => rows().filter({ has: dialog.page().getByRole("checkbox", { name, exact: true }) });
const value = (name) => dialog.getByRole("checkbox", { name, exact: true });
const varied = (name) => dialog.getByRole("radio", { name, exact: true });
const summary = () => dialog.getByRole("status");
const mark = (name) => list.getByRole("checkbox", { name });

/** The figures of each run in the exported table, by its name. */
async function byRun() {
  const [, ...lines] = (await workspace.history()).trim().split("\n");
  const runs = new Map();
  for (const line of lines) {
    const [name, ...figures] = line.split(",");
    runs.set(name, [...(runs.get(name) ?? []), figures.join(",")]);
  }
  return runs;
}

test("a sweep over the learning rate names the best value, and one click takes it", async ({ page }) => {
  await small();
  await workspace.button("Sweep").click();
  await expect(rows()).toHaveCount(7);
  await expect(value("0.001 (now)")).toBeChecked();
  await value("0.00001").uncheck();
  await dialog.getByRole("button", { name: "Train 6 runs" }).click();
  await expect(summary()).toHaveText(/^Lowest validation loss: [\d.]+ with learning rate [\d.]+, in epoch \d+\.$/, { timeout: 60_000 });
  const [, best, rate] = (await summary().textContent()).match(/: ([\d.]+) with learning rate ([\d.]+),/);
  await expect(rows().filter({ hasText: "best" })).toHaveCount(1);
  await expect(rows().filter({ hasText: "best" }).locator("td").first()).toHaveText(best);
  await expect(rows().first()).not.toContainText("25 epochs");
  // The charts are drawn: the best one's line is the thickest.
  const drawn = await dialog.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let orange = 0;
    for (let i = 0; i < data.length; i += 4) orange += data[i] > 200 && data[i + 2] < 90 ? 1 : 0;
    return orange;
  });
  expect(drawn).toBeGreaterThan(500);

  await dialog.getByRole("button", { name: `Use ${rate}`, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(workspace.field("Learning rate")).toHaveValue(rate);
  // No worker of it is left.
  await expect.poll(() => page.workers().length).toBe(1);

  // The same run alone has the same figures, to the last bit.
  await workspace.train();
  await workspace.finished();
  await list.getByText("Learning rate, runs 1 to 6").click();
  await list.locator(".run-group .run").filter({ hasText: rate }).first().getByRole("checkbox").check();
  await expect.poll(async () => (await byRun()).size).toBe(2);
  const [own, other] = [...(await byRun()).values()];
  expect(own).toHaveLength(25);
  expect(other).toEqual(own);
});

test("a repeat over 5 seeds draws a band, which a reload keeps", async ({ page }) => {
  await small();
  await workspace.button("Repeat over 5 seeds").click();
  await expect(summary()).toHaveText(/^Lowest validation loss from 5 seeds: [\d.]+ to [\d.]+, median [\d.]+\.$/, { timeout: 60_000 });
  await expect(rows().filter({ hasText: "best" })).toHaveCount(0);
  await workspace.close();
  const band = mark("Show 5 seeds, runs 1 to 5 as a band in the chart");
  await expect(band).toBeChecked();
  await expect.poll(() => workspace.pixels([125, 4, 253])).toBeGreaterThan(20);
  await page.reload();
  await workspace.ready();
  await expect(band).toBeChecked();
  await expect.poll(() => workspace.pixels([125, 4, 253])).toBeGreaterThan(20);
  await band.uncheck();
  await expect.poll(() => workspace.pixels([125, 4, 253])).toBe(0);

  // All of them go at once, and come back.
  await list.getByText("5 seeds, runs 1 to 5").click();
  await expect(list.locator(".run")).toHaveCount(5);
  await list.getByRole("button", { name: "Delete all of them" }).click();
  await expect(list.locator(".run")).toHaveCount(0);
  await list.getByRole("button", { name: "Undo delete" }).click();
  await expect(list.locator(".run")).toHaveCount(5);
});

test("a sweep goes on while the dialog is closed, and ends at once when it is cancelled", async ({ page }) => {
  await small(1_000_000);
  await workspace.button("Sweep").click();
  await varied("Batch size").check();
  await dialog.getByRole("button", { name: /^Train \d runs$/ }).click();
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await expect(rows().filter({ hasText: /epoch [1-9]/ }).first()).toBeVisible();
  await workspace.close();
  await expect(list).toContainText("0 of");
  // The page's own run goes on beside it.
  await workspace.fill("Epochs", 20);
  await workspace.train();
  await workspace.finished();
  await list.getByRole("button", { name: "Show", exact: true }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => page.workers().length).toBe(1);
  await expect(rows().filter({ hasText: "cancelled" }).first()).toBeVisible();
  await expect(summary()).toHaveText("None has come to a result.");
  await expect(dialog.getByRole("button", { name: /^Train \d runs$/ })).toBeEnabled();
});

test("a worker that ends in the middle is replaced, and its value has a result", async ({ page }) => {
  await page.clock.install();
  await workspace.open();
  await small(2_000_000);
  await workspace.button("Sweep").click();
  await varied("Units").check();
  for (const units of ["2", "4", "16", "32"]) await value(units).uncheck();
  await dialog.getByRole("button", { name: "Train 1 run" }).click();
  await expect(row("8 (now)")).toContainText(/epoch [1-9]/);
  const before = page.workers();
  expect(before).toHaveLength(2);
  await workspace.killWorker(before[1]);
  await expect.poll(() => page.workers().filter((one) => !before.includes(one)).length, { timeout: 40_000 }).toBe(1);
  await expect(row("8 (now)")).toContainText(/epoch [1-9]/, { timeout: 20_000 });
  const [, again] = page.workers();
  await workspace.killWorker(again);
  await expect(row("8 (now)")).toContainText("Its worker ended twice.", { timeout: 40_000 });
  await expect(summary()).toHaveText("None has come to a result.");
});

test("a file of one's own is swept, and what cannot be is said", async () => {
  const lines = Array.from({ length: 80 }, (_, i) => `${i % 9},${i % 5},${((i % 9) * 3 + (i % 5)) / 7}`);
  await workspace.uploadText("own.csv", ["a,b,target", ...lines].join("\n"));
  await expect(workspace.region("Data")).toContainText("own.csv");
  await small();
  await workspace.clearNetwork();
  await workspace.button("Sweep").click();
  await varied("Dropout").check();
  await expect(dialog.getByRole("alert")).toHaveText("The network has no hidden layer that Dropout could follow; add a Dense block.");
  await expect(rows()).toHaveCount(0);
  await varied("Learning rate").check();
  await expect(dialog.getByRole("alert")).toBeEmpty();
  await dialog.getByRole("button", { name: "Train 7 runs" }).click();
  await expect(summary()).toHaveText(/^Lowest validation loss/, { timeout: 60_000 });
});

const values = (name) => dialog.getByLabel(`Values of ${name}`);
const cells = () => dialog.locator(".sweep-grid .heat");

test("a sweep over training rows draws what more of them bring, and leaves the validation rows alone", async ({ page }) => {
  await small();
  const used = workspace.output("Rows");
  const [, all, validate] = (await workspace.region("Data").locator(".counts").textContent()).match(/([\d,]+) train · ([\d,]+) validate/);
  await workspace.button("Sweep").click();
  await varied("Training rows").check();
  await expect(rows()).toHaveCount(5);
  await expect(dialog).toContainText("validation and test keep their rows");
  await expect(value(`${all.replace(",", "")} (now)`)).toBeChecked();
  // What cannot be read is said when one is done, and what was typed stays.
  await values("training rows").fill("20; many");
  await expect(rows()).toHaveCount(5);
  await values("training rows").blur();
  await expect(dialog.getByRole("alert").filter({ visible: true })).toHaveText('Training rows must be a number such as 1000, not "many".');
  await expect(values("training rows")).toHaveValue("20; many");
  await expect(values("training rows")).toHaveAttribute("aria-invalid", "true");
  await expect(rows()).toHaveCount(0);
  await workspace.close();
  await workspace.button("Sweep").click();
  await expect(dialog.getByRole("alert").filter({ visible: true })).toContainText('not "many"');
  await values("training rows").fill("20; 99999");
  await values("training rows").blur();
  await expect(dialog.getByRole("alert").filter({ visible: true })).toHaveText(/^The training part has [\d,]+ rows; 99,999 cannot be used\.$/);
  await values("training rows").fill("20, 40 80");
  await expect(rows()).toHaveCount(3);
  await expect(dialog.getByRole("alert").filter({ visible: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Train 3 runs" }).click();
  await expect(summary()).toHaveText(/^Lowest validation loss: [\d.]+ with training rows \d+, in epoch \d+\.$/, { timeout: 60_000 });
  const curve = dialog.getByRole("region", { name: "Loss over training rows" });
  await expect(curve.locator("svg path")).not.toHaveCount(0);
  const download = page.waitForEvent("download");
  await curve.getByRole("button", { name: "Loss over training rows as SVG" }).click();
  expect((await download).suggestedFilename()).toMatch(/training-rows.*\.svg$/);
  await dialog.getByRole("button", { name: "Use 40", exact: true }).click();
  await expect(workspace.region("Data").locator(".counts")).toContainText(`40 train · ${validate} validate`);
  await expect(used).toContainText("rows ·");
  await workspace.disclose("Split and preparation", workspace.data);
  await expect(workspace.field("Training rows")).toHaveValue("40");
  await workspace.fill("Training rows", "");
  await expect(workspace.region("Data").locator(".counts")).toContainText(`${all} train · ${validate} validate`);
});

test("a sweep over the depth repeats the last hidden layer or takes it away", async () => {
  await small(5);
  await workspace.button("Sweep").click();
  await varied("Depth").check();
  await expect(dialog).toContainText("The last one (Dense 8) is repeated or removed");
  await expect(rows()).toHaveCount(5);
  await expect(value("1 (now)")).toBeChecked();
  await values("depth").fill("0..2");
  await expect(rows()).toHaveCount(3);
  await dialog.getByRole("button", { name: "Train 3 runs" }).click();
  await expect(summary()).toHaveText(/^Lowest validation loss/, { timeout: 60_000 });
  await expect(dialog.getByRole("region", { name: "Loss over depth" })).toBeVisible();
  await dialog.getByRole("button", { name: "Use 2", exact: true }).click();
  await expect(workspace.layers.locator('button[data-kind="Dense"]')).toHaveCount(2);
});

test("two settings are a grid, by keyboard, whose cells are runs", async ({ page }) => {
  await small(5);
  await workspace.button("Sweep").focus();
  await page.keyboard.press("Enter");
  await varied("Learning rate").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(varied("Units")).toBeChecked();
  await values("units").focus();
  await page.keyboard.type("4 8");
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel("Second setting, as a grid")).toBeFocused();
  await page.keyboard.type("Depth");
  await page.keyboard.press("Tab");
  await expect(values("depth")).toBeFocused();
  await page.keyboard.type("0 1 2");
  await page.keyboard.press("Tab");
  // With no hidden layer there are no units to vary: one run.
  await expect(cells()).toHaveCount(6);
  const begin = dialog.getByRole("button", { name: "Train 5 runs" });
  await begin.focus();
  await page.keyboard.press("Enter");
  await expect(summary()).toHaveText(/^Lowest validation loss: [\d.]+ with units \d, depth \d, in epoch \d+\.$/, { timeout: 60_000 });
  const [, best, units, depth] = (await summary().textContent()).match(/: ([\d.]+) with units (\d), depth (\d),/);
  const named = dialog.getByRole("button", { name: `Use units ${units}, depth ${depth}: ${best} best` });
  await expect(named.first()).toContainText("best");
  await expect(dialog.locator(".heat[data-shade]")).toHaveCount(6);
  const cell = dialog.getByRole("button", { name: /^Use units 4, depth 2: / });
  await cell.focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(workspace.layers.locator('button[data-kind="Dense"]')).toHaveCount(2);
  await list.getByText("Units and depth, runs 1 to 5").click();
  await expect(list.locator(".run-group .run")).toHaveCount(5);

  // Too many runs are told before one begins.
  await workspace.button("Sweep").click();
  await values("units").fill("1..9");
  await values("depth").fill("1..8");
  await values("depth").blur();
  await expect(dialog.getByRole("alert").filter({ visible: true })).toHaveText("That would be 72 runs. A sweep has at most 64: type fewer values.");
  // Seeds are no side of a grid.
  await varied("Seed").check();
  await expect(dialog.getByLabel("Second setting, as a grid")).toHaveCount(0);
  await expect(rows()).toHaveCount(5);
});

test("a grid that is cancelled keeps what is over", async () => {
  await small(1_000_000);
  await workspace.button("Sweep").click();
  await dialog.getByLabel("Second setting, as a grid").selectOption("Units");
  await values("learning rate").fill("0.01; 0,1");
  await values("units").fill("4; 8");
  await dialog.getByRole("button", { name: "Train 4 runs" }).click();
  await expect(cells().filter({ hasText: /epoch [1-9]/ }).first()).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(cells().filter({ hasText: "cancelled" })).toHaveCount(4);
  await expect(dialog.getByRole("button", { name: "Train 4 runs" })).toBeEnabled();
});
