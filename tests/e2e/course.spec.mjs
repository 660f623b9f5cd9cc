// The course beside its lessons: scenes, what is kept of it, and what leads to it.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

const panel = (page) => page.getByRole("region", { name: "Lessons", exact: true });
const button = (page, name) => panel(page).getByRole("button", { name, exact: typeof name === "string" });

test("a scene opens by its link, runs one click at a time, and says whether its claim holds", async ({ page }) => {
  const workspace = new Workspace(page);
  await page.goto("./#scene=learning-rate");
  await expect(page.locator(".lesson-head")).toHaveText("Learning rate: too small, right, too large");
  await panel(page).getByRole("radio", { name: "The one in the middle" }).check();
  for (const name of ["Learning rate 0.0001", "Learning rate 0.01", "Learning rate 1"]) {
    await expect(panel(page).locator(".scene-notes p")).toHaveCount(2 * ["Learning rate 0.0001", "Learning rate 0.01", "Learning rate 1"].indexOf(name));
    await button(page, `Run: ${name}`).click();
  }
  await expect(panel(page).getByRole("status")).toContainText("So it is in these runs.");
  await expect(panel(page).getByRole("status")).toContainText("As you predicted.");
  // Each run stands in the list under its name, and those before in the chart.
  const list = workspace.training.getByRole("region", { name: "Runs" });
  for (const name of ["Learning rate 0.0001", "Learning rate 0.01"]) {
    await expect(list.getByRole("checkbox", { name: new RegExp(name) })).toBeChecked();
  }
  await button(page, "From another seed").click();
  await expect(button(page, "Run: Learning rate 0.0001")).toBeEnabled();
  await expect(workspace.field("Seed")).toHaveValue("2");
  // The address is the scene's, so a reload begins it again.
  await page.reload();
  await expect(button(page, "Run: Learning rate 0.0001")).toBeEnabled();
  await button(page, "All lessons").click();
  await expect(page).toHaveURL(/\/$/);
});

test("a scene trains its own settings, whatever was typed before", async ({ page }) => {
  const workspace = new Workspace(page);
  await page.goto("./#scene=overfitting");
  await expect(button(page, /^Run: /)).toBeEnabled();
  await workspace.fill("Epochs", 100_000);
  await button(page, /^Run: /).click();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(1);
  // The scene's own epochs, not those that were typed.
  await expect(workspace.field("Epochs")).toHaveValue("150");
});

test("a lesson opens by its link, keeps what was done over a reload, and hands it in", async ({ page }) => {
  const workspace = new Workspace(page);
  await page.goto("./#lesson=two-classes");
  await workspace.ready();
  await expect(panel(page)).toContainText("Lesson 6 · step 1");
  await panel(page).getByRole("radio").first().check();
  await button(page, "Show me").click();
  await expect(panel(page).getByText("What you saw")).toBeVisible();
  const seen = await panel(page).locator(".lesson-outcome").innerText();
  await page.reload();
  await expect(panel(page).getByText("What you saw")).toBeVisible();
  expect(await panel(page).locator(".lesson-outcome").innerText()).toBe(seen);

  await button(page, "All lessons").click();
  const experiments = await page.locator(".title strong").textContent();
  await button(page, /^6\. Two classes/).click();
  // It goes on with what is on the page.
  await expect(page.locator(".title strong")).toHaveText(experiments);
  await expect(workspace.output("Epoch")).not.toHaveText("0");
  await button(page, "All lessons").click();

  await panel(page).getByLabel("Name on the page to hand in").fill("Ada <b>");
  const coming = page.waitForEvent("download");
  await button(page, "Download page to hand in").click();
  const html = readFileSync(await (await coming).path(), "utf8");
  expect(html).toContain("Ada &lt;b&gt;");
  expect(html).toContain("6. Two classes");
  expect(html).toContain("<svg");
  expect(html).not.toContain("NaN");

  await button(page, "Reset progress").click();
  await expect(button(page, /^6\. Two classes/)).toContainText("about");
  await button(page, "Put back").click();
  await expect(button(page, /^6\. Two classes/)).toContainText("1 of");
});

test("lessons that cannot be fetched are said, and come with another try", async ({ page }) => {
  await new Workspace(page).open();
  await page.route("**/course/lessons/layers.json", (route) => route.fulfill({ status: 404 }));
  await page.getByRole("button", { name: "Lessons", exact: true }).click();
  await expect(panel(page).getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
  await page.unroute("**/course/lessons/layers.json");
  await button(page, "Try again").click();
  await expect(button(page, /^2\. Layers/)).toBeVisible();
  await expect(panel(page).getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
});
