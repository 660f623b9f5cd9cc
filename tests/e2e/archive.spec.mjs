// An experiment with its runs as one file: saved here, opened in another browser, where it goes
// on; and what pretends to be such a file.
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { hasNoBarriers } from "./barriers.mjs";
import { Workspace } from "./page.mjs";

const TITLE = "Experiment with its runs";
const ENTRY = "Experiment with its runs (.descent.zip)";
const csv = `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${(i * 7) % 11 + 0.5}`).join("\n")}\n`;

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const runs = (w) => w.training.getByRole("region", { name: "Runs" });
const names = (w) => runs(w).locator(".run-name").allTextContents();
const title = (w, name) => expect(w.page.locator(".title strong")).toHaveText(name);

/** Two runs on a file of one's own: the first named and over, the second resting. */
async function twoRuns() {
  await workspace.uploadText("own.csv", csv);
  await title(workspace, "own");
  await workspace.denseOnly(64, 64);
  await workspace.field("Early stopping").uncheck();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await runs(workspace).locator("summary").first().click();
  await runs(workspace).getByRole("button", { name: "Rename" }).click();
  await workspace.page.getByLabel("Name", { exact: true }).fill("the short one");
  await workspace.page.keyboard.press("Enter");
  await workspace.fill("Epochs", 500);
  await workspace.fill("Seed", 7);
  await workspace.button("Next epoch").click();
  await expect(workspace.output("Epoch")).toHaveText("1");
  await workspace.nextEpoch();
  await expect.poll(() => names(workspace)).toHaveLength(2);
}

async function openDialog(w) {
  await w.button("Export").click();
  await w.button(ENTRY).click();
  await expect(w.dialog(TITLE)).toBeVisible();
  await expect(w.page.locator("#export-menu")).toBeHidden();
  await expect(w.dialog(TITLE).getByRole("button", { name: "Save" })).toBeEnabled();
  return w.dialog(TITLE);
}

/** Saves the file, from the open dialog. */
async function saved(w) {
  const download = w.page.waitForEvent("download");
  await w.dialog(TITLE).getByRole("button", { name: "Save" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("own.descent.zip");
  await expect(w.dialog(TITLE)).toBeHidden();
  return readFileSync(await file.path());
}

/** Another browser, which knows nothing of the first. */
async function elsewhere(browser) {
  const context = await browser.newContext();
  const w = new Workspace(await context.newPage());
  await w.open();
  return w;
}

const choose = (w, name, buffer) => w.upload({ name, mimeType: "application/zip", buffer });

test("a file with its data moves to another browser, where the run goes on to the same figures", async ({ browser }) => {
  await twoRuns();
  const dialog = await openDialog(workspace);
  await expect(dialog.getByRole("listitem")).toHaveText([/"own"/, "2 runs with their weights", /asked for own\.csv/]);
  await dialog.getByRole("checkbox", { name: "With the data (own.csv, 1 kB)" }).check();
  await expect(dialog.getByRole("listitem").nth(2)).toHaveText(/leave this machine/);
  await hasNoBarriers(workspace.page, "the dialog with the data");
  const file = await saved(workspace);
  const before = { figures: await workspace.figures(), names: await names(workspace), picture: await workspace.picture() };
  const history = await workspace.history();

  const there = await elsewhere(browser);
  await choose(there, "own.descent.zip", file);
  await title(there, "own");
  await there.ready();
  await expect.poll(() => names(there)).toEqual(before.names);
  expect(await there.figures()).toEqual(before.figures);
  expect(await there.history()).toBe(history);
  await expect(there.button("Go on")).toBeVisible();
  await expect(there.column("y")).toContainText("10.5");
  // The other run is drawn from what came along.
  await runs(there).getByRole("checkbox", { name: /^Show the short one/ }).check();
  await expect(runs(there).locator(".run").filter({ hasText: "the short one" }).getByRole("list", { name: "Changed since" })).toBeVisible();
  await runs(there).getByRole("checkbox", { name: /^Show the short one/ }).uncheck();

  for (const w of [workspace, there]) {
    await w.button("Next epoch").click();
    await expect(w.output("Epoch")).toHaveText("3");
    await expect(w.button("Pause")).toBeHidden();
  }
  expect(await there.history()).toBe(await workspace.history());
  await expect(there.sentences).toHaveCount(0);

  // It is an experiment of the list, beside the one that was there, and kept.
  await there.page.reload();
  await there.ready();
  await expect.poll(() => names(there)).toEqual(before.names);
  await there.button("Experiments").click();
  await expect(there.dialog("Experiments").getByRole("listitem").filter({ hasText: "own" })).toHaveCount(1);
  await there.close();
  // Saved there, it has the weights that came along.
  const again = await openDialog(there);
  await expect(again.getByRole("listitem").nth(1)).toHaveText("2 runs with their weights");
  await there.page.context().close();
});

test("without its data it asks for the file, and then all of it fits", async ({ browser }) => {
  await twoRuns();
  await openDialog(workspace);
  const file = await saved(workspace);
  expect(file.includes("data.csv")).toBe(false);
  const history = await workspace.history();

  const there = await elsewhere(browser);
  await choose(there, "own.descent.zip", file);
  await title(there, "own");
  await expect(there.page.locator(".wanted")).toContainText("own.csv");
  await there.uploadText("own.csv", csv);
  await there.ready();
  expect(await there.history()).toBe(history);
  await there.button("Next epoch").click();
  await expect(there.output("Epoch")).toHaveText("3");
  await workspace.nextEpoch();
  expect(await there.history()).toBe(await workspace.history());
  await there.page.context().close();
});

test("a set of the Gallery goes by its name, and nothing of what was there is lost", async () => {
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  const dialog = await openDialog(workspace);
  await expect(dialog.getByRole("checkbox")).toHaveCount(0);
  await expect(dialog.getByRole("listitem").nth(2)).toHaveText("Red wine quality by its name: every Descent has the set");
  const download = workspace.page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save" }).click();
  const file = readFileSync(await (await download).path());
  const blocks = await workspace.blocks.count();
  await workspace.button("Add Dropout").click();
  await expect(workspace.blocks).toHaveCount(blocks + 1);
  const before = await workspace.picture();

  await workspace.drop("red-wine.descent.zip", file);
  await expect(workspace.blocks).toHaveCount(blocks);
  await workspace.ready();
  await expect(workspace.output("Epoch")).toHaveText("2");
  await workspace.button("Experiments").click();
  const list = workspace.dialog("Experiments").getByRole("listitem");
  await expect(list).toHaveCount(2);
  await list.last().getByRole("button").first().click();
  await expect(workspace.blocks).toHaveCount(blocks + 1);
  await expect.poll(() => workspace.picture()).toEqual(before);
});

/** An archive of deflated entries, with the lengths that one says. */
function zip(entries) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const { name, packed, crc = 0, size } of entries) {
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(bytes.length, 22);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, bytes, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, bytes);
    at += 30 + bytes.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}

test("whatever pretends to be such a file is refused in one sentence, and nothing changes", async ({ page }) => {
  await workspace.button("Add BatchNorm").click();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  const whole = readFileSync(new URL("../fixtures/archive-v1.descent.zip", import.meta.url));
  const zeros = { name: "manifest.json", packed: deflateRawSync(Buffer.alloc(30_000_000)), size: 30_000_000 };
  const later = Buffer.from(whole.toString("latin1").replace('"descent": 1', '"descent": 2'), "latin1");
  const before = await workspace.picture();
  for (const [name, content, sentence] of [
    ["random.descent.zip", Buffer.from(Array.from({ length: 999 }, (_, i) => (i * i * 31) % 251)), /no zip archive/],
    ["broken-off.descent.zip", whole.subarray(0, whole.length - 900), /no zip archive, or its end is missing/],
    ["bomb.descent.zip", zip([zeros]), /unpack to 30 MB out of almost nothing/],
    ["changed.descent.zip", later, /damaged/],
    ["other.zip", zip([{ name: "a.csv", packed: deflateRawSync(Buffer.from("x,y")), size: 3 }]), /a ZIP archive, not a CSV; unpack it/],
  ]) {
    await test.step(name, async () => {
      await choose(workspace, name, content);
      await workspace.saysOnly(sentence);
      await expect(page.getByRole("alert")).toHaveText(sentence);
      await workspace.ready();
      expect(await workspace.picture()).toEqual(before);
    });
  }
});

test("a first version's file opens, and that of a later version says so", async () => {
  const whole = readFileSync(new URL("../fixtures/archive-v1.descent.zip", import.meta.url));
  await choose(workspace, "archive-v1.descent.zip", whole);
  await expect.poll(() => names(workspace)).toHaveLength(2);
  await expect(runs(workspace)).toContainText('Zweiter "Lauf"');
  const manifest = Buffer.from('{"descent": 2, "runs": 0}');
  const later = zip([{ name: "manifest.json", packed: deflateRawSync(manifest), size: manifest.length, crc: crc32(manifest) }]);
  await choose(workspace, "later.descent.zip", later);
  // Beside it stands which file the experiment lacks.
  await expect(workspace.sentences.filter({ hasText: /saved by a later version of Descent \(form 2\)/ })).toHaveCount(1);
});

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test("a browser that keeps nothing opens it for as long as the tab is there", async ({ browser }) => {
  await twoRuns();
  const dialog = await openDialog(workspace);
  await dialog.getByRole("checkbox").check();
  const file = await saved(workspace);
  const all = await names(workspace);

  const context = await browser.newContext();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
  });
  const there = new Workspace(await context.newPage());
  await there.open();
  await there.saysOnly(/lasts as long as this tab/);
  await there.button("Add Dropout").click();
  const before = await there.picture();
  await choose(there, "own.descent.zip", file);
  await title(there, "own");
  await there.ready();
  await expect.poll(() => names(there)).toEqual(all);
  expect(await there.figures()).toEqual(await workspace.figures());
  await expect(there.button("Go on")).toBeVisible();
  await there.button("Next epoch").click();
  await expect(there.output("Epoch")).toHaveText("3");
  await there.button("Undo").click();
  await there.ready();
  expect((await there.picture()).layers).toEqual(before.layers);
  await context.close();
});
