// Shows that the page holds at twice its size, on small screens and with long words, that
// no wrong theme is ever painted, and that a user's own colours and rest are kept to.
import { expect, test } from "@playwright/test";
import { coversNothing, cutsNothing, fitsItsWidth } from "./barriers.mjs";
import { Workspace } from "./page.mjs";
import { leave, longNames, view } from "./views.mjs";

const [light, dark] = ["rgb(245, 246, 248)", "rgb(15, 20, 26)"];

async function holds(page, name) {
  await fitsItsWidth(page, name);
  await cutsNothing(page, name);
  await coversNothing(page, name);
}

for (const [screen, viewport, deviceScaleFactor] of [
  ["a laptop at 200 %", { width: 720, height: 450 }, 2],
  ["a small laptop", { width: 1024, height: 768 }, 1],
  ["a small phone", { width: 360, height: 740 }, 2],
]) {
  test.describe(screen, () => {
    test.use({ viewport, deviceScaleFactor });

    test("nothing is cut, nothing overlaps, and all controls are reached", async ({ page }) => {
      test.setTimeout(120_000);
      const workspace = new Workspace(page);
      await workspace.open();
      await holds(page, "first visit");
      for (const name of ["inspector of Dense", "inspector of BatchNorm", "a finished run", "advice on the network, and why"]) {
        if (name.startsWith("advice")) await workspace.denseOnly(8, 16);
        await view(name)(workspace);
        await leave(workspace);
        await holds(page, name);
      }
      await workspace.data.scrollIntoViewIfNeeded();
      await holds(page, "data");
      await workspace.training.scrollIntoViewIfNeeded();
      await holds(page, "training");
      for (const name of ["Templates", "Explain, large", "Gallery", "How the file was read", "a column of numbers", "one experiment"]) {
        await leave(workspace);
        await view(name)(workspace);
        await holds(page, name);
      }
    });
  });
}

for (const [width, height, rests, selected] of [
  [1440, 900, 390, 370],
  [1280, 720, 310, 300],
  [1024, 600, 260, 250],
  [390, 844, 180, 180],
]) {
  test(`the curves are the largest thing at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const workspace = new Workspace(page);
    await workspace.open();
    await workspace.fill("Epochs", 40);
    await page.keyboard.press("Escape");
    await workspace.train();
    await workspace.finished();
    expect.soft(await workspace.plotHeight(), "after a run").toBeGreaterThanOrEqual(rests);
    await workspace.blocks.first().click();
    await expect(workspace.field("Units")).toBeVisible();
    expect.soft(await workspace.plotHeight(), "with a block selected").toBeGreaterThanOrEqual(selected);
    // Nor does a chain that is longer than its place take anything from them.
    for (let block = 0; block < 6; block += 1) await workspace.button("Add Dense").click();
    expect.soft(await workspace.plotHeight(), "with a long chain").toBeGreaterThanOrEqual(selected - 15);
    if (width > 1000) {
      const seen = await page.locator("#curves").boundingBox();
      expect.soft(seen.y + seen.height, "all of it on the screen").toBeLessThanOrEqual(height);
      expect.soft(await page.evaluate(() => document.documentElement.scrollHeight), "no scrolling").toBe(height);
    }
    await holds(page, `a run and a block at ${width} by ${height}`);
  });
}

test("at 1280 by 720 Train stays on the screen with More and View open", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.fill("Epochs", 5);
  await page.keyboard.press("Escape");
  await workspace.train();
  await workspace.finished();
  await workspace.blocks.first().click();
  await workspace.disclose("More", workspace.network);
  await workspace.disclose("More");
  await workspace.button("View").click();
  await expect(workspace.button("Train")).toBeInViewport({ ratio: 1 });
  expect(await workspace.plotHeight()).toBeGreaterThanOrEqual(200);
});

test("at 1280 by 720 the verdict and the first suggestion are seen as a run ends", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.chooseGallery("Sonar", { withNetwork: true });
  await workspace.denseOnly(256, 256);
  await workspace.fill("Epochs", 100);
  for (const stops of [false, true]) {
    await workspace.field("Early stopping").setChecked(stops);
    await workspace.train();
    await workspace.finished();
    const coach = workspace.training.getByRole("group", { name: "Coach" });
    await expect(coach.locator(".coach-verdict")).toBeInViewport({ ratio: 1 });
    await expect(coach.getByRole("button").first()).toBeInViewport({ ratio: 1 });
    // For the lecture, too, and with curves as high.
    await workspace.button("Present").click();
    await expect(coach).toBeHidden();
    await workspace.button("Reveal validation").click();
    await expect(coach.locator(".coach-verdict")).toBeInViewport({ ratio: 1 });
    await expect(coach.getByRole("button").first()).toBeInViewport({ ratio: 1 });
    expect(await workspace.plotHeight()).toBeGreaterThanOrEqual(300);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }]) {
  test(`long words at ${viewport.width}: what is cut says the whole elsewhere`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const workspace = new Workspace(page);
    await workspace.open();
    await workspace.uploadText("Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungsergebnisse.csv", longNames);
    await expect(workspace.output("Rows")).toHaveText("60 rows · 3 columns");
    await holds(page, "workspace");
    await workspace.data.scrollIntoViewIfNeeded();
    await holds(page, "data");
    for (const name of ["a column with a long name", "Explain, small", "twelve experiments", "a deleted experiment"]) {
      await leave(workspace);
      await view(name)(workspace);
      await holds(page, name);
    }
  });
}

for (const [stored, colorScheme, ground] of [["dark", "light", dark], ["light", "dark", light], [null, "dark", dark]]) {
  test(`no frame in another theme: ${stored ?? "nothing"} stored, the system ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.addInitScript((stored) => {
      if (stored) localStorage.setItem("descent.theme", stored);
      window.grounds = [];
      const look = () => {
        // Before there is a body nothing is painted.
        if (document.body) window.grounds.push(getComputedStyle(document.body).backgroundColor);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, stored);
    await new Workspace(page).open();
    const grounds = await page.evaluate(() => window.grounds);
    expect(grounds.length).toBeGreaterThan(2);
    expect([...new Set(grounds)]).toEqual([ground]);
    // The browser's own parts, such as scroll bars, follow.
    const scheme = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(scheme).toBe(stored ?? "light dark");
  });
}

test("with a user's own colours, what is chosen and where the focus is can still be told", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.button("Add Dense").click();
  await workspace.layers.evaluate(() => document.activeElement.blur());
  const outline = (locator) => locator.evaluate((element) => getComputedStyle(element).outlineStyle);
  for (const [chosen, other] of [
    [workspace.blocks.last(), workspace.blocks.first()],
    [page.getByRole("tab", { selected: true }), page.getByRole("tab", { selected: false }).first()],
  ]) {
    expect(await outline(chosen)).toBe("solid");
    expect(await outline(other)).toBe("none");
  }
  await workspace.tabTo(workspace.button("Train"));
  expect(await outline(workspace.button("Train"))).toBe("solid");
});

test("with reduced motion nothing moves by itself", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.lift(workspace.button("Add Dropout"), workspace.blocks.first());
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
          const longest = Math.max(...transitionDuration.split(",").map(parseFloat));
          return longest > 0.001 || (animationName !== "none" && parseFloat(animationDuration) > 0.001);
        })
        .map((element) => element.className),
    );
  expect(await moving()).toEqual([]);
  await page.mouse.up();
  await expect(workspace.blocks).toHaveCount(2);
  expect(await moving()).toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
