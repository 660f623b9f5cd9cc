// Shows that the page speaks the browser's language or the one that is chosen, numbers as well
// as words, and that German fits into every view.
import { expect, test } from "@playwright/test";
import { cutsNothing, fitsItsWidth } from "./barriers.mjs";
import { leftInEnglish, sayIn } from "./languages.mjs";
import { Workspace } from "./page.mjs";
import { groups, walk } from "./views.mjs";

const german = sayIn("de");

test.use({ locale: "de-DE" });

/** Opens the menu and chooses; `say` is how the page says it until then. */
async function choose(workspace, language) {
  await workspace.button("Theme and language").click();
  await Promise.all([
    workspace.page.waitForEvent("load"),
    workspace.page.getByRole("button", { name: language, exact: true }).click(),
  ]);
}

test("the browser's language is spoken, another is chosen, and nothing is lost", async ({ page }) => {
  const [inGerman, inEnglish] = [new Workspace(page, german), new Workspace(page)];
  await inGerman.open();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(inGerman.output("Rows")).toHaveText("1.599 Zeilen · 12 Spalten");
  await expect(inGerman.field("Learning rate")).toHaveValue("0,001");
  await inGerman.fill("Learning rate", "0,01");
  await inGerman.fill("Epochs", 30);
  await inGerman.train();
  const figures = await inGerman.finished();
  expect(figures.valLoss).toMatch(/^\d,\d+$/);
  // As everywhere, what programs read has a point.
  expect((await inGerman.experiment()).training.learning_rate).toBe(0.01);
  // A point groups a whole number, and what is too much then is said.
  await inGerman.fill("Batch size", "10.000");
  await inGerman.field("Batch size").blur();
  await expect(inGerman.training.getByRole("alert").filter({ hasText: "10.000" })).toHaveCount(1);
  await inGerman.fill("Batch size", "32");

  await choose(inGerman, "English");
  await inEnglish.ready();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(inEnglish.field("Learning rate")).toHaveValue("0.01");
  const again = await inEnglish.figures();
  expect(again.valLoss).toBe(figures.valLoss.replace(",", "."));
  expect(again.epoch).toBe(figures.epoch);
  await page.reload();
  await inEnglish.ready();

  await choose(inEnglish, "Deutsch");
  await inGerman.ready();
  expect(await inGerman.figures()).toEqual(figures);
  // The one that is spoken is marked, and choosing it again does nothing.
  await inGerman.button("Theme and language").click();
  await expect(page.getByRole("button", { name: "Deutsch" })).toHaveAttribute("aria-pressed", "true");
});

test("nothing that trains is torn apart for a language", async ({ page }) => {
  const workspace = new Workspace(page, german);
  await workspace.open();
  await workspace.fill("Epochs", 10_000);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  await workspace.reached(3);
  await workspace.button("Theme and language").click();
  await workspace.button("English").click();
  await workspace.saysOnly(/Gerade wird trainiert/);
  await expect(workspace.button("Pause")).toBeVisible();
});

test("the worker speaks it too, and so do lessons", async ({ page }) => {
  const workspace = new Workspace(page, german);
  await workspace.open();
  await workspace.uploadText("leer.csv", "");
  await workspace.saysOnly(/ist leer/);
  await workspace.uploadText("zahlen.csv", ["a;b", ...Array.from({ length: 40 }, (_, row) => `${row},5;${row % 7},25`)].join("\n"));
  await expect(workspace.output("Rows")).toHaveText("40 Zeilen · 2 Spalten");
  await expect(workspace.data).toContainText("0,5");
  await page.goto("./#lesson=overfitting");
  await expect(page.getByRole("region", { name: german("Lessons") })).toContainText("Das Signal gilt auch");
  expect(await leftInEnglish(page, "de")).toEqual([]);
});

test("a language that does not come is said, and the page is there in English", async ({ page }) => {
  await page.route("**/languages/de.po", (route) => route.abort());
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.saysOnly(/The texts in Deutsch could not be loaded/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // Who stays with English is not asked again.
  await workspace.button("Theme and language").click();
  await workspace.button("English").click();
  await page.reload();
  await workspace.ready();
  await expect(workspace.sentences).toHaveCount(0);
});

test("who asks for a language that there is not reads English", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const workspace = new Workspace(await context.newPage());
  await workspace.open();
  await expect(workspace.page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("no word of English is painted before the German ones", async ({ page }) => {
  await page.addInitScript(() => {
    window.painted = new Set();
    const look = () => {
      for (const element of document.querySelectorAll("#shell .word, #shell .panel-title, #shell .chip, #shell b")) {
        if (getComputedStyle(element).color !== "rgba(0, 0, 0, 0)") window.painted.add(element.textContent);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await new Workspace(page, german).open();
  expect(await page.evaluate(() => [...window.painted])).toEqual([]);
});

for (const [screen, viewport] of [["wide", { width: 1280, height: 720 }], ["phone", { width: 390, height: 844 }]]) {
  test.describe(screen, () => {
    test.use({ viewport, hasTouch: true });

    for (const group of groups) {
      test(`German fits: ${group.name}`, async ({ page }) => {
        test.setTimeout(180_000);
        await walk(new Workspace(page, german), group, screen, async (view) => {
          await test.step(view, async () => {
            await fitsItsWidth(page, view);
            await cutsNothing(page, view);
            expect.soft(await leftInEnglish(page, "de"), `${view}: left in English`).toEqual([]);
          });
        });
      });
    }
  });
}
