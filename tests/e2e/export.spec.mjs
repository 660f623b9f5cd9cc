// Shows that runs are taken away with their names: as a picture of a slide's size, as a
// table in a file, and as a table to be pasted.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace;

/** What an entry of the Export menu downloads. */
async function exported(page, entry) {
  await workspace.button("Export").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: entry, exact: true }).click();
  return readFileSync(await (await download).path());
}

test("two runs are taken away as a picture and as tables", async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
  await workspace.fill("Epochs", 12);
  await workspace.train();
  await workspace.finished();
  const alone = String(await exported(page, "History (CSV)")).trim().split("\n");
  expect(alone[0]).toBe("epoch,loss,val_loss,mean_absolute_error,val_mean_absolute_error,logged_loss");
  expect(alone).toHaveLength(13);

  await workspace.button("Add Dropout").click();
  await workspace.train();
  await workspace.finished();
  await workspace.training.getByRole("checkbox", { name: /^Show run 1/ }).check();

  const svg = String(await exported(page, "Curves (SVG)"));
  expect(svg).toContain('<svg width="1280" height="720"');
  for (const words of ["Red wine quality: loss", "Epoch", "run 1 · baseline", "run 2 · dropout 0.2: training", "run 2 · dropout 0.2: validation"]) {
    expect(svg).toContain(words);
  }
  expect(svg).not.toContain("NaN");

  const png = await exported(page, "Curves (PNG)");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  // IHDR: width and height.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2560, 1440]);
  // A blank picture of that size would be a few kilobytes.
  expect(png.length).toBeGreaterThan(40_000);

  const csv = String(await exported(page, "History (CSV)")).trim().split("\n");
  expect(csv[0]).toBe("run,epoch,loss,val_loss,mean_absolute_error,val_mean_absolute_error,logged_loss");
  expect(csv.filter((row) => row.startsWith("run 1 · baseline,"))).toEqual(alone.slice(1).map((row) => `run 1 · baseline,${row}`));
  expect(csv).toHaveLength(25);

  await workspace.button("Export").click();
  await page.getByRole("button", { name: "Copy history as a table" }).click();
  await workspace.saysOnly(/figures are copied as a table/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim().split("\n").map((row) => row.split("\t").length)).toEqual(Array(25).fill(7));
});

test("an exported experiment opens from its file, and a link from what is pasted", async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
  await workspace.blocks.first().click();
  await workspace.fill("Units", 7);
  await workspace.fill("Learning rate", 0.02);
  const json = String(await exported(page, "Experiment (JSON)"));
  await workspace.button("Share link").click();
  await workspace.button("Copy link").click();
  await workspace.saysOnly(/^Link copied/);
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const opened = async (open) => {
    await page.goto("./#");
    await workspace.fill("Learning rate", 0.5);
    // What is pasted into a field is the field's.
    await workspace.field("Learning rate").blur();
    await open();
    await expect(workspace.field("Learning rate")).toHaveValue("0.02");
    await expect(workspace.blocks.first()).toContainText("7 units");
    await workspace.button("Undo").click();
    await expect(workspace.field("Learning rate")).toHaveValue("0.5");
  };
  await opened(() => workspace.upload({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(json) }));
  await opened(() => workspace.drop("mine.json", json));
  await opened(() => workspace.paste(json));
  await opened(() => workspace.paste(link));
  await opened(() => workspace.paste(`> Look at ${link}, it overfits.\n> Bye`));

  await workspace.upload({ name: "half.json", mimeType: "application/json", buffer: Buffer.from(json.slice(0, -30)) });
  await workspace.saysOnly(/^This JSON is not a whole experiment, so nothing was changed/);
  await workspace.upload({ name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"a": 1}') });
  await workspace.saysOnly(/JSON/);
  await expect(workspace.field("Learning rate")).toHaveValue("0.5");
});
