// The lecture in one go: a network learns sonar by heart, the coach says so, what it has tried
// is trained from the same start, both runs are compared, and the picture goes onto a slide.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

test("overfit, take the cure that was tried, compare the runs, take the picture", async ({ page }) => {
  test.setTimeout(120_000);
  const workspace = new Workspace(page);
  const coach = workspace.training.getByRole("group", { name: "Coach" });
  const list = workspace.training.getByRole("region", { name: "Runs" });
  await workspace.open();
  await workspace.chooseGallery("Sonar");
  await workspace.denseOnly(512, 512);
  await workspace.fill("Epochs", 60);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  await workspace.finished();
  await expect(coach).toContainText("Overfitting");

  const cure = coach.getByRole("listitem").filter({ hasText: /Validation loss \S+ instead of/ }).first();
  await expect(cure).toContainText("Stop early", { timeout: 15_000 });
  await cure.getByRole("button").click();
  await expect(workspace.field("Early stopping")).toBeChecked();
  await expect(list.locator(".run")).toHaveCount(2);
  await workspace.finished();

  // The run before it is in the chart, with what was changed since.
  await expect(list.getByRole("checkbox", { name: "Show run 1 · baseline in the chart" })).toBeChecked();
  await expect(list.getByRole("list", { name: "Changed since" })).toContainText(/[Ee]arly stopping/);
  await workspace.button("Compare").click();
  const table = workspace.dialog("Compare runs");
  await table.getByRole("button", { name: "Validation loss" }).click();
  const rows = table.locator("tbody tr");
  await expect(rows).toHaveCount(2);
  const losses = await rows.locator("td").evaluateAll((cells) => {
    const at = [...document.querySelectorAll("dialog[open] thead th")].findIndex((one) => one.textContent === "Validation loss");
    return cells.filter((cell) => cell.cellIndex === at).map((cell) => Number(cell.textContent));
  });
  expect(losses).toEqual([...losses].sort((a, b) => a - b));
  expect(losses.every((loss) => loss > 0)).toBe(true);
  await workspace.close();

  const svg = await workspace.exported("Curves (SVG)");
  for (const words of ["Sonar", "run 1 · baseline", "early stopping", "validation"]) expect(svg).toContain(words);
  await workspace.button("Export").click();
  const [download] = await Promise.all([page.waitForEvent("download"), workspace.button("Curves (PNG)").click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const png = Buffer.concat(chunks);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2560, 1440]);
});
