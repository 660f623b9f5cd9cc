// Shows that the network of Kaggle's lesson on dropout and batch normalization is built
// three ways: by mouse, by keyboard alone, and by touch on a phone.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

// Three times Dense 1024, Dropout 0.3, BatchNormalization, on 11 inputs, and one output
// unit: keras.Model.count_params() says so.
const UNIT = [/Dense.*1024 units · relu/, /Dropout.*0\.30 rate/, /BatchNorm.*0\.99 momentum/];
const CHAIN = [...UNIT, ...UNIT, ...UNIT];
const TOTAL = /\b2,124,801 parameters/;

async function holdsTheChain(workspace) {
  await expect(workspace.blocks).toHaveText(CHAIN);
  await expect(workspace.output("Parameters")).toHaveText(TOTAL);
  await workspace.nextEpoch();
}

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

test("by mouse", async ({ page }) => {
  await workspace.clearNetwork();
  await workspace.dragIn("Dense");
  await workspace.fill("Units", 1024);
  await workspace.dragIn("Dropout");
  await workspace.fill("Rate", 0.3);
  await workspace.dragIn("BatchNorm");
  // What is there once is there three times.
  await workspace.blocks.nth(0).click({ modifiers: ["Shift"] });
  await workspace.button("Duplicate").click();
  await workspace.button("Duplicate").click();
  await holdsTheChain(workspace);
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  await expect(workspace.blocks).toHaveText(UNIT);
});

test("by keyboard alone", async ({ page }) => {
  await workspace.tabTo(workspace.blocks.first());
  await page.keyboard.press("Delete");
  await expect(workspace.blocks).toHaveCount(0);
  await workspace.addByKey("Dense");
  await workspace.typeByKey("Units", "1024");
  await workspace.addByKey("Dropout");
  await workspace.typeByKey("Rate", "0.3");
  await workspace.addByKey("BatchNorm");
  await workspace.tabTo(workspace.blocks.nth(2));
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Control+D");
  await page.keyboard.press("Control+D");
  await expect(page.getByText("3 blocks duplicated")).toBeAttached();
  await holdsTheChain(workspace);
});

test.describe("with a finger on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("by touch", async () => {
    const place = async (kind, position) => {
      await workspace.button(`Add ${kind}`).tap();
      await workspace.button(`Place at position ${position}`).tap();
    };
    await workspace.blocks.first().tap();
    await workspace.button("Remove").tap();
    for (const start of [1, 4, 7]) {
      await place("Dense", start);
      await workspace.fill("Units", 1024);
      await place("Dropout", start + 1);
      await workspace.fill("Rate", 0.3);
      await place("BatchNorm", start + 2);
    }
    await holdsTheChain(workspace);
  });

  test("the same chain by tap", async () => {
    for (let left = await workspace.blocks.count(); left > 0; left -= 1) {
      await workspace.blocks.first().tap();
      await workspace.button("Remove").tap();
      await expect(workspace.blocks).toHaveCount(left - 1);
    }
    const place = async (kind, position) => {
      await workspace.button(`Add ${kind}`).tap();
      await workspace.button(`Place at position ${position}`).tap();
    };
    await place("Dense", 1);
    await workspace.fill("Units", 64);
    await place("BatchNorm", 2);
    await place("Dropout", 3);
    await workspace.button("Move towards the input").tap();
    await expect(workspace.blocks).toHaveText([/64 units/, /Dropout/, /BatchNorm/]);
    await place("Dense", 4);
    await expect(workspace.blocks).toHaveText([/64 units/, /Dropout/, /BatchNorm/, /Dense/]);
    await workspace.button("Undo").tap();
    await expect(workspace.blocks).toHaveCount(3);
  });

  test("what was tapped can be put back, and a block is moved by taps alone", async ({ page }) => {
    await workspace.clearNetwork();
    const slots = workspace.layers.getByRole("button", { name: /^Place at position/ });
    await workspace.button("Add Dense").tap();
    await expect(slots).toHaveCount(1);
    await workspace.button("Add Dense").tap();
    await expect(slots).toHaveCount(0);
    await workspace.button("Add Dropout").tap();
    await workspace.button("Cancel").tap();
    await expect(slots).toHaveCount(0);
    await expect(workspace.blocks).toHaveCount(0);

    for (const kind of ["BatchNorm", "Dropout", "Dense"]) {
      await workspace.button(`Add ${kind}`).tap();
      await workspace.button("Place at position 1").tap();
    }
    await expect(workspace.blocks).toHaveText([/Dense/, /Dropout/, /BatchNorm/]);
    const { width } = await workspace.blocks.first().boundingBox();
    await workspace.blocks.first().tap({ position: { x: width - 14, y: 14 } });
    await workspace.button("Place at position 3").tap();
    await expect(workspace.blocks).toHaveText([/Dropout/, /Dense/, /BatchNorm/]);
    await expect(page.getByText("Moved to position 2 of 3")).toBeAttached();
  });

  test("a block is moved by its grip", async ({ page }) => {
    await workspace.clearNetwork();
    for (const [at, kind] of ["Dense", "Dropout", "BatchNorm"].entries()) {
      await workspace.button(`Add ${kind}`).tap();
      await workspace.button(`Place at position ${at + 1}`).tap();
    }
    await workspace.blocks.first().evaluate((block) => block.scrollIntoView({ inline: "start", block: "center" }));
    const [first, second] = [await workspace.blocks.nth(0).boundingBox(), await workspace.blocks.nth(1).boundingBox()];
    const touch = await page.context().newCDPSession(page);
    const send = (type, x, y) =>
      touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    const start = { x: first.x + first.width - 12, y: first.y + 14 };
    // Past the middle of the second block, and not so near the edge that the chain scrolls.
    const end = { x: second.x + second.width * 0.7 };
    await send("touchStart", start.x, start.y);
    for (let step = 1; step <= 10; step += 1) {
      await send("touchMove", start.x + ((end.x - start.x) * step) / 10, start.y);
    }
    await send("touchEnd");
    await expect(workspace.blocks).toHaveText([/Dropout/, /Dense/, /BatchNorm/]);
  });
});
