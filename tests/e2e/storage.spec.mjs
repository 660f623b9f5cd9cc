// Nothing is lost: undo says what it undoes and outlives a reload, several experiments are
// kept side by side, and a browser that refuses only forgets.
import { expect, test } from "@playwright/test";
import { dataset } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
});

const list = () => workspace.dialog("Experiments");
const entry = (name) =>
  list()
    .getByRole("listitem")
    .filter({ has: workspace.page.getByRole("button", { name, exact: true }) });

async function openList() {
  await workspace.button("Experiments").click();
  await expect(list()).toBeVisible();
}

const undoes = (what) => expect(workspace.button("Undo")).toHaveAttribute("title", `Undo: ${what}`);
const title = (name) => expect(workspace.page.locator(".title strong")).toHaveText(name);

/** Waits until the database has it: a reload never needs to, a closed tab may. */
async function kept(page, name) {
  const names = () =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const open = indexedDB.open("descent");
          open.onerror = reject;
          open.onsuccess = () => {
            const all = open.result.transaction("experiments").objectStore("experiments").getAll();
            all.onsuccess = () => {
              open.result.close();
              resolve(all.result.map((bytes) => new TextDecoder().decode(bytes)));
            };
          };
        }),
    );
  await expect.poll(async () => (await names()).some((record) => record.includes(name))).toBe(true);
}

test("undo says what it undoes, and all of it is back after a reload", async ({ page }) => {
  await workspace.open();
  await workspace.clearNetwork();
  await workspace.button("Add Dropout").click();
  await undoes("Dropout added");
  await workspace.fill("Rate", 0.3);
  await expect(workspace.button("Undo")).toHaveAttribute("title", /^Undo: Dropout rate 0\.\d+ to 0\.3$/);
  await workspace.choose("Optimizer", "SGD");
  await expect(workspace.button("Undo")).toHaveAttribute("title", /^Undo: Optimizer .* to SGD$/);
  await workspace.field("Early stopping").click();
  await expect(workspace.button("Undo")).toHaveAttribute("title", /^Undo: Early stopping (on|off)$/);
  await workspace.button("Undo").click();
  await expect(page.getByText(/^Undone: Early stopping (on|off)$/)).toBeAttached();
  const before = await workspace.picture();

  await page.reload();
  await workspace.ready();
  expect(await workspace.picture()).toEqual(before);
  await expect(workspace.blocks.first()).toHaveAttribute("aria-pressed", "true");
  await expect(workspace.button("Undo")).toHaveAttribute("title", /^Undo: Optimizer .* to SGD$/);
  await expect(workspace.button("Redo")).toHaveAttribute("title", /^Redo: Early stopping (on|off)$/);
  await workspace.button("Undo").click();
  await workspace.button("Undo").click();
  await undoes("Dropout added");
  await page.reload();
  await workspace.ready();
  for (let back = 0; back < 3; back += 1) await workspace.button("Redo").click();
  await expect(workspace.button("Redo")).toBeDisabled();
  await expect(workspace.field("Optimizer")).toHaveValue("SGD");
});

test("a closed tab is found again at the next visit, with its undo and its curves", async ({ page, context }) => {
  await workspace.open();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  const figures = await workspace.finished();
  await workspace.fill("Seed", 77);
  await workspace.button("Experiments").click();
  await expect(entry(await page.locator(".title strong").textContent())).toHaveCount(1);
  await page.close();

  workspace = new Workspace(await context.newPage());
  await workspace.open();
  await expect(workspace.field("Seed")).toHaveValue("77");
  await expect(workspace.button("Undo")).toHaveAttribute("title", /^Undo: Seed \d+ to 77$/);
  expect(await workspace.figures()).toEqual(figures);
});

test("two experiments with files of the same name: switched, renamed, copied, deleted, had back", async ({ page }) => {
  await workspace.open();
  const csv = (factor) => `x,y\n${Array.from({ length: 40 }, (_, i) => `${i},${i * factor + 0.5}`).join("\n")}\n`;
  await workspace.uploadText("mine.csv", csv(2));
  await title("mine");
  await expect(workspace.column("y")).toContainText("78.5");
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();

  await openList();
  await entry("mine").getByRole("button", { name: "Rename" }).click();
  await workspace.field("Name").fill("First");
  await workspace.field("Name").press("Enter");
  await expect(entry("First")).toHaveCount(1);
  await workspace.button("New experiment").click();
  await title("New experiment");
  await workspace.ready();
  await expect(workspace.output("Epoch")).toHaveText("0");
  await workspace.uploadText("mine.csv", csv(3));
  await expect(workspace.column("y")).toContainText(/11[78]/);

  await openList();
  await expect(entry("First")).toContainText("mine.csv · ");
  await entry("First").getByRole("button", { name: "First", exact: true }).click();
  await title("First");
  await workspace.ready();
  await expect(workspace.column("y")).toContainText("78.5");
  await expect(workspace.output("Epoch")).toHaveText("2");
  await undoes("Title mine to First");
  await page.reload();
  await workspace.ready();
  await title("First");
  await expect(workspace.column("y")).toContainText("78.5");

  await openList();
  await entry("First").getByRole("button", { name: "Duplicate" }).click();
  await expect(entry("First (copy)")).toHaveCount(1);
  await expect(list().locator("[aria-current=true]")).toHaveText("First");
  await entry("First").getByRole("button", { name: "Delete" }).click();
  await expect(entry("First")).toHaveCount(0);
  await expect(list().locator("[aria-current=true]")).not.toHaveText("First");
  await list().getByRole("button", { name: "Undo delete" }).click();
  await expect(list().locator("[aria-current=true]")).toHaveText("First");
  await entry("First (copy)").getByRole("button", { name: "First (copy)", exact: true }).click();
  await title("First (copy)");
  await workspace.ready();
  await expect(workspace.column("y")).toContainText("78.5");
  await expect(page.locator(".notice")).toHaveCount(0);
});

test("opening another experiment stops a run and keeps it", async () => {
  await workspace.open();
  await workspace.fill("Epochs", 5000);
  await workspace.field("Early stopping").setChecked(false);
  const first = await workspace.page.locator(".title strong").textContent();
  await workspace.train();
  await workspace.reached(3);
  await openList();
  await workspace.button("New experiment").click();
  await title("New experiment");
  await workspace.ready();
  await expect(workspace.output("Epoch")).toHaveText("0");
  await openList();
  await entry(first).getByRole("button", { name: first, exact: true }).click();
  await title(first);
  await workspace.ready();
  expect(await workspace.figure("Epoch")).toBeGreaterThanOrEqual(3);
});

test("two tabs do not take each other's experiment", async ({ page, context }) => {
  await workspace.open();
  await workspace.fill("Seed", 1111);
  await kept(page, "·");
  const other = new Workspace(await context.newPage());
  await other.open();
  await expect(other.field("Seed")).toHaveValue("1111");
  await other.fill("Seed", 2222);
  await workspace.fill("Seed", 3333);
  await other.button("Experiments").click();
  await expect(other.dialog("Experiments").getByRole("listitem")).toHaveCount(2);
  await expect(other.dialog("Experiments").locator("[aria-current=true]")).toHaveCount(1);
  await page.reload();
  await workspace.ready();
  await expect(workspace.field("Seed")).toHaveValue("3333");
  await other.page.reload();
  await other.ready();
  await expect(other.field("Seed")).toHaveValue("2222");

  // What another tab has open is not opened twice.
  await other.button("Experiments").click();
  await other.dialog("Experiments").locator("[aria-current]:not([aria-current=true]), .experiment:not(.is-open) .experiment-open").click();
  await other.saysOnly(/is open in another tab/);
  await expect(other.field("Seed")).toHaveValue("2222");

  // One that is deleted makes room for one that no tab has.
  await other.button("Experiments").click();
  const copies = other.dialog("Experiments").getByRole("listitem");
  await copies.and(other.page.locator(".is-open")).getByRole("button", { name: "Delete" }).click();
  await expect(other.page.locator(".title strong")).toHaveText("New experiment");
  await other.ready();
  await expect(copies).toHaveCount(2);
});

test("a browser that refuses says so once and goes on", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await workspace.open();
  await workspace.saysOnly(/does not let the page keep anything/);
  await workspace.fill("Seed", 4242);
  await workspace.upload(dataset("iris"));
  await workspace.ready();
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  await openList();
  await expect(list()).toContainText("does not let the page keep experiments");
  await workspace.close();
  await workspace.chooseGallery("Iris");
  await workspace.fill("Seed", 4243);
  await page.reload();
  await workspace.ready();
  await expect(workspace.field("Seed")).toHaveValue("4243");
  await expect(workspace.sentences).toHaveCount(0);
});

test("a browser without room says so once and goes on", async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await workspace.open();
  await workspace.fill("Seed", 4242);
  await workspace.saysOnly(/no room left to keep this experiment/);
  await workspace.button("Dismiss").click();
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  await page.reload();
  await workspace.ready();
  await expect(workspace.field("Seed")).toHaveValue("4242");
  await expect(workspace.output("Epoch")).toHaveText("2");
});
