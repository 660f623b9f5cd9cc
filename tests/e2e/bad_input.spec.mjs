// Shows that whatever goes wrong gets one clear sentence, and that the network, the
// table and the curves that were on the page are still there.
import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { dataset, encode, headless } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

/** Something worth losing: a changed network and a finished run. Returns a check. */
async function atStake() {
  await workspace.button("Add BatchNorm").click();
  await workspace.fill("Epochs", 6);
  await workspace.train();
  await workspace.finished();
  await workspace.hasCurves();
  const [picture, verdict] = [await workspace.picture(), await workspace.verdict.textContent()];
  return async () => {
    await workspace.ready();
    expect(await workspace.picture()).toEqual(picture);
    await expect(workspace.verdict).toHaveText(verdict);
    await workspace.hasCurves();
  };
}

const rowsOf = (count) => Array.from({ length: count }, (_, row) => `${row},${(row * 7) % 5},${row * 2}`);

test("a file that is no table is refused in one sentence", async ({ page }) => {
  const isKept = await atStake();
  for (const [name, content, sentence] of [
    ["empty.csv", "", /file is empty/],
    ["binary.csv", Buffer.from([0x89, 0x50, 10, 0, 1, 2, 3]), /not a text file \(line 2 holds a zero byte\)/],
    ["book.xlsx", `PK\x03\x04${" ".repeat(26)}[Content_Types].xml`, /Excel workbook.*CSV UTF-8/],
    ["table.zip", "PK\x03\x04 and so on", /a ZIP archive, not a CSV; unpack it/],
    ["pointer.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:01\n", /a Git LFS pointer/],
    ["page.csv", "<!DOCTYPE html>\n<p>a,b</p>\n", /a web page, not a CSV.*"Raw" link/],
    ["data.csv", '[{"a": 1, "b": 2}]', /a JSON document, not a CSV/],
    ["blank.csv", " \n\n", /file is empty/],
    ["head.csv", "a,b,c\n", /3 column names in line 1 but no rows/],
    ["one.csv", "a\n1\n2\n", /Only one column/],
    ["half.csv.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 75, 76]), /damaged or incomplete/],
  ]) {
    await test.step(name, async () => {
      await workspace.uploadText(name, content);
      await workspace.saysOnly(sentence);
      await expect(page.getByRole("alert")).toHaveText(sentence);
      await isKept();
    });
  }
});

test("200 MB that are no text are refused at once", async ({}, testInfo) => {
  const path = testInfo.outputPath("large.csv");
  const file = openSync(path, "w");
  ftruncateSync(file, 200 * 1024 * 1024);
  closeSync(file);
  const isKept = await atStake();
  await workspace.upload(path);
  await workspace.saysOnly(/not a text file \(line 1 holds a zero byte\)/);
  await isKept();
});

test("ragged rows are counted out loud, and the rest trains", async () => {
  await workspace.uploadText("ragged.csv", ["a,b,c", ...rowsOf(60), "1,2", "3,4", "5,6,7,8"].join("\n"));
  const short = workspace.sentences.filter({ hasText: /2 rows had too few fields; .* count as missing \(lines 62 and 63\)/ });
  const long = workspace.sentences.filter({ hasText: /1 row had too many fields and was dropped; .* \(line 64\)/ });
  await expect(short).toHaveCount(1);
  await expect(long).toHaveCount(1);
  await expect(workspace.sentences).toHaveCount(2);
  await expect(workspace.output("Rows")).toHaveText("62 rows · 3 columns");
  await expect(workspace.data).toContainText("2 rows without a target dropped");
  await workspace.fill("Epochs", 5);
  await workspace.train();
  await workspace.finished();
});

test("a target with one value is named, and another one works", async () => {
  await workspace.uploadText("flat.csv", ["a,b,c,flat", ...rowsOf(100).map((row) => `${row},9`)].join("\n"));
  await expect(workspace.data).toContainText("flat.csv");
  await workspace.ready();
  const blocks = await workspace.blocks.allTextContents();
  await workspace.choose("Target", "flat");
  await workspace.saysOnly(/Every row has the same "flat"/);
  await expect(workspace.button("Train")).toBeDisabled();
  await expect(workspace.blocks).toHaveCount(blocks.length);
  await workspace.choose("Target", "c");
  await expect(workspace.sentences).toHaveCount(0);
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
});

test("fewer rows than a batch: a note, and it trains all the same", async () => {
  await workspace.chooseGallery("Iris");
  await workspace.fill("Batch size", 4096);
  const advice = workspace.training.locator(".advice > p");
  await expect(advice).toHaveText(/batch of 4,096 is more than the 105 training rows/i);
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await expect(advice).toHaveText(/batch of 4,096/i);
});

test("too few rows to split", async () => {
  await workspace.uploadText("tiny.csv", "a,b\n1,2\n2,3\n");
  await workspace.saysOnly(/2 rows with a target are too few to split/);
  await expect(workspace.button("Train")).toBeDisabled();
  await workspace.button("Undo").click();
  await workspace.ready();
  await expect(workspace.sentences).toHaveCount(0);
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
});

test("a link cut in half, opened in a new tab", async ({ context }) => {
  const isKept = await atStake();
  const link = await workspace.link();
  const page = await context.newPage();
  const other = new Workspace(page);
  await other.open(link.slice(0, link.indexOf("#") + (link.length - link.indexOf("#")) / 2));
  await other.saysOnly(/incomplete or damaged.*nothing was changed/);
  await expect(page.getByRole("alert")).toHaveCount(1);
  // What was being worked on in this browser, curves included.
  await expect(other.blocks).toHaveText([/Dense/, /BatchNorm/]);
  await page.close();
  await workspace.button("Dismiss").click();
  await isKept();
});

test("a link opens with whatever a mail or a chat hung on to it", async ({ context }) => {
  await workspace.denseOnly(7, 5);
  const link = await workspace.link();
  const half = link.indexOf("#") + 60;
  for (const [way, address] of [
    ["a full stop", `${link}.`],
    ["a parenthesis and a comma", `${link}),`],
    ["an angle bracket", `${link}>`],
    ["quotes", `${link}"`],
    ["fbclid", `${link}&fbclid=IwAR0-x_y`],
    ["utm", `${link}?utm_source=mail`],
    ["utm before it", link.replace("#", "?utm_source=mail#")],
    ["blanks", `${link.slice(0, half)} ${link.slice(half)} `],
    ["line breaks", `${link.slice(0, half)}%0D%0A${link.slice(half)}`],
    ["=20", `${link.slice(0, half)}=20${link.slice(half)}`],
  ]) {
    await test.step(way, async () => {
      const page = await context.newPage();
      const other = new Workspace(page);
      await other.open(address);
      await expect(other.blocks).toHaveText([/7 units/, /5 units/]);
      await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
      await page.close();
    });
  }
});

/** Makes links of the present experiment with changes that the page would not let through. */
async function forge(testInfo) {
  const experiment = JSON.parse(await workspace.exported("Experiment (JSON)"));
  return (change) => {
    const changed = structuredClone(experiment);
    change(changed);
    const path = testInfo.outputPath("absurd.json");
    writeFileSync(path, JSON.stringify(changed));
    return encode(path);
  };
}

const follow = (link) => workspace.page.evaluate((link) => (location.hash = link), link);

test("a link with absurd numbers is refused in one sentence", async ({ page }, testInfo) => {
  const link = await forge(testInfo);
  const isKept = await atStake();
  const layer = (experiment) => experiment.network.layers[0];
  for (const [wrong, sentence] of [
    [link((e) => (layer(e).dense.units = 4_000_000_000)), /Block 1 \(Dense\): Units must be .* not 4,000,000,000/],
    [link((e) => (e.training.epochs = 0)), /Epochs must be .* not 0/],
    [link((e) => (e.training.learning_rate = 1e300)), /Learning rate must be .* not 1e300/],
    [link((e) => (e.network.layers = Array(300).fill(layer(e)))), /The network has 300 blocks; at most 30 fit/],
    [link((e) => (e.network.layers = Array(10_000).fill(layer(e)))), /The network has 10000 blocks; at most 30 fit/],
    [link((e) => (layer(e).dense.kernel_regularizer.l2 = 99)), /Block 1 \(Dense\): L2 must be .* not 99/],
    [link((e) => (e.training.stopping.monitor = "val_auc")), /Early stopping watches the AUC, which is not measured/],
    [link(() => {}).replace(/^v3/, "v9"), /newer version of Descent \(v9\)/],
  ]) {
    await test.step(String(sentence), async () => {
      await follow(wrong);
      await workspace.saysOnly(sentence);
      await expect(page.getByRole("alert")).toHaveCount(1);
      await isKept();
    });
  }
  // The same link, opened cold, says the same.
  await page.reload();
  await workspace.saysOnly(/newer version/);
  await isKept();
});

test("a link whose network is too large says so, and Undo leads back", async ({}, testInfo) => {
  const link = await forge(testInfo);
  const before = await workspace.picture();
  await follow(link((e) => (e.network.layers = Array(30).fill({ dense: { units: 4096, activation: "relu" } }))));
  await workspace.saysOnly(/486,[\d,]+ parameters; at most 20,000,000 fit/);
  await expect(workspace.button("Train")).toBeDisabled();
  await workspace.button("Undo").click();
  await workspace.ready();
  await expect(workspace.sentences).toHaveCount(0);
  expect(await workspace.picture()).toEqual(before);
});

test("a link to a Gallery set that does not exist, and Undo leads back", async ({}, testInfo) => {
  const link = await forge(testInfo);
  await follow(link((e) => (e.data.source.gallery.id = "nowhere")));
  await workspace.saysOnly(/Gallery has no set "nowhere"/);
  await expect(workspace.button("Train")).toBeDisabled();
  await workspace.button("Undo").click();
  await workspace.ready();
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
});

test("a wrong link in the address of an open page changes nothing", async () => {
  const isKept = await atStake();
  await follow("v1.not-a-link");
  await workspace.saysOnly(/incomplete or damaged/);
  await isKept();
  await workspace.button("Dismiss").click();
  await expect(workspace.sentences).toHaveCount(0);
});

test("a good link in the address of an open page is one step of undo", async ({ page }) => {
  const link = await workspace.link();
  await workspace.chooseGallery("Iris");
  await workspace.clearNetwork();
  await workspace.button("Add Activation").click();
  await follow("");
  await follow(link.split("#")[1]);
  await workspace.ready();
  await expect(workspace.blocks).toHaveText([/Dense/]);
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await workspace.button("Undo").click();
  await expect(workspace.blocks).toHaveText([/Activation/]);
  await expect(workspace.output("Rows")).toHaveText("150 rows · 5 columns");
});

test("the worker killed in the middle is replaced, and the run can be had again", async ({ page }) => {
  await page.clock.install();
  await workspace.open();
  await workspace.fill("Epochs", 100_000);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.reached(5);
  await workspace.killWorker(page.workers()[0]);
  await workspace.saysOnly(/worker stopped unexpectedly after epoch \d+ and was replaced/, 30_000);
  await workspace.ready();
  const reached = await workspace.figure("Epoch");
  expect(reached).toBeGreaterThanOrEqual(5);
  await expect(workspace.verdict).toContainText(`Interrupted after epoch ${reached.toLocaleString("en-US")}.`);
  await workspace.hasCurves();
  const kept = await workspace.history();

  await workspace.fill("Epochs", reached);
  await workspace.train();
  await workspace.finished();
  await expect(workspace.sentences).toHaveCount(0);
  expect(await workspace.history()).toBe(kept);
});

test("a page reloaded in the middle of a run says so, and keeps the curves", async ({ page }) => {
  await workspace.button("Add Dropout").click();
  await workspace.fill("Epochs", 10_000);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.reached(5);
  await page.reload();
  await workspace.saysOnly(/reloaded while training, after epoch \d+/);
  await workspace.ready();
  await expect(workspace.blocks).toHaveText([/Dense/, /Dropout/]);
  const reached = await workspace.figure("Epoch");
  expect(reached).toBeGreaterThanOrEqual(5);
  await workspace.hasCurves();
  const kept = await workspace.history();

  // A reload while nothing trains has nothing to say.
  await page.reload();
  await workspace.ready();
  await workspace.hasCurves();
  await expect(workspace.sentences).toHaveCount(0);

  await workspace.fill("Epochs", reached);
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(kept);
});

test("after a reload an uploaded file is back without asking", async ({ page }) => {
  await workspace.upload(dataset("concrete"));
  await expect(workspace.output("Rows")).toHaveText("1,030 rows · 9 columns");
  await workspace.fill("Epochs", 20);
  await workspace.train();
  const figures = await workspace.finished();
  const picture = await workspace.picture();
  await page.reload();
  await workspace.ready();
  await expect(workspace.data).toContainText("concrete.csv");
  expect(await workspace.picture()).toEqual(picture);
  await workspace.hasCurves();
  await expect(workspace.sentences).toHaveCount(0);
  await workspace.train();
  expect(await workspace.finished()).toEqual(figures);
  expect(await workspace.history()).toBe(headless(await workspace.link(), dataset("concrete")));
});

test("a bad file while a run goes on does not end it", async () => {
  await workspace.denseOnly(64, 64);
  await workspace.fill("Epochs", 600);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
  await workspace.reached(1);
  await workspace.uploadText("empty.csv", "");
  await workspace.saysOnly(/empty/);
  await expect(workspace.button("Pause")).toBeVisible();
  expect((await workspace.finished()).epoch).toBe("600");
  expect(await workspace.history()).toBe(headless(await workspace.link()));
});

test("parts of the page that do not come can be fetched again", async ({ page }) => {
  await page.route(/_(in_place|in_dialog|in_view|chunk_\d+)\.wasm$/, (route) => route.abort());
  await workspace.open();
  const again = () => page.getByRole("button", { name: "Try again" });
  await expect(workspace.curves.getByRole("alert")).toContainText("could not be loaded");
  // What is in the first part works: it trains, and nothing is lost.
  await workspace.fill("Epochs", 30);
  await workspace.train();
  await workspace.finished();
  // Opening it asks for its file once more, which is to fail before the way is free.
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("_in_dialog"));
  await workspace.button("Gallery").click();
  await refused;
  await expect(workspace.dialog("Gallery").getByRole("alert")).toContainText("could not be loaded");
  await page.unroute(/_(in_place|in_dialog|in_view|chunk_\d+)\.wasm$/);
  await workspace.dialog("Gallery").getByRole("button", { name: "Try again" }).click();
  await expect(workspace.dialog("Gallery").getByRole("heading", { name: "Real data" })).toBeVisible();
  await workspace.close();
  await expect(again()).toHaveCount(0);
  await workspace.hasCurves();
});
