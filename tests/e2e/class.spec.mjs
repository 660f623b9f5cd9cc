// Shows that a link can hide, lock and set a task for a class, and that the page can stand in
// the frame of another.
import { expect, test } from "@playwright/test";
import { fitsItsWidth } from "./barriers.mjs";
import { Workspace } from "./page.mjs";

/** The controls and panels that a user can see, but for those within what `hidden` selects. */
const seen = (page, hidden = "none") =>
  page.evaluate(
    (hidden) =>
      [...document.querySelectorAll("button, input, select, [role=tab], output, .panel")]
        .filter((one) => one.checkVisibility() && !one.matches(".visually-hidden") && !one.closest(hidden))
        .map((one) => [one.tagName, one.className, one.id, one.closest(".panel")?.getAttribute("aria-label")].join(" ")),
    hidden,
  );

async function opened(page, switches) {
  const workspace = new Workspace(page);
  await page.goto("about:blank");
  await page.goto(`./#${switches}`);
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(page.locator(".runs p, .runs li").first()).toBeAttached();
  return workspace;
}

test("hiding one thing changes nothing else", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  for (const [word, selector] of [
    ["data", ".data-panel"],
    ["seed", ".seed-field, .runs-seed"],
    ["palette", ".palette"],
    ["learning-rate", ".field:has(#learning-rate), .field:has(#schedule)"],
    ["runs", ".runs"],
    ["reset", ".reset"],
    ["inside", ".tab:last-child"],
  ]) {
    await opened(page, "");
    const others = await seen(page, selector);
    await opened(page, `&hide=${word}`);
    await expect(page.locator(selector).filter({ visible: true })).toHaveCount(0);
    expect.soft(await seen(page), word).toEqual(others);
    await fitsItsWidth(page, word);
  }
  await opened(page, "&hide=data,training,coach,runs");
  await expect(workspace.network).toBeVisible();
  await expect(page.getByRole("region", { name: "Training" })).toBeHidden();
  const { width } = await workspace.curves.boundingBox();
  expect(width, "the curves have the room").toBeGreaterThan(1350);
});

test("a locked link can be read, trained and not changed, over a reload too", async ({ page }) => {
  const first = new Workspace(page);
  await first.open();
  const link = await first.link();
  const task = "Find the best learning rate: 100 % by hand!";
  const workspace = await opened(page, `${link.split("#")[1]}&lock=seed,network,train,learning-rate&task=${encodeURIComponent(task)}`);
  const tried = async () => {
    await expect(page.getByRole("note", { name: "Task" })).toHaveText(task);
    const before = await workspace.picture();
    await workspace.field("Seed").click({ force: true });
    await workspace.field("Seed").pressSequentially("7");
    await workspace.button("New seed").click({ force: true });
    await workspace.button("Add Dense").click({ force: true });
    await workspace.blocks.first().focus();
    await page.keyboard.press("Delete");
    await page.keyboard.press("Alt+ArrowRight");
    await page.keyboard.press("Control+d");
    await page.locator("body").press(" ");
    await page.getByLabel("Learning rate, slider").or(page.locator(".field:has(#learning-rate) .slider")).first().click({ force: true });
    expect(await workspace.picture()).toEqual(before);
    await expect(workspace.output("Epoch")).toHaveText("0");
  };
  await tried();
  // What is not locked works.
  await workspace.fill("Epochs", 7);
  await page.keyboard.press("Escape");
  await workspace.button("Next epoch").click();
  await expect(workspace.output("Epoch")).toHaveText("1");
  expect(page.url()).toContain("#&lock=");
  await workspace.button("Reset").click();
  await page.reload();
  await expect(workspace.output("Rows")).toContainText("rows ·");
  await expect(workspace.field("Epochs")).toHaveValue("7");
  await tried();
  await page.screenshot({ path: "test-results/stage/locked.png" });
});

test("a link opens on the stage, hides validation, and names what it does not know", async ({ page }) => {
  let workspace = await opened(page, "&present");
  await expect(workspace.button("Present")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Data" })).toBeVisible();
  await expect(workspace.button("Reveal validation")).toHaveCount(0);

  workspace = await opened(page, "&validation=hidden&hide=teacher&fbclid=IwAR0");
  await expect(page.getByRole("status").filter({ hasText: "“teacher”, which this page does not know" })).toBeVisible();
  await workspace.fill("Epochs", 5);
  await page.keyboard.press("Escape");
  await workspace.train();
  await expect(workspace.output("Epoch")).toHaveText("5");
  await expect(workspace.output("Validation loss")).toBeHidden();
  await workspace.button("Reveal validation").click();
  await expect(workspace.output("Validation loss")).toBeVisible();
});

test("the dialog of the link makes one for a class", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.button("Export").click();
  await workspace.button("Link for a class").click();
  const dialog = workspace.dialog("Link to this experiment");
  await dialog.getByLabel("Hide Coach").check();
  await dialog.getByLabel("Lock Seed").check();
  await dialog.getByLabel("Start in Present").check();
  await dialog.getByLabel("Hide validation until it is revealed").check();
  await dialog.getByLabel("Task", { exact: true }).fill("Find it & tell");
  await dialog.getByRole("button", { name: "Copy link for the class" }).click();
  await expect(dialog.getByText("Copied.")).toBeVisible();
  await page.screenshot({ path: "test-results/stage/for-the-class.png" });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/#v3\.[\w-]+&hide=coach&lock=seed&present&validation=hidden&task=Find%20it%20%26%20tell$/);
  await page.goto("about:blank");
  await page.goto(copied);
  await expect(workspace.button("Present")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("note", { name: "Task" })).toHaveText("Find it & tell");
});

test("in a frame of 640 by 480 it fits, and opens the same outside", async ({ page, context, baseURL }) => {
  const outer = new Workspace(page);
  await outer.open();
  const link = await outer.link();
  await page.goto(`${baseURL}bench.html`);
  await page.setContent(`<iframe src="${baseURL}?embed${new URL(link).hash}&hide=coach" width="640" height="480" title="Descent"></iframe>`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("button", { name: "Train", exact: true })).toBeEnabled({ timeout: 30_000 });
  await frame.getByRole("button", { name: "Train", exact: true }).click();
  await expect(frame.getByLabel("Training loss", { exact: true })).toHaveText(/\d/);
  await expect(frame.getByRole("button", { name: "Share link" })).toBeHidden();
  await expect(frame.locator("button.train")).toBeInViewport({ ratio: 1 });
  const inner = page.frames()[1];
  expect(await inner.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([640, 480]);
  const chart = await inner.locator("#curves").boundingBox();
  expect(chart.height).toBeGreaterThanOrEqual(120);
  await page.screenshot({ path: "test-results/stage/embedded.png" });
  const [tab] = await Promise.all([context.waitForEvent("page"), frame.getByRole("link", { name: "Open in Descent" }).click()]);
  const whole = new Workspace(tab);
  await expect(whole.output("Rows")).toContainText("rows ·");
  expect(new URL(tab.url()).search).toBe("");
  await expect(tab.getByRole("banner")).toContainText("Red wine quality");
});
