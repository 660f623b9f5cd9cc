// Shows that what is on the page about a table is true: its rows, what the network gets of
// them, how they are dealt out, and what is wrong with them.
import { expect, test } from "@playwright/test";
import { dataset } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const lines = (head, count, line) => [head, ...Array.from({ length: count }, (_, row) => line(row)), ""].join("\n");
/** Some number that goes with nothing. */
const noise = (row, seed = 7919) => ((row * seed) % 1009) / 10;
const inputs = () => workspace.layers.getByRole("listitem").first();
const disclose = () => workspace.disclose("Split and preparation", workspace.data);

/** The text of a column's cell in the row with this label. */
async function cell(label, column) {
  await expect(workspace.row(label).first()).toBeVisible();
  const names = await workspace.dialog("Rows").getByRole("columnheader").allTextContents();
  return workspace.row(label).nth(names.indexOf(column) - 1).textContent();
}

/** The labels of all rows of the open grid, in order. */
async function labels() {
  const grid = workspace.dialog("Rows").getByRole("table");
  const total = Number(await grid.getAttribute("aria-rowcount")) - 1;
  const found = [];
  while (found.length < total) {
    await workspace.scrollTo(found.length);
    const next = grid.locator(`[aria-rowindex="${found.length + 2}"]`);
    await expect(next).toBeAttached();
    const seen = await grid.locator(".rows-body").evaluate((body) =>
      [...body.querySelectorAll('[role="row"]')].map((row) => [
        Number(row.getAttribute("aria-rowindex")) - 2,
        row.querySelector('[role="rowheader"]').textContent,
      ]),
    );
    for (const [at, label] of seen) found[at] = label;
  }
  return found;
}

/** The numbers of the rows of a part, of all the labels. */
const part = (all, name) =>
  all.filter((label) => label.startsWith(`${name} `)).map((label) => Number(label.split(" ")[1].replaceAll(",", "")));

for (const rows of [200_000, 400_000]) {
  test(`${rows / 1000},000 rows scroll to the last one`, async ({ page }) => {
    await workspace.uploadText("many.csv", lines("a,b,y", rows, (row) => `${row % 97},${row % 89},${row % 13}`));
    await expect(workspace.output("Rows")).toHaveText(`${rows / 1000},000 rows · 3 columns`);
    const grid = await workspace.openRows();
    await expect(workspace.row("1")).toHaveText(["0", "0", "0"]);
    // Only what is in sight is there.
    expect(await grid.getByRole("row").count()).toBeLessThan(60);
    await grid.evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
    const last = rows - 1;
    const values = [last % 97, last % 89, last % 13].map(String);
    await expect(workspace.row(`${rows / 1000},000`)).toHaveText(values);
    const [box, row] = [await grid.boundingBox(), await workspace.row(`${rows / 1000},000`).first().boundingBox()];
    expect(row.y + row.height, "the last row is not cut").toBeLessThanOrEqual(box.y + box.height + 1);
    expect(row.y).toBeGreaterThan(box.y + box.height / 2);
    // The head stays in sight.
    const head = await page.getByRole("columnheader", { name: "a", exact: true }).boundingBox();
    expect(head.y).toBeGreaterThanOrEqual(box.y - 1);
    expect(head.y).toBeLessThan(box.y + 40);
    // Halfway, by keys.
    await grid.evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
    await expect
      .poll(async () => Number((await grid.getByRole("rowheader").first().textContent()).replaceAll(",", "")))
      .toBeGreaterThan(rows * 0.45);
    await grid.focus();
    await page.keyboard.press("Home");
    await expect(workspace.row("1")).toHaveText(["0", "0", "0"]);
  });
}

test("a hundred columns scroll to the last one", async () => {
  const names = Array.from({ length: 100 }, (_, at) => `c${at}`);
  const text = lines(names.join(","), 40, (row) => names.map((_, at) => noise(row, 13 + at)).join(","));
  await workspace.uploadText("wide.csv", text);
  await expect(workspace.output("Rows")).toHaveText("40 rows · 100 columns");
  const grid = await workspace.openRows();
  expect(await grid.getByRole("columnheader").count()).toBeLessThan(40);
  await grid.evaluate((grid) => (grid.scrollLeft = grid.scrollWidth));
  await expect(grid.getByRole("columnheader", { name: "c99" })).toBeInViewport();
  expect(await cell("3", "c99")).toBe(String(noise(2, 112)));
  // The numbers of the rows stay in sight, each column under its name.
  await expect(grid.getByRole("rowheader", { name: "3", exact: true })).toBeInViewport();
  const [name, value] = [
    await grid.getByRole("columnheader", { name: "c99" }).boundingBox(),
    await workspace.row("3").last().boundingBox(),
  ];
  expect(value.x).toBeCloseTo(name.x, 0);
});

test("what the network gets: parts, scaled values, and a column that is prepared on its own", async () => {
  const settings = workspace.dialog("alcohol");
  await workspace.openRows("As the network gets them");
  await expect(workspace.dialog("Rows")).toContainText("1,599 rows · 12 columns");
  const all = await labels();
  expect(part(all, "train")).toHaveLength(1119);
  expect(part(all, "validate")).toHaveLength(480);
  expect(new Set([...part(all, "train"), ...part(all, "validate")]).size).toBe(1599);
  await workspace.scrollTo(0);
  const scaled = [];
  for (const label of all.slice(0, 12)) scaled.push(Number(await cell(label, "alcohol")));
  // Standardised: about nought, and not one like the other.
  expect(Math.max(...scaled.map(Math.abs))).toBeLessThan(5);
  expect(Math.min(...scaled)).toBeLessThan(0);
  await workspace.button("As read").click();
  const raw = [];
  for (const row of part(all.slice(0, 12), "train")) {
    await workspace.scrollTo(row - 1);
    raw.push(Number(await cell(row.toLocaleString("en"), "alcohol")));
  }
  // Scaling is a line: equal steps stay equal.
  const slope = (scaled[1] - scaled[0]) / (raw[1] - raw[0]);
  scaled.forEach((value, at) => expect(value).toBeCloseTo(scaled[0] + slope * (raw[at] - raw[0]), 2));
  await workspace.close();

  const prepared = async () => {
    await workspace.openRows("As the network gets them");
    const values = [];
    for (const label of all.slice(0, 12)) values.push(Number(await cell(label, "alcohol")));
    await workspace.close();
    return values;
  };
  await workspace.openColumn("alcohol");
  await settings.getByLabel("Scaling", { exact: true }).selectOption("None");
  await workspace.close();
  await expect.poll(prepared).toEqual(raw.map((value) => Number(value.toFixed(4))));

  await workspace.openColumn("alcohol");
  await settings.getByLabel(/^Logarithm/).check();
  await workspace.close();
  await expect.poll(async () => (await prepared())[0]).toBeCloseTo(Math.log1p(raw[0]), 3);
  (await prepared()).forEach((value, at) => expect(value).toBeCloseTo(Math.log1p(raw[at]), 3));

  await workspace.openColumn("alcohol");
  await settings.getByLabel(/^Logarithm/).uncheck();
  await settings.getByLabel("Clip percentile").fill("25");
  await workspace.close();
  // A quarter of the wines has less than 9.5 %, another more than 11.1 %.
  await expect.poll(async () => Math.max(...(await prepared()))).toBeLessThan(11.3);
  expect(Math.min(...(await prepared()))).toBeGreaterThan(9.3);
  await expect.poll(async () => (await workspace.experiment()).data.preparation.columns).toEqual({
    alcohol: expect.objectContaining({ scaling: "none", clip_percent: 25 }),
  });
  await workspace.nextEpoch();
});

test("a column's dialog has its picture against the target", async ({ page }) => {
  await workspace.openColumn("alcohol");
  const figure = workspace.dialog("alcohol").getByRole("figure");
  await expect(figure).toContainText("quality upward");
  await expect(figure.locator("path.dots")).toHaveAttribute("d", /\d/);
  await workspace.close();
  await workspace.chooseGallery("Titanic");
  const text = await workspace.column("sex").textContent();
  expect(text).toContain("2 different");
  await workspace.openColumn("sex");
  await expect(workspace.dialog("sex").getByRole("figure")).toBeVisible();
  await expect(workspace.dialog("sex").getByRole("listitem").filter({ hasText: /^female/ })).toContainText(/\d/);
  await workspace.dialog("sex").getByLabel("Categories", { exact: true }).selectOption("Ordinal");
  const before = await inputs().textContent();
  await page.keyboard.press("Escape");
  expect((await workspace.experiment()).data.preparation.columns.sex.encoding).toBe("ordinal");
  expect(before).toMatch(/features/);
});

test("the parts of a date are so many inputs", async () => {
  const day = (row) => new Date(Date.UTC(2020, 0, 1 + 11 * row)).toISOString().slice(0, 10);
  await workspace.uploadText("days.csv", lines("day,x,y", 120, (row) => `${day(row)},${noise(row)},${noise(row, 31)}`));
  await expect(inputs()).toContainText("2 features");
  await workspace.openColumn("day");
  const box = (name) => workspace.dialog("day").getByLabel(name, { exact: true });
  await expect(box("Days since")).toBeChecked();
  for (const name of ["Year", "Month", "Weekday"]) await box(name).check();
  await workspace.close();
  await expect(inputs()).toContainText("5 features");
  await workspace.openRows("As the network gets them");
  await expect(workspace.dialog("Rows").getByRole("columnheader")).toHaveText([
    "Row", "day.days_since", "day.year", "day.month", "day.weekday", "x", "target",
  ]);
  await workspace.close();
  await workspace.openColumn("day");
  await box("Days since").uncheck();
  await box("Month").uncheck();
  await workspace.close();
  await expect(inputs()).toContainText("3 features");
  await workspace.nextEpoch();
});

test("counts are true before anything trains, and a test part is seen on demand only", async ({ page }) => {
  await workspace.uploadText("parts.csv", lines("a,b,y", 100, (row) => `${noise(row)},${noise(row, 31)},${noise(row, 57)}`));
  await expect(workspace.data).toContainText("70 train · 30 validate");
  await disclose();
  await workspace.choose("Split", "In file order");
  await workspace.fill("Test split", 20);
  await expect(workspace.data).toContainText("50 train · 30 validate · 20 test");
  await expect(workspace.data.locator("summary")).toContainText("2 changed");
  await workspace.openRows("As the network gets them");
  await expect(workspace.dialog("Rows")).toContainText("100 rows");
  const all = await labels();
  const span = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  expect(part(all, "train")).toEqual(span(1, 50));
  expect(part(all, "validate")).toEqual(span(51, 80));
  expect(part(all, "test")).toEqual(span(81, 100));
  await workspace.close();

  await expect(workspace.button("Evaluate on test")).toBeHidden();
  await workspace.fill("Epochs", 4);
  await workspace.train();
  await workspace.finished();
  await expect(workspace.verdict).not.toContainText("test rows");
  await workspace.button("Evaluate on test").click();
  await expect(workspace.curves).toContainText(/On 20 test rows: loss [\d.]+, MAE [\d.]+\./);
  await page.reload();
  await workspace.ready();
  await expect(workspace.data).toContainText("50 train · 30 validate · 20 test");
});

test("grouped rows: no group is in two parts", async () => {
  const text = lines("artist,a,y", 120, (row) => `artist ${Math.floor(row / 10)},${noise(row)},${noise(row, 31)}`);
  await workspace.uploadText("songs.csv", text);
  await expect(workspace.data).toContainText("84 train · 36 validate");
  await disclose();
  await workspace.choose("Split", "Grouped");
  await workspace.choose("Group by", "artist");
  await workspace.fill("Test split", 20);
  await expect(workspace.data).toContainText(/ test$|\d+ test/);
  await workspace.openRows("As the network gets them");
  await expect(workspace.dialog("Rows")).toContainText("120 rows");
  const all = await labels();
  const groups = ["train", "validate", "test"].map((name) => [
    ...new Set(part(all, name).map((row) => Math.floor((row - 1) / 10))),
  ]);
  expect(groups.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  groups.forEach((group) => expect(group.length).toBeGreaterThan(0));
  await workspace.close();
  await workspace.nextEpoch();
  await expect(workspace.sentences).toHaveCount(0);
});

test("classes keep their shares, unless that is not wanted", async () => {
  await workspace.chooseGallery("Iris");
  await expect(workspace.data).toContainText("105 train · 45 validate");
  await disclose();
  await expect(workspace.field("Stratify: every class has its share")).toBeChecked();
  await workspace.choose("Split", "In file order");
  await expect(workspace.field("Stratify: every class has its share")).toBeHidden();
  await workspace.button("Undo").click();
  await workspace.field("Stratify: every class has its share").uncheck();
  expect((await workspace.experiment()).data.split.stratify).toBe(false);
});

test("a column that tells the target is named, and left out with one click", async () => {
  const text = lines("a,copy,b,y", 80, (row) => `${noise(row)},${noise(row, 57)},${noise(row, 31)},${noise(row, 57)}`);
  await workspace.uploadText("leak.csv", text);
  const leak = workspace.warnings.filter({ hasText: /^"copy" tells "y" exactly/ });
  await expect(leak).toHaveCount(1);
  await expect(inputs()).toContainText("3 features");
  await workspace.button("Leave out copy").click();
  await expect(leak).toHaveCount(0);
  await expect(inputs()).toContainText("2 features");
  expect((await workspace.experiment()).data.ignored).toEqual(["copy"]);
  await workspace.button("Undo").click();
  await expect(leak).toHaveCount(1);
  // It is advice: training goes on all the same.
  await workspace.nextEpoch();
});

test("rare classes are named, and weighed with one click", async () => {
  await workspace.chooseGallery("Credit card default");
  const rare = workspace.warnings.filter({ hasText: /^Only \d+ of [\d,]+ training rows are "/ });
  await expect(rare).toHaveCount(1);
  await workspace.button("Weigh classes").click();
  await expect(rare).toHaveCount(0);
  expect((await workspace.experiment()).training.class_weights).toBe("balanced");
  await workspace.button("Undo").click();
  await expect(rare).toHaveCount(1);
});

test("red wine: rows to be measured on that are the same as rows to learn from are counted", async () => {
  await expect(workspace.warnings).toHaveText([/^\d+ of 480 rows to be measured on are the same as rows to learn from/]);
  await workspace.upload(dataset("concrete"));
  await expect(workspace.output("Rows")).toHaveText("1,030 rows · 9 columns");
  await expect(workspace.warnings.filter({ hasText: "of 480" })).toHaveCount(0);
});
