// Shows that what is unwise is said with a mend of one click, that the course's networks
// are there by name, and that a network is explained with its own weights.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace, advice;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  advice = workspace.training.locator(".advice");
  await workspace.open();
});

test("a batch beyond the rows is said, why, and mended with one click that Undo takes back", async () => {
  await expect(advice).toHaveCount(0);
  await workspace.fill("Batch size", 4096);
  await expect(advice.getByRole("status")).toHaveText(/A batch of 4,096 is more than the 1,119 training rows/);
  await advice.getByText("Why").click();
  await expect(advice).toContainText("The weights change once for each batch");
  await advice.getByRole("button").first().click();
  await expect(workspace.field("Batch size")).toHaveValue("32");
  await expect(advice).toHaveCount(0);
  await workspace.button("Undo").click();
  await expect(workspace.field("Batch size")).toHaveValue("4096");
  await expect(advice).toHaveCount(1);
});

test("two Dense blocks without a bend are drawn as one line, and get their relu", async () => {
  await workspace.denseOnly(8, 4);
  await workspace.blocks.first().click();
  await workspace.choose("Activation", "linear");
  await expect(workspace.layers.locator(".straight")).toHaveCount(1);
  await advice.getByRole("button", { name: "Add a relu" }).click();
  await expect(workspace.layers.locator(".straight")).toHaveCount(0);
  await expect(workspace.blocks.first()).toContainText("relu");
});

test("the output's activation can be chosen, and what that does is said", async () => {
  const output = workspace.layers.getByRole("button", { name: /^Output/ });
  await output.click();
  await workspace.choose("Output activation", "sigmoid");
  await expect(output).toContainText("sigmoid");
  await expect(advice).toHaveCount(1);
  await advice.getByRole("button").first().click();
  await expect(output).toContainText("linear");
  await expect(advice).toHaveCount(0);
});

test("the course's networks are there by name", async () => {
  await workspace.button("Templates").click();
  await workspace.page.getByRole("button", { name: /^Dropout and BatchNorm/ }).click();
  await expect(workspace.blocks).toHaveCount(9);
  await expect(workspace.output("Parameters")).toHaveText(/\b2,124,801 parameters/);
  await workspace.button("Undo").click();
  await expect(workspace.blocks).toHaveCount(1);
  await workspace.button("Templates").click();
  await workspace.page.getByRole("button", { name: /^Linear unit/ }).click();
  await expect(workspace.blocks).toHaveCount(0);
});

test("a linear unit is explained with the weights it has just now", async ({ page }) => {
  await workspace.clearNetwork();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await workspace.button("Explain").click();
  const dialog = page.getByRole("dialog", { name: "What this network computes" });
  await expect(dialog).toContainText("weights after epoch 3");
  await expect(dialog.getByLabel("Equation")).toContainText(/quality = /);
  await expect(dialog.getByRole("row", { name: /^dense / })).toContainText("12");
  await expect(dialog).toContainText("Total params: 12");
});
