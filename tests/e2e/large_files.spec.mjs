// Shows that a large file is read with a bar and a way out, and that what goes wrong on the
// way loses nothing.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

/** Drops a file that is made in the page, so that none of it lies on the disk: `head`, then
 * `times` times the same lines. Returns at once. */
async function dropMade(name, head, line, lines, times) {
  await workspace.page.evaluate(
    ([name, head, line, lines, times]) => {
      const block = new Blob([line.repeat(lines)]);
      const file = new File([head, ...Array(times).fill(block)], name);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, head, line, lines, times],
  );
}

const SMALL = ["x,y", ...Array.from({ length: 80 }, (_, row) => `${(row * 7919) % 101},${(row * 31) % 97}`)].join("\n");
const LINE = `${Array.from({ length: 30 }, (_, at) => `${at}.25`).join(",")}\n`;
const HEAD = `${Array.from({ length: 30 }, (_, at) => `c${at}`).join(",")}\n`;

test("Cancel in the middle of a large file keeps the table and the run", async ({ page }) => {
  await workspace.fill("Epochs", 30);
  await workspace.train();
  await workspace.finished();
  const [picture, history] = [await workspace.picture(), await workspace.history()];
  // Some 200 MB.
  await dropMade("large.csv", HEAD, LINE, 10_000, 120);
  const bar = page.getByRole("progressbar", { name: "Bytes read" });
  await expect(bar).toBeVisible();
  await expect(workspace.data).toContainText(/\d+ of \d+ MB/);
  await expect(workspace.data).toContainText("large.csv");
  await workspace.button("Cancel").click();
  await expect(bar).toBeHidden();
  await workspace.ready();
  await expect(workspace.sentences).toHaveCount(0);
  expect(await workspace.picture()).toEqual(picture);
  expect(await workspace.history()).toBe(history);
  await workspace.hasCurves();
  // The worker is free for the next one.
  await workspace.uploadText("next.csv", SMALL);
  await expect(workspace.output("Rows")).toHaveText("80 rows · 2 columns");
});

test("60 MB are read while the page answers", async ({ page }) => {
  await page.evaluate(() => {
    window.longTasks = [];
    const note = (list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration));
    new PerformanceObserver(note).observe({ type: "longtask" });
  });
  await dropMade("sixty.csv", HEAD, LINE, 10_000, 36);
  const bar = page.getByRole("progressbar", { name: "Bytes read" });
  await expect.poll(() => bar.evaluate((bar) => bar.value).catch(() => 1)).toBeGreaterThan(0.2);
  // The panel can be used meanwhile.
  await workspace.fill("Epochs", 7);
  await expect(workspace.output("Rows")).toHaveText("360,000 rows · 30 columns", { timeout: 40_000 });
  await expect(bar).toBeHidden();
  await expect(workspace.field("Epochs")).toHaveValue("7");
  // A busy machine may take the processor from us now and then.
  const longTasks = await page.evaluate(() => window.longTasks);
  expect(longTasks.length, `${longTasks}`).toBeLessThanOrEqual(3);
});

test("a table too large for a tab is refused early, and a sample of it offered", async ({ page }) => {
  const picture = await workspace.picture();
  // 20 GB by its size; some MB of memory.
  await dropMade("huge.csv", HEAD, LINE, 10_000, 12_000);
  await workspace.saysOnly(/^The file \(.* GB\) would become a table of about [\d,]+ rows and 30 columns/, 30_000);
  await workspace.ready();
  expect(await workspace.picture()).toEqual(picture);
  await expect(page.getByRole("button", { name: /^Read one row in \d+$/ })).toBeVisible();
});

test("a sample of a file is read, spread over the whole of it", async ({ page }) => {
  const lines = Array.from({ length: 5_000 }, (_, row) => `${row / 2},${(row * 7919) % 101}`);
  await workspace.uploadText("steps.csv", ["a,b", ...lines].join("\n"));
  await expect(workspace.output("Rows")).toHaveText("5,000 rows · 2 columns");
  await workspace.openReading();
  await workspace.fill("Read one row in", 10);
  // Drawn, so that a rhythm of the file is no rhythm of the sample.
  await expect(workspace.output("Rows")).toHaveText(/^(4[3-9]|5[0-6])\d rows · 2 columns$/);
  await workspace.close();
  await workspace.saysOnly(/One row in 10 was read, spread over the 5,?000 rows/);
  await expect(workspace.column("a")).toContainText(/to 24\d\d/);
  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText("5,000 rows · 2 columns");
});

test("two files dropped at once: the second one counts", async ({ page }) => {
  await page.evaluate((small) => {
    for (const [name, text] of [["first.csv", "a,b,c\n1,2,3\n2,3,4\n3,4,5\n4,5,6\n"], ["second.csv", small]]) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, SMALL);
  await expect(workspace.data).toContainText("second.csv");
  await expect(workspace.output("Rows")).toHaveText("80 rows · 2 columns");
  await expect(workspace.column("x")).toBeVisible();
  await workspace.ready();
  await expect(workspace.sentences).toHaveCount(0);
  // The first was never part of the experiment.
  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
});

test("a small file dropped while a large one is read takes its place", async ({ page }) => {
  await dropMade("large.csv", HEAD, LINE, 10_000, 120);
  await expect(page.getByRole("progressbar", { name: "Bytes read" })).toBeVisible();
  await workspace.drop("small.csv", SMALL);
  await expect(workspace.output("Rows")).toHaveText("80 rows · 2 columns");
  await expect(page.getByRole("progressbar", { name: "Bytes read" })).toBeHidden();
  await expect(workspace.data).toContainText("small.csv");
  await expect(workspace.sentences).toHaveCount(0);
});

test("a page reloaded while it reads comes back with the table before", async ({ page }) => {
  await workspace.button("Add Dropout").click();
  await dropMade("large.csv", HEAD, LINE, 10_000, 120);
  await expect(page.getByRole("progressbar", { name: "Bytes read" })).toBeVisible();
  await page.reload();
  await workspace.ready();
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await expect(workspace.blocks).toHaveText([/Dense/, /Dropout/]);
  await expect(workspace.sentences).toHaveCount(0);
});

test("a file that is no table, dropped: one sentence, and nothing is lost", async () => {
  await workspace.fill("Epochs", 30);
  await workspace.train();
  await workspace.finished();
  const picture = await workspace.picture();
  for (const [name, content, sentence] of [
    ["book.xlsx", `PK\x03\x04${" ".repeat(26)}[Content_Types].xml`, /an Excel workbook or another office document, not a CSV/],
    ["photo.png", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), /a picture, not a CSV/],
    ["empty.csv", "", /The file is empty/],
    ["head.csv", "a,b,c\n", /3 column names in line 1 but no rows/],
    ["page.csv", "<!DOCTYPE html><html></html>", /a web page, not a CSV/],
  ]) {
    await test.step(name, async () => {
      await workspace.drop(name, content);
      await workspace.saysOnly(sentence);
      await workspace.ready();
      expect(await workspace.picture()).toEqual(picture);
      await workspace.hasCurves();
    });
  }
});
