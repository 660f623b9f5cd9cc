// Shows that the network is seen as a picture: its curve, its surface among the rows, and points
// that are moved while it trains.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
let view;
let plot;

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  view = page.getByRole("tabpanel", { name: "Picture" });
  plot = view.getByRole("application");
  await workspace.open();
});

async function openPicture() {
  await workspace.curves.getByRole("tab", { name: "Picture" }).click();
  await expect(view).toBeVisible();
}

const atCursor = () => view.getByLabel("At the cursor");

/** The picture in words, which is its name. */
const sentence = () => plot.getAttribute("aria-label");

const rows = async () => Number((await workspace.output("Rows").textContent()).match(/^([\d,]+) rows/)?.[1].replaceAll(",", ""));

/** A made set of these few points. */
async function made(title, points, noise) {
  await workspace.chooseGallery(title, { withNetwork: true });
  await workspace.button(/^How it is made: /).click();
  const dialog = workspace.dialog("How the data is made");
  await dialog.getByLabel("Noise", { exact: true }).fill(String(noise));
  await dialog.getByLabel("Points", { exact: true }).fill(String(points));
  await expect(workspace.output("Rows")).toContainText(`${points} rows`);
  await workspace.close();
}

/** Chooses what is done to points. The points themselves come from the worker: what is asked of it
 * after them has its answer after them. */
async function choosePointTool(label) {
  await workspace.choose("Points", { label });
  await workspace.experiment();
}

/** The surface as it stays: a run that rests follows with a finer one. */
async function surfaceAtRest() {
  let last;
  const isStill = async () => {
    const before = last;
    last = await view.locator(".picture-place canvas").evaluate((canvas) => canvas.toDataURL());
    return before === last;
  };
  await expect.poll(isStill, { intervals: [500] }).toBe(true);
  return last;
}

/** The epoch whose weights are drawn. */
async function drawnEpoch() {
  return Number((await sentence()).match(/weights of epoch ([\d,]+)/)?.[1].replaceAll(",", ""));
}

async function trainToTheEnd() {
  await workspace.train();
  await workspace.finished();
  const last = await workspace.figure("Epoch");
  await expect.poll(drawnEpoch).toBe(last);
}

test("too many units learn the noise of a few points; early stopping keeps the gap small", async () => {
  await made("Polynomial", 30, 0.5);
  await workspace.denseOnly(128);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Learning rate", 0.03);
  await workspace.fill("Epochs", 3000);
  const maes = async () => {
    const [, training, validation] = (await view.textContent()).match(/MAE: ([\d.]+) on training rows, ([\d.]+) on validation rows/);
    return { training: Number(training), validation: Number(validation) };
  };
  await openPicture();
  await trainToTheEnd();
  const overfitted = await maes();
  expect(overfitted.validation).toBeGreaterThan(1.5 * overfitted.training);
  // The sticks whose mean length that is.
  await view.getByRole("button", { name: "Residuals" }).click();
  await expect(view.getByRole("button", { name: "Residuals" })).toHaveAttribute("aria-pressed", "true");
  await expect(view.locator(".picture-marks")).toContainText("what made the points, without noise");
  await workspace.field("Early stopping").setChecked(true);
  await workspace.train();
  await expect(workspace.verdict).toContainText("Stopped early", { timeout: 40_000 });
  await expect.poll(drawnEpoch).toBeLessThan(3000);
  const stopped = await maes();
  expect(stopped.validation - stopped.training).toBeLessThan(overfitted.validation - overfitted.training);
});

test("points are added and moved while it trains, and training starts anew with them", async ({ page }) => {
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 100_000);
  await openPicture();
  await workspace.train();
  await expect.poll(drawnEpoch).toBeGreaterThan(5);
  const before = await rows();
  await choosePointTool("add B");
  const box = await plot.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  for (const place of [0.3, 0.38, 0.46, 0.54, 0.62, 0.7]) await page.mouse.click(...at(place, 0.5));
  await expect.poll(rows).toBe(before + 6);
  // All of them are in the picture, and the network is another.
  const counted = async () => {
    const [, training, validation] = (await view.textContent()).match(/Wrong: [\d,]+ of ([\d,]+) training, [\d,]+ of ([\d,]+) validation/);
    return [training, validation].reduce((sum, count) => sum + Number(count.replaceAll(",", "")), 0);
  };
  await expect.poll(counted).toBe(before + 6);
  await expect(workspace.button("Pause")).toBeVisible();
  await expect(workspace.sentences).toHaveCount(0);
  const epoch = await drawnEpoch();
  await expect.poll(drawnEpoch).toBeGreaterThan(epoch);

  // One of them is moved by hand: the table has as many rows, and training starts anew.
  await workspace.choose("Points", { label: "move" });
  const experiment = async () => (await workspace.experiment()).data.source.synthetic.shape.painted.points;
  const points = await experiment();
  await expect.poll(drawnEpoch).toBeGreaterThan(50);
  await page.mouse.move(...at(0.7, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.2), { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => JSON.stringify(await experiment())).not.toBe(JSON.stringify(points));
  const after = await experiment();
  expect(after.length).toBe(points.length);
  const moved = after.flatMap((point, row) => (JSON.stringify(point) === JSON.stringify(points[row]) ? [] : [row]));
  expect(moved).toEqual([points.length - 1]);
  expect(after.at(-1)[0]).toBeGreaterThan(points.at(-1)[0]);
  expect(after.at(-1)[1]).toBeGreaterThan(points.at(-1)[1]);

  // And taken away.
  await choosePointTool("remove");
  await page.mouse.click(...at(0.8, 0.2));
  await expect.poll(rows).toBe(before + 5);
  await expect.poll(counted).toBe(before + 5);
});

test("the cursor goes by keys and says what is there, and a point is set where it stands", async ({ page }) => {
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await workspace.fill("Epochs", 20);
  await openPicture();
  await trainToTheEnd();
  await expect(atCursor()).toHaveText("Point at it to read it.");
  await workspace.tabTo(plot);
  await page.keyboard.press("ArrowRight");
  const says = /^x1 (-?[\d.]+) · x2 (-?[\d.]+): P\(B\) ([\d.e-]+)$/;
  await expect(atCursor()).toHaveText(says);
  const read = async () => (await atCursor().textContent()).match(says).slice(1).map(Number);
  const first = await read();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await read())[0]).toBeGreaterThan(first[0]);
  expect((await read())[1]).toBe(first[1]);
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await read())[1]).toBeGreaterThan(first[1]);
  const [, , probability] = await read();
  expect(probability).toBeGreaterThanOrEqual(0);
  expect(probability).toBeLessThanOrEqual(1);
  await page.keyboard.press("Escape");
  await expect(atCursor()).toHaveText("Point at it to read it.");

  const before = await rows();
  await choosePointTool("add A");
  await plot.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(rows).toBe(before + 1);
  await expect(plot).toBeFocused();
});

test("Titanic: two columns of many, the others held at a row, and the picture taken away", async ({ page }) => {
  await workspace.chooseGallery("Titanic", { withNetwork: true });
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 15);
  await openPicture();
  await trainToTheEnd();
  expect(await sentence()).toContain("held: ");
  await workspace.choose("Across", "age");
  await expect.poll(sentence).toMatch(/ over age and /);
  await workspace.choose("Up", "fare");
  await expect.poll(sentence).toMatch(/ over age and fare, with the weights of epoch 15; held: .*sex male/);
  await expect(view.getByLabel("Across", { exact: true })).toHaveValue("age");
  await expect(view.getByLabel("Up", { exact: true })).toHaveValue("fare");
  // A column that comes to the other axis changes places with the one there.
  await workspace.choose("Across", "fare");
  await expect.poll(sentence).toMatch(/ over fare and age,/);
  await workspace.choose("Across", "age");
  await expect.poll(sentence).toMatch(/ over age and fare,/);

  const typical = await sentence();
  const held = view.getByLabel("Others held at row");
  await held.fill("1");
  await held.press("Enter");
  await expect.poll(sentence).toMatch(/sex female/);
  expect(await sentence()).not.toBe(typical);
  // The words below the picture say the same.
  await expect(view.locator(".picture-sentence")).toHaveText(/sex female/);
  await held.fill("");
  await held.press("Enter");
  await expect.poll(sentence).toBe(typical);

  const discretize = view.getByRole("button", { name: "Discretize" });
  const pixels = () => view.locator(".picture-place canvas").evaluate((canvas) => canvas.toDataURL());
  const smooth = await pixels();
  await discretize.click();
  await expect(discretize).toHaveAttribute("aria-pressed", "true");
  await expect.poll(pixels).not.toBe(smooth);

  const taken = async (form) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      view.getByRole("button", { name: `Picture as ${form}` }).click(),
    ]);
    return [download.suggestedFilename(), readFileSync(await download.path())];
  };
  const [svgName, svg] = await taken("SVG");
  expect(svgName).toBe("titanic-picture.svg");
  expect(svg.toString()).toContain("<image ");
  expect(svg.toString()).toMatch(/href="data:image\/png;base64,[A-Za-z0-9+/]{200}/);
  const [pngName, png] = await taken("PNG");
  expect(pngName).toBe("titanic-picture.png");
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");

  // Over one column it is a curve, which has no surface to take along.
  await workspace.choose("Up", { label: "the prediction" });
  await expect.poll(sentence).toMatch(/ over age, /);
  const [, curve] = await taken("SVG");
  expect(curve.toString()).not.toContain("<image ");
  await expect(workspace.sentences).toHaveCount(0);
});

test("one linear unit: the ends of its line are moved, the loss follows, and undo brings it back", async ({ page }) => {
  await workspace.chooseGallery("Sine", { withNetwork: true });
  await workspace.clearNetwork();
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 5);
  await openPicture();
  await trainToTheEnd();
  const [left, right] = ["Left", "Right"].map((side) => view.getByRole("slider", { name: `${side} end of the line` }));
  const loss = view.getByLabel("Training loss with this line");
  const height = async (end) => Number(await end.getAttribute("aria-valuenow"));
  const [first, second, own] = [await height(left), await height(right), await loss.textContent()];
  await left.press("ArrowUp");
  await expect.poll(() => height(left)).toBeGreaterThan(first);
  await expect(left).toHaveAttribute("aria-valuetext", /^y -?[\d.]+ at x -?[\d.]+$/);
  expect(await height(right)).toBeCloseTo(second, 4);
  await expect(loss).not.toHaveText(own);
  const raised = await height(left);
  const box = await right.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 50, { steps: 6 });
  // The end stays below the pointer.
  await expect.poll(async () => Math.abs((await right.boundingBox()).y + box.height / 2 - (y - 50))).toBeLessThan(2);
  await page.mouse.up();
  await expect.poll(() => height(right)).toBeGreaterThan(second);
  expect(await height(left)).toBeCloseTo(raised, 4);
  const undo = view.getByRole("button", { name: "Undo weight" });
  await undo.click();
  await expect.poll(() => height(right)).toBeCloseTo(second, 4);
  await undo.click();
  await expect.poll(() => height(left)).toBeCloseTo(first, 4);
  await expect(loss).toHaveText(own);
  await expect(undo).toBeDisabled();
  // Training moves the line by itself, and nobody takes its ends meanwhile.
  await workspace.button("Reset").click();
  await workspace.fill("Epochs", 100_000);
  await workspace.train();
  await expect(view).toContainText("While it trains, the line moves by itself");
  await expect(left).toHaveCount(0);
});

test("what is missing is said, and where one looks back the picture is that of the epoch", async ({ page }) => {
  await openPicture();
  await expect(view).toContainText("Press Train: what the network says of every place appears here.");
  await workspace.chooseGallery("Circles", { withNetwork: true });
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Epochs", 30);
  await trainToTheEnd();
  const end = await surfaceAtRest();
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("3");
  await expect.poll(drawnEpoch).toBe(3);
  const early = await surfaceAtRest();
  expect(early).not.toBe(end);
  await workspace.button("Back to the end").click();
  await expect.poll(drawnEpoch).toBe(30);
  expect(await surfaceAtRest()).toBe(end);
  await page.reload();
  await workspace.ready();
  await openPicture();
  await expect(view).toContainText("not kept over a reload");
  await workspace.train();
  await expect.poll(() => plot.count()).toBe(1);
});

test("a line goes to least squares mini-batch by mini-batch", async () => {
  await workspace.chooseGallery("Line", { withNetwork: true });
  await workspace.fill("Epochs", 60);
  await workspace.nextEpoch();
  await openPicture();
  const button = (name) => view.getByRole("button", { name, exact: true });
  const batch = view.getByLabel("Batch", { exact: true });
  await button("Batches").click();
  await expect(batch).toHaveText(/^Batch 22, in epoch 1: 14 rows, those in full colour\.$/);
  // From the very first on.
  await button("Back to the first").click();
  await expect(batch).toHaveText("No batch is taken yet.");
  await expect(view).toContainText("what came after is forgotten");
  await button("Next batch").click();
  await expect(batch).toHaveText(/^Batch 1, in epoch 1: 16 rows/);
  await button("Next batch").click();
  await expect(batch).toHaveText(/^Batch 2, in epoch 1: 16 rows/);
  await expect(workspace.output("Epoch")).toHaveText("0");
  await button("Play slowly").click();
  await expect(batch).toHaveText(/^Batch 4, /);
  await button("Play slowly").click();
  const losses = view.getByRole("region", { name: "Loss by batch" });
  await expect(losses).toContainText(/Each batch, measured before its step; the last one's loss is \d/);
  const weights = view.getByRole("list", { name: "Weights" });
  await expect(weights.getByRole("listitem")).toHaveText([/^w \(x\) [\d.]+ \(least squares [\d.]+\)$/, /^b -?[\d.]+ \(least squares [\d.]+\)$/]);

  await expect(workspace.button("Resume")).toBeEnabled();
  await workspace.button("Resume").click();
  await workspace.finished();
  await expect(button("Next batch")).toBeDisabled();
  await expect(losses).toContainText(/One batch in \d+ is drawn/);
  await expect(async () => {
    for (const text of await weights.getByRole("listitem").allTextContents()) {
      const [weight, goal] = text.match(/ ([\d.]+) \(least squares ([\d.]+)\)/).slice(1).map(Number);
      expect(Math.abs(weight - goal)).toBeLessThan(0.02 * goal);
    }
  }).toPass();
  // Another column across, or two of them, has no batches to show.
  await button("Batches").click();
  await expect(losses).toBeHidden();
});

test("another set after points were set shows nothing of the one before", async ({ page }) => {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await workspace.fill("Epochs", 20);
  await workspace.train();
  await workspace.finished();
  await openPicture();
  await choosePointTool("add B");
  const box = await plot.boundingBox();
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.4 * box.height);
  await workspace.finished();
  await workspace.chooseGallery("Line", { withNetwork: true });
  await expect(view).toContainText("Press Train");
  await workspace.button("Train").click();
  await workspace.finished();
  await expect.poll(sentence).toMatch(/^The predicted y over x, with the weights of epoch/);
  expect(errors).toEqual([]);
});
