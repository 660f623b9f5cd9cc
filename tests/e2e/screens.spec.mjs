// Shows that the page keeps its form on every screen: what is painted first, the hint,
// themes, sheets. Barriers: every_view.spec.mjs.
import { expect, test } from "@playwright/test";
import { fitsItsWidth } from "./barriers.mjs";
import { Workspace } from "./page.mjs";

for (const [width, height] of [[360, 640], [390, 844], [1024, 768], [1280, 720], [1440, 900]]) {
  test(`nothing scrolls sideways at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const workspace = new Workspace(page);
    await workspace.open();
    await fitsItsWidth(page, "first visit");
    // The chain is the widest thing; it scrolls in itself.
    for (let block = 0; block < 8; block += 1) await workspace.button("Add BatchNorm").click();
    await workspace.fill("Epochs", 5);
    await workspace.train();
    await workspace.finished();
    await fitsItsWidth(page, "a long chain and a run");
    for (const name of ["Data", "Network", "Learning curves", "Training"]) {
      const region = workspace.region(name);
      await region.scrollIntoViewIfNeeded();
      const box = await region.boundingBox();
      expect.soft(box.x, `${name} begins on the screen`).toBeGreaterThanOrEqual(0);
      expect.soft(box.x + box.width, `${name} ends on the screen`).toBeLessThanOrEqual(width);
    }
    for (const dialog of ["Gallery", "View rows"]) {
      await workspace.button(dialog).click();
      await fitsItsWidth(page, dialog);
      const box = await page.getByRole("dialog").boundingBox();
      expect.soft(box.x).toBeGreaterThanOrEqual(0);
      expect.soft(box.x + box.width).toBeLessThanOrEqual(width);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
  });
}

test("the theme is light, dark or as the system has it, and is remembered", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [light, dark] = ["rgb(245, 246, 248)", "rgb(15, 20, 26)"];
  await expect.poll(ground).toBe(light);
  const choose = async (theme) => {
    await workspace.button("Theme and language").click();
    await workspace.button(theme).click();
    await expect(page.locator(":popover-open")).toHaveCount(0);
  };
  await choose("Dark");
  await expect.poll(ground).toBe(dark);
  await page.reload();
  await workspace.ready();
  await expect.poll(ground).toBe(dark);
  await choose("Light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground).toBe(light);
  await choose("As the system");
  await expect.poll(ground).toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(ground).toBe(light);
});

test("the canvas has a pixel for every pixel of a sharp screen", async ({ browser }) => {
  const context = await browser.newContext({ deviceScaleFactor: 2 });
  const workspace = new Workspace(await context.newPage());
  await workspace.open();
  const canvas = workspace.curves.locator("canvas");
  await expect
    .poll(() => canvas.evaluate((canvas) => canvas.width / canvas.getBoundingClientRect().width))
    .toBeCloseTo(2, 1);
  await context.close();
});

test("no request leaves this machine", async ({ page, baseURL }) => {
  const foreign = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(baseURL)) foreign.push(request.url());
  });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await workspace.link();
  expect(foreign).toEqual([]);
});

for (const [width, height] of [[390, 844], [1024, 768], [1280, 720], [1440, 900]]) {
  test(`what is painted first stands where the page puts it at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    let send;
    const held = new Promise((resolve) => (send = resolve));
    await page.route(/app[^/]*_bg\.wasm/, async (route) => {
      await held;
      await route.continue();
    });
    const places = () =>
      page.evaluate(() =>
        [".top-bar", ".builder", ".curves-panel", ".train", ".data-panel", ".training-panel"].map((place) => {
          const { x, y, width } = document.querySelector(place).getBoundingClientRect();
          return [place, ...[x, y, width].map(Math.round)];
        }),
      );
    await page.goto("./", { waitUntil: "commit" });
    await expect(page.locator("#shell .train")).toBeVisible();
    const shell = await places();
    send();
    await new Workspace(page).ready();
    await expect(page.locator("#shell")).toHaveCount(0);
    const mounted = await places();
    mounted.forEach(([place, ...at], index) => {
      at.forEach((value, side) => expect.soft(Math.abs(value - shell[index][side + 1]), `${place} ${shell[index]} ${at}`).toBeLessThanOrEqual(8));
    });
    expect(await page.evaluate(() => window.shifted)).toBeLessThan(0.01);
  });
}

/** What the hint lies over that has something to say. */
const covered = (page) =>
  page.evaluate(() => {
    const hint = document.querySelector("#hint")?.getBoundingClientRect();
    if (!hint?.width) return [];
    const chart = document.querySelector(".chart-empty") ? [] : [...document.querySelectorAll("#curves")];
    const said = document.querySelectorAll(".legend > *, .tab, .status-line, .pace-line, .figure, .block, .chip, .view, .transport .button, .cursor-box");
    return [...chart, ...said]
      .filter((one) => {
        if (one.closest("#hint") || !one.checkVisibility() || !one.textContent.trim() && one.id !== "curves") return false;
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return left < hint.right && right > hint.left && top < hint.bottom && bottom > hint.top;
      })
      .map((one) => `${one.className || one.id} ${one.textContent}`);
  });

for (const [width, height] of [[390, 844], [1024, 600], [1280, 720], [1440, 900]]) {
  test(`no step of the hint covers anything at ${width} by ${height}, in Present either`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const workspace = new Workspace(page);
    await workspace.open();
    const hint = page.getByRole("complementary", { name: "First steps" });
    const looked = async (step) => {
      expect.soft(await covered(page), step).toEqual([]);
      if (width < 641) return;
      await workspace.button("Present").click();
      await expect(hint).toBeHidden();
      await page.keyboard.press("Escape");
      await expect(workspace.button("Present")).toHaveAttribute("aria-pressed", "false");
    };
    await expect(hint).toBeVisible();
    await looked("before the first run");
    await workspace.fill("Epochs", 3);
    await page.keyboard.press("Escape");
    await workspace.train();
    await workspace.finished();
    await expect(hint).toContainText("Change a block");
    await expect(hint).toBeVisible();
    await looked("after it");
    // That step is done with a block chosen.
    await workspace.blocks.first().click();
    await expect(hint).toBeHidden();
    await workspace.fill("Units", 32);
    await workspace.train();
    await workspace.finished();
    // On the lowest screen there is no room for it.
    if (height > 660) await expect(hint).toContainText("Watch validation part");
    await expect(hint).toBeVisible({ visible: height > 660 });
    await looked("after the second run");
    await workspace.fill("Units", 33);
    await workspace.train();
    await expect(hint).toHaveCount(0);
  });
}

test("the hint goes on with each Train, hides nothing that is pressed, and never comes back", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const hint = page.getByRole("complementary", { name: "First steps" });
  await expect(hint.getByRole("listitem").filter({ visible: true })).toHaveText([/^Press Train/, /^Change a block/, /^Watch validation part/]);
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  await expect(hint.getByRole("listitem").filter({ visible: true })).toHaveText([/^Change a block/]);
  await page.reload();
  await workspace.ready();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await expect(hint.getByRole("listitem").filter({ visible: true })).toHaveText([/^Watch validation part/]);
  await page.reload();
  await workspace.ready();
  await expect(hint).toHaveCount(0);
});

test("the hint goes on with a run that is begun by Next epoch, not with each epoch", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const steps = page.getByRole("complementary", { name: "First steps" }).getByRole("listitem").filter({ visible: true });
  for (const _ of ["the first", "the second"]) {
    await workspace.nextEpoch();
    await expect(steps).toHaveText([/^Change a block/]);
  }
});

test("the hint is closed for good", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.button("Got it").click();
  await expect(workspace.curves).toContainText("Press Train: training and validation loss appear here");
  await page.reload();
  await workspace.ready();
  await expect(page.getByRole("complementary")).toHaveCount(0);
});

test.describe("with a finger on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("data and training are sheets over the curves, and Train stays in reach", async ({ page }) => {
    const workspace = new Workspace(page);
    await workspace.open();
    await expect(workspace.data).toBeHidden();
    await workspace.button("Data").tap();
    await expect(workspace.data).toBeVisible();
    await expect(workspace.button("Done")).toBeFocused();
    await workspace.button("Training").tap();
    await expect(workspace.data).toBeHidden();
    await expect(workspace.training).toBeVisible();
    await page.getByLabel("Epochs", { exact: true }).fill("2");
    await page.getByRole("button", { name: "Done" }).tap();
    await expect(workspace.training).toBeHidden();
    await expect(workspace.button("Training")).toBeFocused();
    // Train shows the curves.
    await workspace.button("Training").tap();
    await workspace.button("Train").tap();
    await expect(workspace.training).toBeHidden();
    await workspace.finished();
    await workspace.button("Data").tap();
    await page.keyboard.press("Escape");
    await expect(workspace.data).toBeHidden();
    // Where there is room again, it is a panel again.
    await workspace.button("Data").tap();
    await page.setViewportSize({ width: 1024, height: 768 });
    await expect(page.locator(":popover-open")).toHaveCount(0);
    await expect(workspace.data).toBeVisible();
  });
});
