// The course: every lesson from its first step to its last, by keyboard alone.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

const folder = new URL("../../assets/course/lessons/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const lessons = read("index.json").map((id) => ({ id, ...read(`${id}.json`) }));

const panel = (page) => page.getByRole("region", { name: "Lessons", exact: true });
const button = (page, name) => panel(page).getByRole("button", { name, exact: true });

/** Presses what has a name by keyboard. */
async function press(page, locator, key = "Enter") {
  await expect(locator).toBeVisible();
  await locator.focus();
  await page.keyboard.press(key);
}

async function openLesson(page, lesson) {
  const workspace = new Workspace(page);
  await workspace.open();
  await press(page, page.getByRole("button", { name: "Lessons", exact: true }));
  await press(page, panel(page).getByRole("button", { name: new RegExp(`^\\d+\\. ${lesson.title}`) }));
  await workspace.ready();
}

for (const [at, lesson] of lessons.entries()) {
  test(`lesson ${at + 1}, ${lesson.title}, is walked by keyboard`, async ({ page }) => {
    test.setTimeout(180_000);
    await openLesson(page, lesson);
    for (const [number, step] of lesson.steps.entries()) {
      await expect(panel(page).getByText(`Lesson ${at + 1} · step ${number + 1} of ${lesson.steps.length}`)).toBeVisible();
      await expect(page.locator(".lesson-head")).toHaveText(step.title);
      await expect(page.locator(".lesson-head")).toBeFocused();
      // What the step opens is here.
      await expect(new Workspace(page).output("Rows")).toContainText("rows ·");
      const tasks = panel(page).locator(".lesson-tasks > li");
      await expect(tasks).toHaveCount((step.do ?? []).length);
      if (step.predict) {
        // Nothing counts before it is predicted.
        await expect(button(page, "Show me")).toHaveCount(0);
        await press(page, panel(page).getByRole("radio").nth(step.predict.right), " ");
        await expect(panel(page).getByRole("radio").nth(step.predict.right)).toBeChecked();
      }
      for (const task of (step.do ?? []).keys()) {
        await expect(tasks.nth(task)).not.toHaveClass(/done/);
        await press(page, tasks.nth(task).getByRole("button", { name: "Show me" }));
        if (step.do[task].show.sweep) {
          // It is trained in its own dialog, which lies over the lesson.
          const sweep = page.getByRole("dialog", { name: "Repeat and sweep" });
          await expect(sweep.getByRole("status")).toHaveText(/^Lowest validation loss/, { timeout: 60_000 });
          await page.keyboard.press("Escape");
          await expect(sweep).toBeHidden();
        }
        await expect(tasks.nth(task)).toHaveClass(/done/, { timeout: 30_000 });
      }
      if (step.predict || step.saw) await expect(panel(page).getByText("What you saw")).toBeVisible();
      // No figure is missing where it is said.
      await expect(panel(page).locator(".lesson-body")).not.toContainText("–");
      if (step.hint) {
        await press(page, button(page, "Hint"));
        await expect(panel(page).locator(".lesson-hint")).toBeVisible();
      }
      if (step.keras) {
        await press(page, button(page, "In Keras"));
        await expect(panel(page).getByLabel("The same in Keras")).toContainText("model.fit(");
      }
      await press(page, button(page, number + 1 < lesson.steps.length ? "Next" : "Finish"));
    }
    await expect(panel(page).getByRole("button", { name: new RegExp(`^${at + 1}\\. `) })).toContainText("done");
    await expect(page.getByRole("alert").filter({ hasText: /\S/, visible: true })).toHaveCount(0);
  });
}

test("the lessons may be closed while they are on their way", async ({ page }) => {
  const said = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/course/lessons/index.json", async (route) => {
    await released;
    await route.continue();
  });
  const workspace = new Workspace(page);
  await workspace.open();
  const opener = page.getByRole("button", { name: "Lessons", exact: true });
  await opener.click();
  await expect(panel(page).getByText("Loading…")).toBeVisible();
  await opener.click();
  await expect(panel(page)).toBeHidden();
  const come = page.waitForResponse(/lessons\/overfitting\.json/);
  release();
  await come;
  await opener.click();
  await panel(page).getByRole("button", { name: /^4\. / }).click();
  await expect(panel(page).getByText("Lesson 4 · step 1 of")).toBeVisible();
  expect(said).toEqual([]);
});
