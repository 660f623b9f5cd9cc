// Shows that the experiment is there as code, follows every edit, and goes with what it reads.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;
const code = () => workspace.page.getByRole("tabpanel", { name: "Script" });
const panel = () => workspace.page.getByRole("region", { name: "Code" });

async function taken(button) {
  const download = workspace.page.waitForEvent("download");
  await panel().getByRole("button", { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The files of a zip whose entries are stored. */
function unzipped(bytes) {
  const files = new Map();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    files.set(bytes.toString("utf8", at + 30, at + 30 + name), bytes.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

test("the script follows every edit, in both libraries", async ({ page }) => {
  await workspace.button("Code").click();
  await expect(code()).toContainText("keras.Sequential(");
  await expect(code()).toContainText('pd.read_csv(');
  await expect(code()).not.toContainText("Dropout");
  await expect(workspace.curves.locator("canvas")).toBeHidden();

  await workspace.button("Add Dropout").click();
  await expect(code()).toContainText("layers.Dropout(0.2)");
  // What has changed is marked, and only that.
  await expect(code().locator(".changed")).toContainText(["Dropout"]);
  await workspace.fill("Learning rate", 0.05);
  await expect(code()).toContainText("learning_rate=0.05");
  await workspace.fill("Validation split", 20);
  await expect(code()).toContainText("20 % of the rows are for validation");
  await workspace.button("Undo").click();
  await expect(code()).toContainText("30 % of the rows are for validation");

  await page.getByRole("tab", { name: "Keras" }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "PyTorch" })).toBeFocused();
  await expect(code()).toContainText("nn.Sequential(");
  await expect(code()).toContainText("nn.Dropout(0.2)");
  await workspace.button("Copy").click();
  await expect(panel().getByRole("status")).toHaveText("Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code().textContent());

  // While it trains, too, and the curves are there when it is closed.
  await workspace.fill("Epochs", 5);
  await workspace.train();
  await expect(code()).toContainText("default=5");
  await panel().getByRole("button", { name: "Close code" }).click();
  await expect(workspace.curves.locator("canvas")).toBeVisible();
  await workspace.finished();
});

test("script and notebook go with the table and the weights that they read", async () => {
  await workspace.button("Code").click();
  await expect(code()).toContainText("keras.Sequential(");
  const script = await taken("Download script");
  expect(script.name).toMatch(/_keras\.zip$/);
  const files = unzipped(script.bytes);
  const [python] = [...files.keys()].filter((name) => name.endsWith(".py"));
  expect(files.get(python).toString()).toBe(await code().textContent());
  expect([...files.keys()]).toEqual(expect.arrayContaining(["weights.npz", "parts.npz"]));
  const table = [...files.keys()].find((name) => name.endsWith(".csv"));
  expect(files.get(python).toString()).toContain(table);

  const notebook = await taken("Download notebook");
  const [name] = [...unzipped(notebook.bytes).keys()].filter((file) => file.endsWith(".ipynb"));
  const { nbformat, cells } = JSON.parse(unzipped(notebook.bytes).get(name));
  expect(nbformat).toBe(4);
  expect(cells.map((cell) => cell.source.join("")).join("\n")).toContain("keras.Sequential(");
});

test("a file of one's own is read as it is written", async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row},5;${row % 3};${(row * 7) % 11},25`);
  await workspace.uploadText("werte.csv", `größe;gruppe;ziel\n${rows.join("\n")}\n`);
  await expect(workspace.page.getByRole("banner")).toContainText("werte");
  await workspace.button("Code").click();
  await expect(code()).toContainText('sep=";"');
  await expect(code()).toContainText('decimal=","');
  const files = unzipped((await taken("Download script")).bytes);
  expect(files.get("werte.csv").toString()).toContain("größe;gruppe;ziel");
});

test("a worker that died takes nothing of it along", async ({ page }) => {
  await workspace.button("Code").click();
  await expect(code()).toContainText("keras.Sequential(");
  await workspace.fill("Epochs", 10_000);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.fill("Batch size", 1);
  await workspace.train();
  await workspace.reached(1);
  page.workers().at(-1).evaluate(() => self.close()).catch(() => {});
  // It is asked, and does not answer any more; who takes its place is asked again.
  await workspace.button("Add Dropout").click();
  await workspace.says(/worker stopped unexpectedly/, 30_000);
  await expect(code()).toContainText("layers.Dropout(0.2)");
});

test("what cannot run has no code, and says why", async () => {
  await workspace.button("Code").click();
  await expect(code()).toContainText("keras.Sequential(");
  await workspace.uploadText("few.csv", "a,b\n1,2\n3,4\n");
  await expect(panel().getByRole("alert")).toContainText("There is no code yet.");
  await expect(panel().getByRole("button", { name: "Download script" })).toBeDisabled();
  await workspace.button("Undo").click();
  await expect(code()).toContainText("keras.Sequential(");
});
