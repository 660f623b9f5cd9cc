// A run that a reload or a dead worker interrupts goes on where it was kept, to the numbers
// of a run that was never interrupted.
import { expect, test } from "@playwright/test";
import { dataset, rows } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
// Each trains in the browser, again after the break, and once more without one.
test.describe.configure({ timeout: 120_000 });

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
});

/** What the database keeps for runs to go on from: key, and epochs behind it. With `bytes`
 * in place of what is there. */
const stored = (page, bytes) =>
  page.evaluate(
    (bytes) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open("descent");
        open.onerror = reject;
        open.onsuccess = () => {
          const transaction = open.result.transaction("checkpoints", "readwrite");
          const store = transaction.objectStore("checkpoints");
          const found = [];
          store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            found.push([cursor.key, cursor.value[0]]);
            if (bytes) cursor.update([cursor.value[0], new Blob([Uint8Array.from(bytes)])]);
            cursor.continue();
          };
          transaction.oncomplete = () => {
            open.result.close();
            resolve(found);
          };
        };
      }),
    bytes,
  );

/** Waits until a run that is so far is kept. */
const isKept = (page, epoch = 1) =>
  expect.poll(async () => (await stored(page)).filter(([, behind]) => behind >= epoch).length).toBe(1);

/** A run that does not end by itself, on a fast machine either. */
async function longRun(epochs = 5000) {
  await workspace.denseOnly(128, 128);
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").uncheck();
  await workspace.train();
}

/** A run that rests, with all that it has kept. */
async function restingRun(epochs) {
  await longRun(epochs);
  await workspace.reached(2);
  await workspace.button("Pause").click();
  await expect.poll(() => workspace.changes("Epoch", 200)).toBe(0);
  const reached = await workspace.figure("Epoch");
  await isKept(workspace.page, reached);
  return reached;
}

/** A run under way that was kept as it rested for a moment. */
async function keptRun() {
  await longRun();
  await workspace.reached(2);
  await workspace.button("Pause").click();
  await workspace.button("Resume").click();
  await workspace.reached((await workspace.figure("Epoch")) + 1);
}

/** Goes on, to the numbers of the same experiment without a break. */
async function goesOnAsIfNothingWas() {
  await expect(workspace.button("Train")).toHaveCount(0);
  const broken = await workspace.figure("Epoch");
  await workspace.button("Go on").click();
  await expect(workspace.button("Pause")).toBeVisible();
  await expect(workspace.sentences).toHaveCount(0);
  await workspace.reached(broken + 10);
  await workspace.button("Pause").click();
  await expect.poll(() => workspace.changes("Epoch", 200)).toBe(0);
  await expect(workspace.sentences).toHaveCount(0);
  const history = await workspace.history();
  await workspace.fill("Epochs", rows(history).length);
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(history);
}

for (const name of [undefined, "concrete"]) {
  test(`a reload in the middle, and Go on: ${name ?? "a set of the Gallery"}`, async ({ page }) => {
    const file = name && dataset(name);
    await workspace.open();
    if (file) {
      await workspace.upload(file);
      await expect(workspace.output("Rows")).toHaveText("1,030 rows · 9 columns");
    }
    if (file) await keptRun();
    // Every two seconds.
    else await longRun();
    await isKept(page);
    await page.reload();
    await workspace.saysOnly(/reloaded while training, after epoch \d+\. .*Go on continues from epoch \d+, to the same/);
    await expect(workspace.verdict).toHaveText(/^Interrupted after epoch \d+; Go on continues from epoch \d+\.$/);
    await workspace.hasCurves();
    await goesOnAsIfNothingWas();
  });
}

test("nothing is kept of a run that is over", async ({ page }) => {
  await workspace.open();
  await restingRun(400);
  await workspace.button("Resume").click();
  await workspace.finished();
  await expect.poll(() => stored(page)).toEqual([]);
  await page.reload();
  await workspace.ready();
  await expect(workspace.button("Train")).toBeEnabled();
});

test("a worker killed in the middle, and Go on", async ({ page }) => {
  await page.clock.install();
  await workspace.open();
  await keptRun();
  await isKept(page);
  await workspace.killWorker(page.workers()[0]);
  await workspace.saysOnly(/worker stopped unexpectedly after epoch \d+ and was replaced.*Go on continues from epoch \d+/, 30_000);
  await goesOnAsIfNothingWas();
});

test("where nothing can be kept a dead worker's run still goes on", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await page.clock.install();
  await workspace.open();
  await workspace.saysOnly(/does not let the page keep anything/);
  await keptRun();
  await workspace.killWorker(page.workers()[0]);
  await workspace.saysOnly(/Go on continues from epoch \d+/, 30_000);
  await goesOnAsIfNothingWas();

  await page.reload();
  await workspace.ready();
  await expect(workspace.button("Train")).toBeEnabled();
});

test("a worker that stopped while nothing trained is replaced once a view asks it", async ({ page }) => {
  await page.clock.install();
  await workspace.open();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  const view = page.getByRole("tabpanel", { name: "Predictions" });
  await expect(view).toContainText(/validation rows, with the weights of epoch/);
  const [worker] = page.workers();
  const closed = worker.waitForEvent("close");
  worker.evaluate(() => self.close()).catch(() => {});
  await closed;
  await view.getByRole("radio", { name: "Training" }).check();
  await page.clock.fastForward(5_000);
  await page.clock.fastForward(13_000);
  await expect(view).toContainText("a worker that stopped: Train or Go on brings back");
  await workspace.ready();
});

test("a worker that stopped under an export is replaced, and the export comes from the next", async ({ page }) => {
  await page.clock.install();
  await workspace.open();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  const askForReport = async (fill = async () => {}) => {
    await workspace.button("Export").click();
    await workspace.button("Report (HTML)").click();
    await fill();
    await workspace.button("Download report").click();
  };
  const [worker] = page.workers();
  const closed = worker.waitForEvent("close");
  worker.evaluate(() => self.close()).catch(() => {});
  await closed;
  const dialog = workspace.dialog("Report");
  await askForReport(() => dialog.getByLabel("What I found").fill("It learns."));
  await expect(dialog.getByRole("status")).toHaveText("The report is being written…");
  await page.clock.fastForward(5_000);
  await page.clock.fastForward(50_000);
  await expect(dialog.getByRole("status")).toHaveText("The report is being written…");
  await page.clock.fastForward(12_000);
  await workspace.says(/worker stopped unexpectedly after epoch 3 and was replaced.*Train runs the same experiment again/);
  await expect(dialog).toBeHidden();
  await workspace.ready();
  await workspace.train();
  await workspace.finished();
  const download = page.waitForEvent("download");
  await askForReport();
  expect((await download).suggestedFilename()).toMatch(/-report\.html$/);
  // What was written for it is still there.
  await expect(dialog.getByLabel("What I found")).toHaveValue("It learns.");
});

test("a paused run goes on epoch by epoch, and Reset begins anew", async ({ page }) => {
  await workspace.open();
  const reached = await restingRun();
  await page.reload();
  await workspace.saysOnly(new RegExp(`reloaded while a run was paused, after epoch ${reached}\\.`));
  await expect(workspace.button("Go on")).toBeEnabled();
  const before = await workspace.history();
  // What is said once is not said again.
  await page.reload();
  await expect(workspace.button("Go on")).toBeEnabled();
  await expect(workspace.sentences).toHaveCount(0);

  await workspace.nextEpoch();
  await workspace.nextEpoch();
  await expect(workspace.output("Epoch")).toHaveText(String(reached + 2));
  await expect(workspace.button("Resume")).toBeVisible();
  const stepped = await workspace.history();
  expect(stepped.startsWith(before)).toBe(true);
  await isKept(page, reached + 2);

  await workspace.button("Reset").click();
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(workspace.output("Epoch")).toHaveText("0");
  await expect.poll(() => stored(page)).toEqual([]);
  await workspace.fill("Epochs", reached + 2);
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(stepped);
});

test("what is kept of a run and damaged is refused, and the curves stay", async ({ page }) => {
  await workspace.open();
  const reached = await restingRun();
  const history = await workspace.history();
  await stored(page, [1, 2, 3]);
  await page.reload();
  await expect(workspace.button("Go on")).toBeEnabled();
  await workspace.button("Go on").click();
  await workspace.saysOnly(/^What was kept of the run is damaged; train it again from the start\.$/);
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(workspace.verdict).toHaveText(`Interrupted after epoch ${reached}.`);
  expect(await workspace.history()).toBe(history);
  await workspace.hasCurves();
  await expect.poll(() => stored(page)).toEqual([]);

  await page.reload();
  await workspace.ready();
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(workspace.sentences).toHaveCount(0);
  expect(await workspace.history()).toBe(history);
  await workspace.fill("Epochs", reached);
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(history);
});

test("an edited experiment starts anew, but not for what a run takes in on the way", async ({ page }) => {
  await workspace.open();
  const reached = await restingRun();
  await workspace.fill("Seed", 99);
  await page.reload();
  await workspace.saysOnly(/the experiment has changed since, so Train starts anew/);
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(workspace.verdict).toHaveText(`Interrupted after epoch ${reached}. Changed since: Train starts anew.`);
  await workspace.button("Undo").click();
  await expect(workspace.button("Go on")).toBeEnabled();

  const before = await workspace.history();
  await workspace.fill("Learning rate", 0.00001);
  await expect(workspace.button("Go on")).toBeEnabled();
  await workspace.nextEpoch();
  await expect(workspace.verdict).toHaveText(/Learning rate changed on the way/);
  const history = await workspace.history();
  expect(history.startsWith(before)).toBe(true);
  await isKept(page, reached + 1);

  // Said after a reload too, and still in force.
  await page.reload();
  await expect(workspace.verdict).toHaveText(/Learning rate changed on the way/);
  await expect(workspace.button("Go on")).toBeEnabled();
  expect(await workspace.history()).toBe(history);
});

test("an experiment opened again goes on, and so does its copy", async ({ page }) => {
  await workspace.open();
  const title = page.locator(".title strong");
  const name = await title.textContent();
  const reached = await restingRun();
  const open = (name) => workspace.dialog("Experiments").getByRole("button", { name, exact: true });
  await workspace.button("Experiments").click();
  await workspace.button("New experiment").click();
  await expect(title).toHaveText("New experiment");
  await workspace.ready();
  await expect(workspace.button("Train")).toBeEnabled();

  await workspace.button("Experiments").click();
  await workspace
    .dialog("Experiments")
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name, exact: true }) })
    .getByRole("button", { name: "Duplicate" })
    .click();
  await open(`${name} (copy)`).click();
  await expect(title).toHaveText(`${name} (copy)`);
  await expect(workspace.button("Go on")).toBeEnabled();
  await workspace.nextEpoch();
  await expect(workspace.output("Epoch")).toHaveText(String(reached + 1));
  const stepped = await workspace.history();

  await workspace.button("Experiments").click();
  await open(name).click();
  await expect(title).toHaveText(name);
  await expect(workspace.output("Epoch")).toHaveText(String(reached));
  await workspace.nextEpoch();
  expect(await workspace.history()).toBe(stepped);
});
