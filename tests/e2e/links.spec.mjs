// Links: what they hold is shown before they are copied, and a small file travels in them.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

const LINES = ["length,width,kind"];
for (let row = 0; row < 90; row++) {
  const kind = row % 3;
  LINES.push(`${(1 + kind * 2 + ((row * 37) % 11) / 10).toFixed(1)},${(4 - kind + ((row * 53) % 13) / 10).toFixed(1)},${["a", "b", "c"][kind]}`);
}
const FILE = LINES.join("\n");

async function withFile(page) {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.uploadText("plants.csv", FILE);
  await expect(workspace.output("Rows")).toHaveText("90 rows · 3 columns");
  await workspace.fill("Epochs", 12);
  return workspace;
}

async function copied(workspace, prepare = async () => {}) {
  await workspace.button("Share link").click();
  const dialog = workspace.dialog("Link to this experiment");
  await prepare(dialog);
  await dialog.getByRole("button", { name: "Copy link", exact: true }).click();
  await expect(dialog).toBeHidden();
  return workspace.page.evaluate(() => navigator.clipboard.readText());
}

/** A browser in which nothing is stored. */
async function elsewhere(browser, link) {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(link);
  return { context, workspace: new Workspace(page) };
}

test("a link with the rows of a small file trains to the same figures in another browser", async ({ page, browser }) => {
  const here = await withFile(page);
  const link = await copied(here, async (dialog) => {
    await expect(dialog.getByLabel("With the rows of the file")).toBeChecked();
    await expect(dialog.getByText("The file plants.csv itself, 90 rows and 3 columns.")).toBeVisible();
    await expect(dialog.getByText(/^Your rows leave this computer/)).toBeVisible();
    await expect(dialog.locator("output")).toHaveText(/^[\d,]+ characters$/);
  });
  await here.saysOnly("Link copied. It holds the whole experiment with your rows.");
  expect(link.split("#")[1].length).toBeLessThanOrEqual(4096);
  expect(page.url()).toBe(link);
  await here.train();
  await expect(here.output("Epoch")).toHaveText("12");

  const { context, workspace } = await elsewhere(browser, link);
  await workspace.ready();
  await expect(workspace.output("Rows")).toHaveText("90 rows · 3 columns");
  await workspace.train();
  await expect(workspace.output("Epoch")).toHaveText("12");
  expect(await workspace.figures()).toEqual(await here.figures());
  // The file has come to stay: it is there without the link.
  await workspace.fill("Epochs", 13);
  await expect.poll(() => workspace.page.url()).not.toContain("#");
  await workspace.page.reload();
  await workspace.ready();
  await expect(workspace.output("Rows")).toHaveText("90 rows · 3 columns");
  await context.close();
});

test("a link with rows leaves the user's own file of that name alone", async ({ page, browser }) => {
  const here = await withFile(page);
  const link = await copied(here, (dialog) =>
    expect(dialog.getByRole("button", { name: "Copy link", exact: true })).toBeFocused());
  const { context, workspace: there } = await elsewhere(browser, new URL("./", link).href);
  await there.ready();
  // Same name, same columns, another number in one of its cells.
  await there.uploadText("plants.csv", FILE.replace(/\d\.\d,/, "9.9,"));
  await there.fill("Epochs", 12);
  const historyOfTraining = async () => {
    await there.train();
    await there.finished();
    return there.history();
  };
  const own = await historyOfTraining();
  await there.page.evaluate((fragment) => { location.hash = fragment; }, link.split("#")[1]);
  await expect(there.data.getByText("link-plants.csv").first()).toBeVisible();
  await there.button("Undo").click();
  await expect(there.data.getByText("link-plants.csv")).toHaveCount(0);
  expect(await historyOfTraining()).toEqual(own);
  await context.close();
});

test("without its rows a link names the file, and says what another one has otherwise", async ({ page, browser }) => {
  const here = await withFile(page);
  const link = await copied(here, async (dialog) => {
    await dialog.getByLabel("With the rows of the file").uncheck();
    await expect(dialog.getByText(/^The name of your file, but not its rows.* plants.csv, with 90 rows and 3 columns/)).toBeVisible();
    await expect(dialog.getByText(/^Your rows leave/)).toHaveCount(0);
  });
  await here.saysOnly(/^Link copied.*but not your rows/);
  expect(link.split("#")[1].length).toBeLessThanOrEqual(200);

  const others = [
    [LINES.slice(0, 61).join("\n"), "It has 60 rows; the link's has 90."],
    [FILE.replace("length,width", "width,length"), "Its columns stand in another order."],
    [FILE.replace(/\d\.\d,/, "9.9,"), "It has the same columns and as many rows, but other values in them."],
    [FILE.replace("width", "breadth"), 'It has no column "width". Its column "breadth" is not in the link\'s.'],
  ];
  for (const [text, difference] of others) {
    const { context, workspace } = await elsewhere(browser, link);
    await expect(workspace.data.getByText(/^This experiment uses plants.csv with 3 columns.* It has 90 rows\.$/)).toBeVisible();
    await workspace.uploadText("plants.csv", text);
    await expect(workspace.page.getByText(`This is not the file that the link was made with, so the figures will be others. ${difference}`)).toBeVisible();
    await context.close();
  }
  // The same table in other marks is the same.
  const { context, workspace } = await elsewhere(browser, link);
  await expect(workspace.data.getByText(/^This experiment uses plants.csv/)).toBeVisible();
  await workspace.uploadText("renamed.csv", FILE.replaceAll("\n", "\r\n"));
  await workspace.ready();
  await expect(workspace.page.getByText(/^This is not the file/)).toHaveCount(0);
  await here.train();
  await workspace.train();
  await expect(workspace.output("Epoch")).toHaveText("12");
  expect(await workspace.figures()).toEqual(await here.figures());
  await context.close();
});

test("what comes with the page travels by name, in a short link", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const link = await copied(workspace, async (dialog) => {
    await expect(dialog.getByText(/^The data by name: .* comes with the page\.$/)).toBeVisible();
    await expect(dialog.getByLabel("With the rows of the file")).toHaveCount(0);
  });
  expect(link.split("#")[1].length).toBeLessThanOrEqual(200);
});

test("a file of a thousand rows is named, not sent", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const rows = Array.from({ length: 1000 }, (_, row) => `${row},${(row * 7919) % 1009},${(row * 31) % 17}`);
  await workspace.uploadText("long.csv", ["a,b,c", ...rows].join("\n"));
  await expect(workspace.output("Rows")).toHaveText("1,000 rows · 3 columns");
  const link = await copied(workspace, async (dialog) => {
    await expect(dialog.getByText(/but not its rows.* long.csv, with 1,000 rows and 3 columns/)).toBeVisible();
    await expect(dialog.getByLabel("With the rows of the file")).toHaveCount(0);
  });
  expect(link.split("#")[1].length).toBeLessThanOrEqual(200);
});
