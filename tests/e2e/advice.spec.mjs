// Shows that what is unwise is said with a mend of one click, that the course's networks
// are there by name, and that a network is explained with its own weights.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

let workspace, advice, beside, marks;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  advice = workspace.training.locator(".advice");
  beside = workspace.besideBlock;
  marks = workspace.layers.getByRole("img", { name: "has advice" });
  await workspace.open();
});

test("a batch beyond the rows is said, why, and mended with one click that Undo takes back", async () => {
  await expect(advice).toHaveCount(0);
  await workspace.fill("Batch size", 4096);
  await expect(advice).toContainText("A batch of 4,096 is more than the 1,119 training rows");
  await advice.getByText("Why").click();
  await expect(advice).toContainText("The weights change once for each batch");
  await advice.getByRole("button").first().click();
  await expect(workspace.field("Batch size")).toHaveValue("32");
  await expect(advice).toHaveCount(0);
  // The keyboard stays where the advice was.
  await expect(workspace.disclosure("More").locator("summary")).toBeFocused();
  await workspace.button("Undo").click();
  await expect(workspace.field("Batch size")).toHaveValue("4096");
  await expect(advice).toHaveCount(1);
});

test("two Dense blocks without a bend are drawn as one line, and get their relu", async () => {
  await workspace.denseOnly(8, 4);
  await workspace.blocks.first().click();
  await workspace.choose("Activation", "linear");
  await expect(workspace.layers.locator(".straight")).toHaveCount(1);
  await beside.getByRole("button", { name: "Add a relu" }).click();
  await expect(workspace.layers.locator(".straight")).toHaveCount(0);
  await expect(workspace.blocks.first()).toContainText("relu");
  await expect(marks).toHaveCount(0);
});

test("both blocks of a pair are marked, and either says it", async () => {
  await workspace.denseOnly(8, 4);
  await workspace.blocks.first().click();
  await workspace.choose("Activation", "linear");
  await expect(marks).toHaveCount(2);
  await expect(beside).toContainText("Blocks 1 and 2 (Dense) have no activation between them");
  await workspace.blocks.nth(1).click();
  await expect(beside).toContainText("Blocks 1 and 2 (Dense)");
  await workspace.layers.getByRole("button", { name: /^Output/ }).click();
  await expect(beside).toHaveCount(0);
});

test("a Dropout before the output is marked, and Undo brings back what a click mended", async ({ page }) => {
  await expect(marks).toHaveCount(0);
  await workspace.button("Add Dropout").click();
  const dropout = workspace.layers.getByRole("button", { name: /^Dropout .*has advice$/ });
  await expect(dropout).toHaveCount(1);
  await expect(marks).toHaveCount(1);
  await expect(marks).toHaveAttribute("title", /right before the output/);
  await expect(beside).toContainText("Block 2 (Dropout) stands right before the output");
  // Elsewhere there is only the way to it.
  await expect(advice).toHaveCount(0);
  await workspace.blocks.first().click();
  await expect(beside).toHaveCount(0);
  await workspace.button("Advice at Block 2 (Dropout)").click();
  await expect(dropout).toBeFocused();
  await beside.getByRole("button", { name: "Remove the Dropout" }).click();
  await expect(workspace.blocks).toHaveCount(1);
  await expect(workspace.blocks.first()).toBeFocused();
  await expect(marks).toHaveCount(0);
  await expect(beside).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(dropout).toHaveCount(1);
  await expect(marks).toHaveCount(1);
});

test("inputs that are not scaled are said at the input, which stays selected when that is mended", async () => {
  await workspace.field("Scaling").selectOption("None");
  await workspace.fill("Learning rate", 0.1);
  const input = workspace.layers.getByRole("button", { name: /^Input/ });
  await expect(input).toHaveAccessibleName(/has advice$/);
  await input.click();
  await beside.getByRole("button", { name: "Begin with a BatchNorm" }).click();
  await expect(workspace.blocks).toHaveCount(2);
  await expect(input).toBeFocused();
  await expect(beside).toHaveCount(0);
  await expect(input).not.toHaveAccessibleName(/advice/);
});

test("nothing moves when a mark and the count come", async ({ page }) => {
  await workspace.denseOnly(8);
  await workspace.button("Add Dropout").click();
  await workspace.button("Add Dense").click();
  await workspace.blocks.nth(1).click();
  await workspace.fill("Rate", 0.79);
  await expect(marks).toHaveCount(0);
  const boxes = () => page.locator(".chain .block, .builder-head, .builder-head > *").evaluateAll((all) =>
    all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  await workspace.fill("Rate", 0.8);
  await expect(marks).toHaveCount(1);
  await expect(workspace.button("1 piece of advice")).toBeVisible();
  expect(await boxes()).toEqual(before);
});

test("while an edit waits for its answer no mark is lost or points at another block", async ({ page }) => {
  await workspace.button("Add Dropout").click();
  await expect(marks).toHaveCount(1);
  const edits = [
    ["Input", () => workspace.button("Add BatchNorm").click()],
    ["Dropout", () => workspace.fill("Rate", 0.3)],
    ["Dense", () => workspace.button("Duplicate").click()],
    ["BatchNorm", () => workspace.button("Remove").click()],
  ];
  for (const [block, edit] of edits) {
    await workspace.layers.getByRole("button", { name: new RegExp(`^${block}`) }).first().click();
    await page.evaluate(() => {
      window.seen = [];
      const look = () => {
        const marked = [...document.querySelectorAll(".mark:not([hidden])")].map((mark) => mark.parentElement.dataset.kind);
        window.seen.push(marked.join(" "));
        window.frame = requestAnimationFrame(look);
      };
      look();
    });
    await edit();
    // The count of frames is by no clock: until well after the answer.
    await expect.poll(() => page.evaluate(() => window.seen.length)).toBeGreaterThan(40);
    const seen = await page.evaluate(() => (cancelAnimationFrame(window.frame), [...new Set(window.seen)]));
    expect(seen, block).toEqual(["Dropout"]);
  }
});

test("screen readers hear of an advice once, not of each number that follows", async () => {
  const news = workspace.network.locator("span[role=status]");
  await expect(news).toHaveText("");
  await workspace.fill("Batch size", 2000);
  await expect(news).toHaveText("Advice: A batch of 2,000 is more than the 1,119 training rows, so every epoch is one update.");
  await workspace.fill("Batch size", 3000);
  await expect(advice).toContainText("A batch of 3,000");
  await expect(news).toContainText("2,000");
  await workspace.button("Add Dropout").click();
  await expect(news).toHaveText(/^Advice: Block 2 \(Dropout\) stands right before the output[^:]*$/);
  await workspace.fill("Batch size", 32);
  await workspace.button("Remove").click();
  await expect(news).toHaveText("");
});

test("the count leads from one advice to the next by keyboard", async ({ page }) => {
  await workspace.fill("Batch size", 4096);
  await workspace.button("Add Dropout").click();
  await workspace.blocks.first().click();
  const count = workspace.button("2 pieces of advice");
  const follow = async () => {
    await workspace.shiftTabTo(count);
    await page.keyboard.press("Enter");
  };
  await expect(count).toBeVisible();
  await follow();
  await expect(workspace.blocks.nth(1)).toBeFocused();
  await expect(workspace.blocks.nth(1)).toHaveAttribute("aria-pressed", "true");
  await follow();
  await expect(advice.getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(workspace.button("1 piece of advice")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the count is in sight and leads to the block, or opens the sheet", async ({ page }) => {
    await workspace.fill("Batch size", 4096);
    await page.keyboard.press("Escape");
    await workspace.button("1 piece of advice").tap();
    await expect(page.locator("#training-panel:popover-open")).toHaveCount(1);
    await expect(advice.getByRole("button").first()).toBeFocused();
    await advice.getByRole("button").first().tap();
    await expect(advice).toHaveCount(0);
    await page.keyboard.press("Escape");
    await workspace.button("Add Dropout").click();
    if (await page.locator(".slot").count()) await page.locator(".slot").last().tap();
    await workspace.blocks.first().tap();
    await workspace.button("1 piece of advice").tap();
    await expect(workspace.blocks.nth(1)).toBeFocused();
    await expect(beside).toBeInViewport();
    // And from the sheet, which closes.
    await workspace.button("Advice at Block 2 (Dropout)").tap();
    await expect(page.locator("#training-panel:popover-open")).toHaveCount(0);
    await expect(workspace.blocks.nth(1)).toBeFocused();
    await beside.getByRole("button", { name: "Remove the Dropout" }).tap();
    await expect(workspace.blocks).toHaveCount(1);
    await expect(marks).toHaveCount(0);
  });
});

test("the output's activation can be chosen, and what that does is said", async () => {
  const output = workspace.layers.getByRole("button", { name: /^Output/ });
  await output.click();
  await workspace.choose("Output activation", "sigmoid");
  await expect(output).toContainText("sigmoid");
  await beside.getByRole("button").first().click();
  await expect(output).toContainText("linear");
  await expect(output).toBeFocused();
  await expect(beside).toHaveCount(0);
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
