// Shows that the network can be opened: its weights are set by hand, and a step is taken in stages.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
let view;

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  view = page.getByRole("tabpanel", { name: "Inside" });
  await workspace.open();
});

async function openInside() {
  await workspace.curves.getByRole("tab", { name: "Inside" }).click();
  await expect(view).toBeVisible();
}

const weight = () => view.getByLabel("Weight", { exact: true });
const value = () => view.getByLabel("Value", { exact: true });
const loss = () => view.getByLabel("Training loss with these weights");

async function number(locator) {
  return Number((await locator.textContent()).replaceAll(",", "").replace("−", "-"));
}

/** As the field has it: four digits of the weight. */
async function fieldNumber() {
  return Number((await value().inputValue()).replaceAll(",", "").replace("−", "-"));
}

/** Sets the chosen weight; the loss that comes of it. */
async function set(to) {
  const before = await loss().textContent();
  const was = await value().inputValue();
  await value().fill(String(to));
  await value().press("Enter");
  if (was !== String(to)) await expect(loss()).not.toHaveText(before);
  return number(loss());
}

/** US breakfast cereals with the Gallery's linear unit, after one epoch; of all columns or of one
 * alone. */
async function linearUnit(column) {
  await workspace.chooseGallery("US breakfast cereals", { withNetwork: true });
  await expect(workspace.blocks).toHaveCount(0);
  if (column) {
    await workspace.data.getByRole("button", { name: "None", exact: true }).click();
    await workspace.column(column).getByRole("button").last().click();
    await expect(workspace.layers.getByRole("listitem").first()).toContainText("1 feature");
  }
  await workspace.field("Early stopping").setChecked(false);
  await workspace.nextEpoch();
  await openInside();
  await expect(loss()).toHaveText(/\d/);
}

test("a weight and a bias are set by hand to the least squares solution", async () => {
  // One column of the cereals alone: the sugars.
  await linearUnit("sugars");
  await expect(weight().locator("option")).toHaveText(["z(sugars) to dense", "bias of dense"]);
  // Over one weight the loss is a parabola: three values tell where it is least. One after the
  // other, until it falls no more.
  let least = Infinity;
  for (let round = 0; round < 6; round += 1) {
    const before = least;
    for (const name of ["0/kernel/0/0", "0/bias/0/0"]) {
      await weight().selectOption(name);
      const at = await fieldNumber();
      const [low, middle, high] = [await set(at - 20), await set(at), await set(at + 20)];
      const bend = low - 2 * middle + high;
      expect(bend, name).toBeGreaterThan(0);
      least = await set((at + (20 * (low - high)) / (2 * bend)).toPrecision(6));
    }
    if (least > 0.9999 * before) break;
  }
  // Off it to any side it is worse.
  for (const name of ["0/kernel/0/0", "0/bias/0/0"]) {
    await weight().selectOption(name);
    const at = await fieldNumber();
    // Back in between: on both sides it is as much worse.
    for (const moved of [at + 3, at - 3]) {
      expect(await set(moved)).toBeGreaterThan(least);
      expect(await set(at)).toBeCloseTo(least, 0);
    }
  }
  // What long training comes to is as good, and no better than by rounding.
  await workspace.fill("Epochs", 3000);
  await workspace.train();
  await workspace.finished();
  const trained = await workspace.figure("Training loss");
  expect(least).toBeLessThan(1.01 * trained);
  expect(least).toBeGreaterThan(0.98 * trained);
});

test("Undo weight brings the loss back, step by step", async () => {
  await linearUnit();
  const undo = view.getByRole("button", { name: "Undo weight" });
  await expect(undo).toBeDisabled();
  const first = await loss().textContent();
  const own = await value().inputValue();
  await set(3);
  const second = await loss().textContent();
  expect(second).not.toBe(first);
  await weight().selectOption("0/bias/0/0");
  await set(-40);
  // Another view in between forgets nothing.
  await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  await expect(view).toBeHidden();
  await workspace.curves.getByRole("tab", { name: "Inside" }).click();
  await undo.click();
  await expect(loss()).toHaveText(second);
  await undo.click();
  await expect(loss()).toHaveText(first);
  await expect(undo).toBeDisabled();
  await weight().selectOption("0/kernel/0/0");
  await expect(value()).toHaveValue(own);
});

test("the slider moves the weight on its way; a drag is one step of undo, and so is a key", async ({ page }) => {
  await linearUnit();
  const undo = view.getByRole("button", { name: "Undo weight" });
  const first = await loss().textContent();
  const slider = view.getByLabel("Value, slider");
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.6));
  await page.mouse.down();
  let before = first;
  for (const share of [0.7, 0.8, 0.9]) {
    await page.mouse.move(...at(share), { steps: 3 });
    await expect(loss()).not.toHaveText(before);
    before = await loss().textContent();
  }
  await page.mouse.up();
  await undo.click();
  await expect(loss()).toHaveText(first);
  await expect(undo).toBeDisabled();

  await slider.focus();
  const was = await value().inputValue();
  await slider.press("ArrowRight");
  await expect(value()).not.toHaveValue(was);
  await slider.press("ArrowRight");
  await expect(slider).toBeFocused();
  await undo.click();
  await undo.click();
  await expect(loss()).toHaveText(first);
  await expect(undo).toBeDisabled();
});

test("what was set by hand is trained on from, and an earlier epoch is only looked at", async ({ page }) => {
  await linearUnit();
  await workspace.nextEpoch();
  await set(50);
  const high = await number(loss());
  await workspace.nextEpoch();
  await expect.poll(() => number(loss())).toBeLessThan(high);
  // A step of SGD does not forget it.
  await expect.poll(fieldNumber).toBeGreaterThan(20);
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("1");
  await expect(value()).toBeDisabled();
  await expect(view).toContainText("An earlier epoch is only looked at");
  await expect.poll(fieldNumber).toBeLessThan(20);
  await workspace.button("Back to the end").click();
  await expect(value()).toBeEnabled();
  await expect.poll(fieldNumber).toBeGreaterThan(20);
});

test("looking back keeps what can be undone", async ({ page }) => {
  await linearUnit();
  await workspace.nextEpoch();
  const first = await loss().textContent();
  await set(50);
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("1");
  await expect(value()).toBeDisabled();
  const undo = view.getByRole("button", { name: "Undo weight" });
  // An earlier epoch is only looked at.
  await expect(undo).toBeDisabled();
  await workspace.button("Back to the end").click();
  await expect(value()).toBeEnabled();
  await undo.click();
  await expect(loss()).toHaveText(first);
});

test("what is no number is said at the field, and a number may be written as the page writes it", async ({ page }) => {
  await linearUnit();
  // As it stands in a stage of the step, and with a comma.
  for (const text of ["−2.5", "-1,5"]) {
    const before = await loss().textContent();
    await value().fill(text);
    await value().press("Enter");
    await expect(loss()).not.toHaveText(before);
    await expect.poll(fieldNumber).toBe(Number(text.replace("−", "-").replace(",", ".")));
  }
  const before = await loss().textContent();
  await value().fill("much");
  await value().press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: /number/ })).toHaveCount(1);
  await expect(loss()).toHaveText(before);
});

/** The step in its stages. */
const steps = () => view.getByRole("region", { name: "Step by step" });
const stepNumber = async () => Number((await steps().textContent()).match(/Step ([\d,]+) of the run/)[1].replaceAll(",", ""));

test("a step is walked through and taken by keyboard alone", async ({ page }) => {
  await linearUnit();
  await workspace.tabTo(view.locator("summary", { hasText: /^Step by step/ }));
  await page.keyboard.press("Enter");
  await expect(steps()).toBeVisible();
  await expect(steps()).toContainText(/Step \d+ of the run, in epoch 2: a mini-batch of 8 rows/);
  const before = await stepNumber();
  const stages = steps().getByRole("listitem").getByRole("button");
  await expect(stages).toHaveText(["1. Rows", "2. Forward", "3. Loss", "4. Backward", "5. Update"]);
  const next = steps().getByRole("button", { name: /^(Next stage|Take this step)$/ });
  const lines = steps().getByRole("group", { name: "Stage" });
  await workspace.tabTo(next);
  let said = "";
  for (let stage = 0; stage < 5; stage += 1) {
    await expect(stages.nth(stage)).toHaveAttribute("aria-pressed", "true");
    await expect(next).toHaveText(stage < 4 ? "Next stage" : "Take this step");
    await expect(lines).not.toHaveText(said);
    said = await lines.textContent();
    expect(said).not.toMatch(/NaN|inf/);
    if (stage < 4) await page.keyboard.press("Enter");
    await expect(next).toBeFocused();
  }
  // One stage back and forth again, by its name.
  await workspace.shiftTabTo(stages.nth(3));
  await page.keyboard.press("Enter");
  await expect(stages.nth(3)).toHaveAttribute("aria-pressed", "true");
  await expect(stages.nth(3)).toBeFocused();
  await workspace.tabTo(next);
  await page.keyboard.press("Enter");
  await expect(next).toHaveText("Take this step");
  await page.keyboard.press("Enter");
  await expect.poll(stepNumber).toBe(before + 1);
  await expect(stages.first()).toHaveAttribute("aria-pressed", "true");
  await expect(next).toBeFocused();
  await expect(workspace.sentences).toHaveCount(0);
});

test("the weight that the update shows is the weight that the network has then", async () => {
  await linearUnit();
  await workspace.disclose("Step by step", view);
  const next = steps().getByRole("button", { name: /^(Next stage|Take this step)$/ });
  for (let taken = 0; taken < 3; taken += 1) {
    await steps().getByRole("button", { name: "5. Update" }).click();
    const line = steps().locator(".step-line").filter({ has: workspace.page.getByText("new b1[1]", { exact: true }) });
    const shown = Number((await line.locator("b").textContent()).replace(/^= /, "").replaceAll(",", "").replace("−", "-"));
    expect(Number.isFinite(shown)).toBe(true);
    await weight().selectOption("0/bias/0/0");
    const before = await stepNumber();
    await next.click();
    await expect.poll(stepNumber).toBe(before + 1);
    await expect.poll(async () => Math.abs((await fieldNumber()) - shown)).toBeLessThan(1e-3 * Math.abs(shown));
  }
});

/** What is set by hand is what the next step begins from. */
test("a step that is open follows a weight that is set", async () => {
  await linearUnit();
  await workspace.disclose("Step by step", view);
  await steps().getByRole("button", { name: "2. Forward" }).click();
  const lines = steps().getByRole("group", { name: "Stage" });
  const before = await lines.textContent();
  await weight().selectOption("0/bias/0/0");
  await set(77);
  await expect(lines).not.toHaveText(before);
  await expect(lines).toContainText("77");
});

/** The picture that a unit has in the graph, as its pixels. */
const pixels = (unit) => unit.locator("xpath=..").locator("canvas").evaluate((canvas) => canvas.toDataURL());

test("each unit of a small network has its own picture, and is shown large", async ({ page }) => {
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await workspace.denseOnly(3, 2);
  await workspace.nextEpoch();
  await openInside();
  const units = view.getByRole("radiogroup", { name: "Unit shown large" }).getByRole("radio");
  const large = view.getByRole("region", { name: "Unit shown large" });
  await expect(units).toHaveCount(2 + 3 + 2 + 1);
  // First the output; by keyboard any other.
  await expect(units.last()).toBeChecked();
  await expect(large.getByRole("heading")).toHaveText("dense_2");
  await expect(large).toContainText(/Least output 0\.\d+ at .*x1 .*, greatest 0\.\d+/);
  await workspace.tabTo(units.last());
  await page.keyboard.press("ArrowUp");
  await expect(large.getByRole("heading")).toHaveText("dense_1, unit 2");
  await expect(units.nth(6)).toBeFocused();
  await units.nth(2).locator("xpath=..").hover();
  await expect(large.getByRole("heading")).toHaveText("dense, unit 1");
  // They follow the training.
  const output = await pixels(units.last());
  await workspace.fill("Epochs", 40);
  await workspace.train();
  await workspace.finished();
  await expect.poll(() => pixels(units.last())).not.toBe(output);
  await expect(large.getByRole("heading")).toHaveText("dense, unit 1");
  await expect(view).toContainText("In each unit is its output over x1 and x2");

  // One column gives curves, and more give none.
  await workspace.chooseGallery("Sine", { withNetwork: true });
  await workspace.nextEpoch();
  await expect(view).toContainText("In each unit is its output over x.");
  await expect(large).toContainText(/Across: x from/);
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await workspace.nextEpoch();
  await expect(view).toContainText("Where the network reads one or two columns");
  await expect(large).toHaveCount(0);
});

test("all parts open, and all say so before a run and after a reload", async ({ page }) => {
  await openInside();
  await expect(view).toContainText("Press Train: what is inside the network appears here.");
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await workspace.nextEpoch();
  for (const name of ["Step by step", "By layer", "A row through the chain"]) {
    await workspace.disclose(name, view);
  }
  await expect(view.getByRole("table").first()).toBeVisible();
  await expect(view).toContainText("weights are those of epoch 1");
  await expect(workspace.sentences).toHaveCount(0);
  // They are open as they were, where one comes back.
  await workspace.curves.getByRole("tab", { name: "Loss" }).click();
  await openInside();
  await expect(steps()).toBeVisible();
  await page.reload();
  await workspace.ready();
  await openInside();
  await expect(view).toContainText("not kept over a reload");
});
