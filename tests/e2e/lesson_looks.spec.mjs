// A lesson beside the workspace as it is seen: what opens is in sight, and nothing is cut.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

const panel = (page) => page.getByRole("region", { name: "Lessons", exact: true });
const button = (page, name) => panel(page).getByRole("button", { name, exact: true });
const boxOf = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

const SIZES = [[1920, 1080], [1440, 900], [1280, 720], [1024, 768], [800, 900], [390, 844]];

async function open(page, lesson) {
  const workspace = new Workspace(page);
  await page.goto(`./#lesson=${lesson}`);
  await workspace.ready();
  await expect(page.locator(".lesson-head")).toBeVisible();
  return workspace;
}

/** All of it is on the screen, inside the panel, and under nothing that stays. */
async function seenWhole(page, locator) {
  await expect(locator).toBeInViewport({ ratio: 0.99 });
  await expect
    .poll(() =>
      locator.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return [top + 2, bottom - 2].every((y) => element.contains(document.elementFromPoint((left + right) / 2, y)));
      }),
    )
    .toBe(true);
}

for (const [width, height] of SIZES) {
  test(`head, formulas and buttons of a lesson have their room at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "neuron");
    const fits = async () => {
      const heights = await panel(page).locator(".lesson-bar > :visible").evaluateAll((all) =>
        all.map((one) => Math.round(one.getBoundingClientRect().top + one.getBoundingClientRect().height / 2)),
      );
      expect.soft(Math.max(...heights) - Math.min(...heights), "the head is one row").toBeLessThanOrEqual(3);
      const cut = await page.locator(".lesson-formula").evaluateAll((all) => all.some((one) => one.scrollWidth > one.clientWidth));
      expect.soft(cut, "no formula is cut").toBe(false);
      const feet = await panel(page).locator("footer .button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      expect.soft(new Set(feet).size, "the foot is one row").toBe(1);
    };
    await fits();
    await button(page, "Next").click();
    await button(page, "Next").click();
    await expect(page.locator(".lesson-head")).toHaveText("More inputs");
    await fits();
    // In longer words, too.
    await panel(page).locator("footer .button").evaluateAll((all) => {
      ["Zurück", "Tipp", "In Keras", "Weiter"].forEach((word, at) => (all[at].textContent = word));
    });
    await fits();
  });

  test(`what a step of a lesson opens is in sight at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "two-classes");
    await panel(page).getByRole("radio").nth(1).check();
    const task = page.locator(".lesson-tasks > li").first();
    const [text, show] = [await boxOf(task.locator(".task-text")), await boxOf(task.getByRole("button"))];
    expect(show.top).toBeGreaterThanOrEqual(text.bottom - 1);
    await button(page, "Show me").click();
    const seen = page.locator(".lesson-outcome");
    await expect(seen).toBeVisible({ timeout: 30_000 });
    await seenWhole(page, seen.getByText("What you saw"));
    const picture = await boxOf(seen.locator("svg"));
    expect(picture.width).toBeLessThanOrEqual(420);
    const letters = await seen.locator("svg text").evaluateAll((all) =>
      all.map((one) => {
        const size = Number(one.getAttribute("font-size"));
        return size * one.getScreenCTM().a;
      }),
    );
    expect(Math.min(...letters)).toBeGreaterThanOrEqual(9);
    await button(page, "Hint").click();
    await seenWhole(page, page.locator(".lesson-hint"));
    await button(page, "In Keras").click();
    await expect(page.locator(".lesson-code")).toBeInViewport();
    const wide = await page.locator(".lesson-code").evaluate((code) => code.scrollWidth - code.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await button(page, "Copy").click();
    await expect(panel(page).getByText("Copied.")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("model.fit(");
    expect(copied.trim()).toBe((await page.locator(".lesson-code").textContent()).trim());
    // The next step begins with its head, and the bar above it.
    await button(page, "Next").click();
    await expect(page.locator(".lesson-head")).not.toHaveText("From a number to a probability");
    await seenWhole(page, page.locator(".lesson-head"));
    await seenWhole(page, page.locator(".lesson-bar"));
  });
}

for (const [width, height] of [[1280, 720], [1280, 900], [1024, 768]]) {
  test(`the transport beside a lesson cuts nothing at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const workspace = await open(page, "overfitting");
    await expect(workspace.field("Epochs")).toHaveValue("1000");
    await workspace.field("Early stopping").check();
    await workspace.train();
    await expect(workspace.verdict).toContainText("weights restored", { timeout: 40_000 });
    const room = (selector) => page.locator(selector).evaluate((one) => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]);
    expect(await room(".progress-text > span")).toEqual([0, 0]);
    expect(await room(".status-line")).toEqual([0, 0]);
    const [line, edge] = [await boxOf(page.locator(".status-line")), await boxOf(page.locator(".curves-panel"))];
    expect(edge.bottom - line.bottom).toBeGreaterThanOrEqual(4);
  });
}

test("lessons whose code cannot be fetched are one box where the panel would be", async ({ page }) => {
  const workspace = new Workspace(page);
  await page.route("**/*_in_lessons.wasm", (route) => route.abort());
  await workspace.open();
  const before = await boxOf(workspace.curves);
  await page.getByRole("button", { name: "Lessons", exact: true }).click();
  const said = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(said).toBeVisible();
  const [box, curves] = [await boxOf(page.locator(".not-loaded")), await boxOf(workspace.curves)];
  expect(box.left).toBeLessThan(20);
  expect(box.right).toBeLessThan(curves.left);
  expect(curves.width).toBeGreaterThan(before.width - 40);
  await page.unroute("**/*_in_lessons.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(button(page, /^1\. /)).toBeVisible();
  await expect(page.locator(".not-loaded")).toHaveCount(0);
});

test("an empty chart names its figure and lies over no curve", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const empty = page.locator(".chart-empty");
  await expect(empty).toContainText("validation loss appear");
  const metric = workspace.curves.getByRole("tab").nth(1);
  const name = (await metric.textContent()).trim();
  await metric.click();
  await expect(empty).toContainText(new RegExp(`validation ${name} appear`, "i"));
  await expect(empty).not.toContainText("loss");
  await expect(empty).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
});

test("what a disclosure holds is in sight as it opens", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 620 });
  const workspace = new Workspace(page);
  await workspace.open();
  for (const [name, region] of [["More", workspace.training], ["Split and preparation", workspace.data]]) {
    const disclosure = workspace.disclosure(name, region);
    await disclosure.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(disclosure).toHaveAttribute("open");
    const fields = disclosure.locator(".more-fields > *");
    await expect(fields.first()).toBeInViewport({ ratio: 1 });
    const [edge, inside] = [await boxOf(region), await boxOf(disclosure)];
    // All of it, or as much from its beginning as there is room for.
    expect(Math.min(edge.bottom - inside.bottom, 0)).toBeGreaterThanOrEqual(Math.min(0, edge.top + 2 - inside.top));
  }
});

test("a block of one unit says so", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.denseOnly(1);
  await expect(workspace.blocks.first()).toContainText("1 unit ·");
  await workspace.fill("Units", 2);
  await expect(workspace.blocks.first()).toContainText("2 units ·");
});
