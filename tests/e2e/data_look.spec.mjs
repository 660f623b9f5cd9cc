// Shows that everything about the data is readable by everyone on a tablet too, and
// reached by keys; keeps pictures of it in screenshots/.
import { expect, test } from "@playwright/test";
import { fitsItsWidth, hasNoBarriers } from "./barriers.mjs";
import { root } from "./engine.mjs";
import { Workspace } from "./page.mjs";

/** Words that are cut and fields that stick out of the open dialog. */
function cutInDialog(page) {
  return page.evaluate(() => {
    const box = document.querySelector("dialog[open] .dialog-box");
    const right = box.getBoundingClientRect().right;
    const found = [];
    for (const part of box.querySelectorAll("label, button, select, input, summary, h2, h3, figcaption, .check")) {
      if (part.closest(".rows-grid")) continue;
      const place = part.getBoundingClientRect();
      if (place.width > 0 && place.right > right + 0.5) found.push(`${part.id || part.textContent} sticks out`);
      if (part.matches("label, button, h2, summary") && part.scrollWidth > part.clientWidth + 1) {
        found.push(`${part.textContent} is cut`);
      }
    }
    return found;
  });
}

// Laptop and phone, by day and by night: every_view.spec.mjs.
test.describe("a tablet", () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test("no barriers in what is about the data", async ({ page }) => {
    const workspace = new Workspace(page);
    await workspace.open();
    const look = async (name) => {
      await hasNoBarriers(page, name);
      await fitsItsWidth(page, name);
      if (await page.getByRole("dialog").isVisible()) expect.soft(await cutInDialog(page), name).toEqual([]);
      await page.screenshot({ path: `${root}screenshots/data-${name}.png` });
    };
    await expect(workspace.warnings).toHaveCount(1);
    await workspace.data.scrollIntoViewIfNeeded();
    await look("panel");
    await workspace.openColumn("alcohol");
    await expect(workspace.dialog("alcohol").getByRole("figure")).toBeVisible();
    await look("column");
    await workspace.close();
    await workspace.openReading();
    await look("reading");
    await workspace.close();
    await workspace.openRows();
    await expect(workspace.row("1").first()).toBeVisible();
    await look("rows");
    await workspace.button("As the network gets them").click();
    await expect(page.getByRole("rowheader").first()).toHaveText(/^train/);
    await look("rows-prepared");
    await workspace.close();
    await workspace.button("Gallery").click();
    await look("gallery");
    await workspace.page.getByRole("button", { name: /^Titanic/ }).click();
    await workspace.ready();
    await workspace.openColumn("sex");
    await expect(workspace.dialog("sex").getByRole("figure")).toBeVisible();
    await look("column-of-words");
    await workspace.close();
    await workspace.disclose("Split and preparation", workspace.data);
    await workspace.choose("Split", "Grouped");
    await workspace.field("Rare below").scrollIntoViewIfNeeded();
    await look("split");
    await workspace.button("Gallery").click();
    await workspace.page.getByRole("button", { name: /^Spirals/ }).click();
    await workspace.ready();
    await workspace.button(/^How it is made: /).click();
    await expect(workspace.dialog("How the data is made").locator("path.dots").first()).toHaveAttribute("d", /\d/);
    await look("made");
    await workspace.close();
    await workspace.button("Gallery").click();
    await workspace.page.getByRole("button", { name: /^Painted points/ }).click();
    const pad = page.getByRole("application");
    await expect(pad).toBeVisible();
    for (const [brush, x] of [["A", 60], ["B", 140], ["C", 220]]) {
      await workspace.button(brush).click();
      for (let y = 40; y < 260; y += 40) await pad.click({ position: { x: x + (y % 60), y } });
    }
    await look("pad");
    await workspace.close();
  });

  test("no barriers in sentences and while reading", async ({ page }) => {
    const workspace = new Workspace(page);
    await workspace.open();
    await workspace.uploadText(
      "mended.csv",
      Buffer.from(["Größe;a;a;;y", ...Array.from({ length: 60 }, (_, at) => `${at},5;${at % 7};x;;${at % 5}`)].join("\n"), "latin1"),
    );
    await expect(workspace.sentences).not.toHaveCount(0);
    await hasNoBarriers(page, "mended");
    await fitsItsWidth(page, "mended");
    await workspace.openReading();
    await expect(workspace.dialog("How the file was read")).toContainText("What was mended or left out");
    await hasNoBarriers(page, "what was mended");
    expect.soft(await cutInDialog(page)).toEqual([]);
    await page.screenshot({ path: `${root}screenshots/data-mended.png` });
    await workspace.close();
    await page.evaluate(() => {
      // 2 GB of few and long words, which take little room.
      const block = new Blob([`${"a long word ".repeat(30)},1.25,2.5\n`.repeat(14_000)]);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["a,b,c\n", ...Array(400).fill(block)], "large.csv"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await expect(page.getByRole("progressbar", { name: "Bytes read" })).toBeVisible();
    await page.screenshot({ path: `${root}screenshots/data-reading-on.png` });
    await hasNoBarriers(page, "reading");
    await workspace.button("Cancel").click();
    await workspace.ready();
  });
});

test("a column's dialog opens and closes by keys, and the focus comes back", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  const opens = workspace.column("chlorides").getByRole("button").first();
  await opens.focus();
  await page.keyboard.press("Enter");
  await expect(workspace.dialog("chlorides")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opens).toBeFocused();
  // Again, for a dialog that was closed by a key must not think it is open.
  await page.keyboard.press("Enter");
  await expect(workspace.dialog("chlorides")).toBeVisible();
  await page.keyboard.press("Escape");
  for (const name of [/^How it was read: /, /^View rows$/, /^Gallery$/]) {
    const button = page.getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(button).toBeFocused();
  }
  // What Undo does not reach in a dialog, it does outside of it.
  await workspace.openColumn("chlorides");
  await workspace.dialog("chlorides").getByLabel("Scaling", { exact: true }).selectOption("Robust");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Z");
  expect((await workspace.experiment()).data.preparation?.columns ?? {}).toEqual({});
});
