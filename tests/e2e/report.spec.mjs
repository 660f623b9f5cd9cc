// Shows that a run is taken away as a report that reads from question to link and prints well.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { barriers, fitsItsWidth } from "./barriers.mjs";
import { Workspace } from "./page.mjs";

const SECTIONS = [
  "Question",
  "What I found",
  "Data",
  "Network",
  "Training",
  "Learning curves",
  "What the coach says",
  "Figures",
  "What was learned",
  "How to repeat it",
];

/** Fills in the dialog and takes the report. */
async function report(workspace, name, words) {
  const { page } = workspace;
  await workspace.button("Export").click();
  await workspace.button("Report (HTML)").click();
  await workspace.dialog("Report").getByLabel("Your name").fill(name);
  await workspace.dialog("Report").getByLabel("What I found").fill(words);
  const download = page.waitForEvent("download");
  await workspace.button("Download report").click();
  const file = await download;
  await expect(workspace.dialog("Report").getByRole("status")).toHaveText("The report is among your downloads.");
  return { name: file.suggestedFilename(), html: readFileSync(await file.path(), "utf8") };
}

test("a run is taken away as a report", async ({ page, context }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await workspace.button("Export").click();
  await expect(workspace.button("Report (HTML)")).toBeDisabled();
  await page.keyboard.press("Escape");
  await workspace.fill("Epochs", 12);
  await workspace.train();
  await workspace.finished();
  const { name, html } = await report(workspace, "Ada <Lovelace>", "Petals tell them apart.\n\nSepals do not.");
  expect(name).toBe("iris-report.html");

  const read = await context.newPage();
  const said = [];
  read.on("console", (message) => said.push(message.text()));
  read.on("pageerror", (error) => said.push(String(error)));
  read.on("request", (request) => said.push(request.url()));
  await read.setContent(html);
  await expect(read.getByRole("heading", { level: 1 })).toHaveText("Iris");
  await expect(read.getByRole("heading", { level: 2 })).toHaveText(SECTIONS);
  await expect(read.getByText("Ada <Lovelace>")).toBeVisible();
  await expect(read.getByText("Sepals do not.")).toBeVisible();
  await expect(read.locator("svg")).toHaveCount(3);
  await expect(read.getByText("All 12 epochs run")).toBeVisible();
  expect(html).not.toContain("NaN");
  // The figures are those of the page.
  const { valLoss } = await workspace.figures();
  const figure = await read.getByRole("row", { name: /^Validation 4/ }).first().textContent();
  expect(figure).toContain(valLoss);

  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await read.setViewportSize({ width, height });
    await fitsItsWidth(read, `the report at ${width}`);
    expect((await barriers(read)).found).toEqual([]);
  }
  for (const format of ["A4", "Letter"]) {
    const pdf = await read.pdf({ format });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    expect(pages, format).toBeGreaterThanOrEqual(3);
    expect(pages, format).toBeLessThanOrEqual(7);
  }
  expect(said).toEqual([]);

  // Its link opens the experiment; the address of this machine, which opens nothing elsewhere,
  // is left out.
  const link = await read.locator(".link").textContent();
  expect(link).toMatch(/^#/);
  await page.goto(page.url().split("#")[0] + link);
  await page.reload();
  await workspace.ready();
  await expect(workspace.field("Epochs")).toHaveValue("12");
});

test("a report says what the page has measured of the test rows", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.disclose("Split and preparation", workspace.data);
  await workspace.fill("Test split", 10);
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  const before = await report(workspace, "", "");
  expect(before.html).toContain("The test rows were not looked at.");
  expect(before.html).not.toContain("What I found");
  await page.keyboard.press("Escape");
  await workspace.button("Evaluate on test").click();
  await expect(workspace.curves).toContainText(/On 160 test rows: loss/);
  const after = await report(workspace, "", "");
  expect(after.html).toContain('<th scope="row">Test</th>');
});
