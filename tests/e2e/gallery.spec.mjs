// Shows that every set of the Gallery opens and trains, and that data can be made: by
// shape, by formula and by hand, and are the same wherever their link is opened.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const REAL = [
  "Red wine quality", "US breakfast cereals", "Concrete strength", "Fuel economy", "Bike rentals", "Diabetes",
  "Ionosphere", "Sonar", "Breast tumours", "Titanic", "Credit card default", "Iris", "Palmer penguins",
  "Wine cultivars", "Handwritten digits",
];
const MADE = [
  "Line", "Polynomial", "Sine", "Plane", "Two moons", "Circles", "XOR", "Spirals", "Blobs", "Checkerboard",
];
/** Those that open their dialog at once. */
const BY_HAND = ["Formula", "Painted points"];

const how = () => workspace.page.getByRole("button", { name: /^How it is made: / });
const dialog = () => workspace.dialog("How the data is made");
const pad = () => dialog().getByRole("application");
const dots = () => pad().locator("path.dots").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")).join(" "));

/** Chooses a shape whose dialog opens by itself. */
async function choose(title) {
  await workspace.button("Gallery").click();
  await workspace.page.getByRole("button", { name: new RegExp(`^${title}`) }).click();
  await expect(dialog()).toBeVisible();
  // It gives the focus back as it closes.
  await expect(workspace.dialog("Gallery")).toBeHidden();
}

test("the Gallery has fifteen real sets and twelve made ones, each with a picture", async ({ page }) => {
  await workspace.button("Gallery").click();
  const sets = workspace.dialog("Gallery").locator(".gallery-open");
  await expect(sets).toHaveCount(REAL.length + MADE.length + BY_HAND.length);
  for (const title of [...REAL, ...MADE, ...BY_HAND]) {
    await expect(page.getByRole("button", { name: new RegExp(`^${title}`) })).toHaveCount(1);
  }
  for (const picture of await sets.locator("img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((picture) => picture.complete && picture.naturalWidth)).toBeGreaterThan(0);
  }
  // Where a set comes from stands beside it.
  await page.getByText("Source and licence of Iris").click();
  await expect(workspace.dialog("Gallery")).toContainText(/Fisher/);
});

for (const [which, titles] of [
  ["the first real sets", REAL.slice(0, 5)],
  ["the next real sets", REAL.slice(5, 10)],
  ["the last real sets", REAL.slice(10)],
  ["the first made sets", MADE.slice(0, 5)],
  ["the last made sets", MADE.slice(5)],
]) {
  test(`${which} open with their network and train`, async ({ page }) => {
    for (const title of titles) {
      await test.step(title, async () => {
        await workspace.chooseGallery(title, { withNetwork: true });
        await expect(workspace.data).toContainText(/[\d,]+ train · [\d,]+ validate/);
        await workspace.nextEpoch();
        expect(Number.isFinite(await workspace.figure("Training loss"))).toBe(true);
        await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
        await expect(workspace.sentences).toHaveCount(0);
      });
    }
  });
}

test("the set that is open can be chosen again for its network", async () => {
  await workspace.chooseGallery("Iris", { withNetwork: true });
  const own = await workspace.blocks.allTextContents();
  await workspace.clearNetwork();
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await expect.poll(() => workspace.blocks.allTextContents()).toEqual(own);
  await workspace.clearNetwork();
  await workspace.chooseGallery("Iris");
  await expect(workspace.blocks).toHaveCount(0);
});

test("a set that cannot be fetched says so, and is fetched again with one click", async ({ page }) => {
  await page.route(/sonar\.csv/, (route) => route.abort());
  await workspace.button("Gallery").click();
  await page.getByRole("button", { name: /^Sonar/ }).click();
  await workspace.saysOnly(/^The Gallery's sonar\.csv could not be fetched \(.*\)\. Is there a connection\?$/);
  // What was there stays.
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await page.unroute(/sonar\.csv/);
  await page.route(/sonar\.csv/, (route) => route.fulfill({ status: 503 }));
  await workspace.button("Try again").click();
  await workspace.saysOnly(/could not be fetched \(status 503\)/);
  await page.unroute(/sonar\.csv/);
  await workspace.button("Try again").click();
  await expect(workspace.output("Rows")).toHaveText("208 rows · 61 columns");
  await expect(workspace.sentences).toHaveCount(0);
});

test("a set brings its network along, or not", async () => {
  await workspace.denseOnly(7, 5);
  await workspace.fill("Learning rate", 0.5);
  await workspace.chooseGallery("Iris");
  await expect(workspace.blocks).toHaveText([/7 units/, /5 units/]);
  await expect(workspace.field("Learning rate")).toHaveValue("0.5");
  await workspace.button("Undo").click();
  await workspace.ready();
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await expect(workspace.blocks.filter({ hasText: "7 units" })).toHaveCount(0);
  await expect(workspace.field("Learning rate")).not.toHaveValue("0.5");
  // One step of undo: data, network and training come back together.
  await workspace.button("Undo").click();
  await workspace.ready();
  await expect(workspace.blocks).toHaveText([/7 units/, /5 units/]);
  await expect(workspace.field("Learning rate")).toHaveValue("0.5");
});

test("points and noise change what is made, and the picture of it", async () => {
  await workspace.chooseGallery("Sine", { withNetwork: true });
  await expect(workspace.output("Rows")).toHaveText("500 rows · 2 columns");
  await how().click();
  const points = dialog().locator("path.dots").first();
  await expect(points).toHaveAttribute("d", /\d/);
  const first = await points.getAttribute("d");
  await dialog().getByLabel("Noise", { exact: true }).fill("0.4");
  await expect(points).not.toHaveAttribute("d", first);
  const noisy = await points.getAttribute("d");
  await dialog().getByLabel("Seed", { exact: true }).fill("7");
  await expect(points).not.toHaveAttribute("d", noisy);
  await dialog().getByLabel("Points", { exact: true }).fill("120");
  await expect(workspace.output("Rows")).toHaveText("120 rows · 2 columns");
  await dialog().getByLabel("Points", { exact: true }).fill("3");
  await expect(dialog()).toContainText("Points must be");
  await expect(workspace.output("Rows")).toHaveText("120 rows · 2 columns");
  await workspace.close();
  const { source } = (await workspace.experiment()).data;
  expect(source.synthetic).toMatchObject({ rows: 120, noise: 0.4, seed: 7 });
  await workspace.nextEpoch();
  await expect(workspace.sentences).toHaveCount(0);
});

test("a formula of one's own; one that cannot be read gets its sentence, and the last good one stays", async () => {
  await choose("Formula");
  const field = dialog().getByLabel("y =");
  await expect(field).toHaveValue("x * sin(6 * x)");
  await field.fill("x1 * x2 + 1");
  await field.press("Enter");
  await expect(workspace.output("Rows")).toHaveText("500 rows · 3 columns");
  for (const [wrong, sentence] of [
    ["x1 * (x2 + 1", /\S/],
    ["foo(x)", /foo/],
    ["", /\S/],
    ["ln(-1 - x * x)", /\S/],
  ]) {
    await field.fill(wrong);
    await field.press("Enter");
    await expect(dialog().getByRole("alert")).toHaveText(sentence);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue(wrong);
    await expect(workspace.output("Rows")).toHaveText("500 rows · 3 columns");
  }
  // The one in force, typed again.
  await field.fill("x1 * x2 + 1");
  await field.press("Enter");
  await expect(dialog().getByRole("alert")).toHaveText("");
  await expect(field).not.toHaveAttribute("aria-invalid", "true");
  await field.fill("x1 +");
  await field.press("Enter");
  await expect(dialog().getByRole("alert")).toHaveText(/\S/);
  await workspace.close();
  await how().click();
  await expect(field).toHaveValue("x1 * x2 + 1");
  await expect(dialog().getByRole("alert")).toHaveText("");
  await workspace.close();
  await expect(workspace.sentences).toHaveCount(0);
  await workspace.nextEpoch();
});

/** Trains two epochs; the figures, and the link of the experiment. */
async function twoEpochs(workspace) {
  await workspace.nextEpoch();
  await workspace.nextEpoch();
  return [await workspace.figures(), await workspace.history()];
}

async function isTheSameElsewhere(browser) {
  const link = await workspace.link();
  const here = await twoEpochs(workspace);
  const context = await browser.newContext();
  const other = new Workspace(await context.newPage());
  await other.open(link);
  await expect(other.sentences).toHaveCount(0);
  await expect(other.output("Rows")).toHaveText(await workspace.output("Rows").textContent());
  expect(await twoEpochs(other)).toEqual(here);
  await context.close();
}

test("a link of made data opens to the same numbers elsewhere", async ({ browser }) => {
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await how().click();
  await dialog().getByLabel("Noise", { exact: true }).fill("0.25");
  await dialog().getByLabel("Points", { exact: true }).fill("300");
  await expect(workspace.output("Rows")).toHaveText("300 rows · 3 columns");
  await workspace.close();
  await isTheSameElsewhere(browser);
});

test("points painted with the mouse train, are undone stroke by stroke, and travel in the link", async ({ page, browser }) => {
  await choose("Painted points");
  await expect(dialog().getByText("0 points", { exact: true })).toBeVisible();
  const box = await pad().boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  const stroke = async (from, to) => {
    await page.mouse.move(...at(...from));
    await page.mouse.down();
    await page.mouse.move(...at(...to), { steps: 25 });
    // The browser gathers moves until it paints.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.mouse.up();
  };
  await stroke([0.1, 0.2], [0.4, 0.9]);
  await expect(dialog().getByText("0 points", { exact: true })).toBeHidden();
  await workspace.button("B").click();
  await expect(workspace.button("B")).toHaveAttribute("aria-pressed", "true");
  await stroke([0.6, 0.1], [0.9, 0.8]);
  await page.mouse.click(...at(0.95, 0.95));
  await expect(pad().locator("path.dots")).toHaveCount(2);
  const count = async () => Number((await dialog().getByText(/^\d+ points$/).textContent()).split(" ")[0]);
  const painted = await count();
  expect(painted).toBeGreaterThan(8);
  await expect(workspace.output("Rows")).toHaveText(`${painted} rows · 3 columns`);
  await workspace.close();
  await expect(workspace.data).toContainText(/\d+ train · \d+ validate/);
  await expect(workspace.sentences).toHaveCount(0);
  // Points lie where they were set: the last one right at the bottom.
  const { points } = (await workspace.experiment()).data.source.synthetic.shape.painted;
  expect(points.at(-1)[0]).toBeGreaterThan(850);
  expect(points.at(-1)[1]).toBeLessThan(-850);
  expect(points.at(-1)[2]).toBe(1);
  await isTheSameElsewhere(browser);

  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText(`${painted - 1} rows · 3 columns`);
  await how().click();
  expect(await count()).toBe(painted - 1);
  await workspace.button("Clear").click();
  await expect(dialog().getByText("0 points", { exact: true })).toBeVisible();
  await workspace.close();
  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText(`${painted - 1} rows · 3 columns`);
});

test("points set faster than their tables are made are all there, each a step of undo", async ({ page }) => {
  await choose("Painted points");
  const box = await pad().boundingBox();
  for (const place of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    await page.mouse.click(box.x + box.width * place, box.y + box.height * 0.5);
  }
  await expect(dialog().getByText("5 points", { exact: true })).toBeVisible();
  await expect(workspace.output("Rows")).toHaveText("5 rows · 3 columns");
  await workspace.close();
  for (const left of [4, 3, 2]) {
    await workspace.button("Undo").click();
    await expect(workspace.output("Rows")).toHaveText(`${left} rows · 3 columns`);
  }
});

test("points are set by keys", async ({ page }) => {
  await choose("Painted points");
  await pad().focus();
  await page.keyboard.press("Enter");
  await expect(dialog().getByText(/^1 points?$/)).toBeVisible();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(dialog().getByText("2 points", { exact: true })).toBeVisible();
  await workspace.button("B").press("Enter");
  await pad().focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(dialog().getByText("3 points", { exact: true })).toBeVisible();
  await workspace.close();
  const { points } = (await workspace.experiment()).data.source.synthetic.shape.painted;
  expect(points).toEqual([[0, 0, 0], [300, 50, 0], [150, 50, 1]]);
  // Space set a point and did not train.
  await expect(workspace.output("Epoch")).toHaveText("0");
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("points are painted with a finger, and the page does not scroll under it", async ({ page }) => {
    await choose("Painted points");
    await pad().scrollIntoViewIfNeeded();
    const box = await pad().boundingBox();
    const touch = await page.context().newCDPSession(page);
    const send = (type, x, y) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
    await send("touchStart", ...at(0.5, 0.9));
    for (let step = 1; step <= 20; step += 1) await send("touchMove", ...at(0.5, 0.9 - step * 0.04));
    await send("touchEnd");
    await expect(dialog().getByText(/^(1\d|2\d) points$/)).toBeVisible();
    expect((await pad().boundingBox()).y).toBe(box.y);
    expect(await dots()).toMatch(/\d/);
  });
});
