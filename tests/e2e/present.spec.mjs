// Shows the stage of a lecture: legible from the last row, led by a clicker, with validation
// hidden until it is revealed.
import { expect, test } from "@playwright/test";
import { TRAINING, VALIDATION, Workspace } from "./page.mjs";
import { readCode, smallTexts, watchCanvases } from "./stage.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  await page.addInitScript(watchCanvases);
  workspace = new Workspace(page);
  await workspace.open();
});

const reveal = () => workspace.button("Reveal validation");
const tab = (name) => workspace.curves.getByRole("tab", { name, exact: true });

/** A run of so many epochs, and then the stage. */
async function onStage(page, epochs) {
  await workspace.fill("Epochs", epochs);
  await page.keyboard.press("Escape");
  await workspace.train();
  await workspace.finished();
  await workspace.button("Present").click();
  await expect(reveal()).toBeVisible();
  await frames(page);
  // What was drawn before is gone.
  await page.evaluate(() => (window.drawn = []));
}

/** What is drawn follows in the next frames. */
const frames = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

for (const [width, height, least] of [[1280, 720, 24], [1024, 768, 24], [1920, 1080, 36]]) {
  test(`at ${width} by ${height} no text is smaller than ${least} pixels`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await onStage(page, 40);
    const looked = async (name) => {
      await frames(page);
      expect.soft(await page.evaluate(smallTexts, least), name).toEqual([]);
      const scrolled = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      expect.soft(scrolled, `${name}: all of it on the screen`).toEqual([width, height]);
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: `test-results/stage/${width}-${name}-${scheme}.png` });
      }
      await page.emulateMedia({ colorScheme: "light" });
    };
    await looked("loss, hidden");
    await page.keyboard.press(".");
    await looked("loss");
    expect.soft(await workspace.plotHeight(), "the curves are high").toBeGreaterThanOrEqual(height * 0.35);
    for (const name of await workspace.curves.getByRole("tab").allTextContents()) {
      await tab(name).click();
      if (name === "Picture") await expect(page.getByRole("application")).toBeVisible();
      if (name === "Predictions") await expect(page.getByRole("region", { name: "Residuals" })).toBeVisible();
      if (name === "Inside") await expect(page.getByRole("region", { name: "Units and weights" })).toBeVisible();
      await looked(name);
    }
  });
}

test("what only a newcomer needs stays away, an error does not", async ({ page }) => {
  await expect(page.getByRole("complementary", { name: "First steps" })).toBeVisible();
  await workspace.button("Share link").click();
  await workspace.button("Copy link").click();
  await expect(page.locator(".notice")).toBeVisible();
  await workspace.button("Present").click();
  await expect(page.getByRole("complementary", { name: "First steps" })).toBeHidden();
  await expect(page.locator(".notice")).toBeHidden();
  for (const name of ["Data", "Training"]) await expect(page.getByRole("region", { name })).toBeHidden();
  await page.evaluate(() => (location.hash = "v2.nonsense"));
  await expect(page.getByRole("alert")).toBeVisible();
});

test("a clicker leads through the views, runs and reveals, wherever the focus is", async ({ page }) => {
  await onStage(page, 5);
  const selected = () => workspace.curves.getByRole("tab", { selected: true });
  for (const [key, name] of [["PageDown", "MAE"], ["ArrowRight", "Picture"], ["ArrowLeft", "MAE"], ["PageUp", "Loss"], ["PageUp", "Loss"]]) {
    await page.keyboard.press(key);
    await expect(selected()).toHaveText(name);
  }
  for (const key of [".", "b"]) {
    await page.keyboard.press(key);
    await expect(workspace.output("Validation loss")).toBeVisible();
    await page.keyboard.press(key);
    await expect(workspace.output("Validation loss")).toBeHidden();
  }
  // On the curves, too, where Page Down is else a key of the cursor.
  await workspace.epochCursor.focus();
  await page.keyboard.press("PageDown");
  await expect(selected()).toHaveText("MAE");
  await page.keyboard.press("PageUp");
  // Neither reloads the page.
  for (const key of ["F5", "Enter"]) {
    await workspace.button("Reset").click();
    await page.locator("main").focus();
    await expect(workspace.output("Epoch")).toHaveText("0");
    await page.keyboard.press(key);
    await expect(workspace.output("Epoch")).toHaveText("5");
  }
  await page.keyboard.press("Escape");
  await expect(workspace.button("Present")).toHaveAttribute("aria-pressed", "false");
  await expect(workspace.button("Present")).toBeFocused();
  await page.keyboard.press("PageDown");
  await expect(selected()).toHaveText("Loss");
});

test("nothing of validation is shown before it is revealed", async ({ page }) => {
  await workspace.chooseGallery("Sonar", { withNetwork: true });
  await onStage(page, 30);
  const said = () => page.evaluate(() => document.body.innerText);
  const hidden = async (name) => {
    await frames(page);
    const words = (await said()).replaceAll("Reveal validation", "").replaceAll("Validation is hidden until it is revealed.", "");
    expect.soft(words, name).not.toMatch(/validation|best|overfit|early/i);
  };
  await hidden("the curves");
  expect(await workspace.pixels(VALIDATION)).toBe(0);
  expect(await workspace.pixels(TRAINING)).toBeGreaterThan(100);
  await expect(page.locator("#curves")).not.toHaveAttribute("aria-label", /[Vv]alidation/);
  await expect(workspace.epochCursor).not.toHaveAttribute("aria-valuetext", /validation|best/);
  await workspace.epochCursor.hover();
  await expect(page.locator(".cursor-box")).toContainText("training");
  await hidden("the cursor");
  for (const name of (await workspace.curves.getByRole("tab").allTextContents()).slice(1)) {
    await tab(name).click();
    if (name === "Picture") await expect(page.getByRole("application")).toBeVisible();
    if (name === "Predictions") await expect(page.getByText(/training rows, with the weights/)).toBeVisible();
    if (name === "Inside") await expect(page.getByRole("region", { name: "Units and weights" })).toBeVisible();
    await hidden(name);
  }
  await tab("Loss").click();
  await reveal().click();
  await workspace.hasCurves();
  await expect(page.getByText("validation", { exact: true }).first()).toBeVisible();
  await expect(workspace.output("Best epoch")).toBeVisible();
  await tab("Predictions").click();
  // They were chosen before, though others were shown.
  await expect(page.getByRole("radio", { name: "Validation" })).toBeChecked();
  await expect(page.getByText(/validation rows, with the weights/)).toBeVisible();
  await workspace.button("Hide validation").click();
  await expect(page.getByText(/training rows, with the weights/)).toBeVisible();
  await expect(reveal()).toBeVisible();
});

test("the pointer has a trail, and none where less motion is wanted", async ({ page }) => {
  const painted = () =>
    page.locator("canvas.trail").evaluate((canvas) => {
      if (canvas.width === 0) return 0;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    });
  const swept = async () => {
    await page.mouse.move(300, 300);
    await page.mouse.move(700, 400, { steps: 12 });
    await frames(page);
    return painted();
  };
  await workspace.button("Present").click();
  const trail = await swept();
  expect(trail).toBeGreaterThan(600);
  await expect.poll(painted).toBe(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const dot = await swept();
  expect(dot).toBeGreaterThan(0);
  expect(dot).toBeLessThan(trail / 2);
});

test("the code on the stage opens what is on the page", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workspace.fill("Learning rate", 0.0123);
  await page.keyboard.press("Escape");
  await workspace.button("Present").click();
  await page.keyboard.press("q");
  const picture = page.getByRole("img", { name: "QR code" });
  await expect(picture).toBeInViewport({ ratio: 1 });
  const png = (await picture.screenshot()).toString("base64");
  const seen = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { pixels: Array.from({ length: width * height }, (_, at) => data[4 * at] < 128), width, height };
  }, png);
  const link = readCode(seen.pixels, seen.width, seen.height);
  const address = page.url().split("#")[0];
  expect(link.startsWith(`${address}#v3.`), link).toBe(true);
  await expect(page.locator(".stage-code-address")).toHaveText(address.replace("http://", ""));
  await page.screenshot({ path: "test-results/stage/1280-code.png" });
  await page.keyboard.press("q");
  await expect(picture).toHaveCount(0);
  await page.goto("about:blank");
  await page.goto(link);
  await workspace.ready();
  await expect(workspace.field("Learning rate")).toHaveValue("0.0123");
});

test("the speaker's notes stand in a window of their own, and know more than the audience", async ({ page, context }) => {
  await onStage(page, 5);
  const opened = async () => {
    const [notes] = await Promise.all([context.waitForEvent("page"), workspace.button("Notes").click()]);
    await expect(notes.getByLabel("Your notes")).toBeVisible();
    return notes;
  };
  const notes = await opened();
  await expect(notes.getByLabel("Epoch", { exact: true })).toHaveText("5");
  await expect(notes.getByLabel("Training loss")).toHaveText(await workspace.output("Training loss").textContent());
  await expect(notes.getByText("Validation loss, hidden")).toBeVisible();
  await expect(notes.getByLabel("Validation loss")).toHaveText(/\d/);
  await expect(notes.getByLabel("Next step")).toHaveText("MAE");
  await expect(notes.getByLabel("Clock of the talk")).toHaveText(/^0:0[1-9]$/);
  await notes.getByLabel("Your notes").fill("Ask: where does it part? Then reveal.");
  await notes.screenshot({ path: "test-results/stage/notes.png" });
  // A clicker works there, too; a full stop in the notes is one.
  await notes.keyboard.type(".");
  await expect(reveal()).toBeVisible();
  await notes.keyboard.press("PageDown");
  await expect(workspace.curves.getByRole("tab", { selected: true })).toHaveText("MAE");
  await expect(notes.getByLabel("Next step")).toHaveText("Picture");
  // They go with the stage, and what was typed is kept.
  const closed = notes.waitForEvent("close");
  await page.bringToFront();
  await page.keyboard.press("Escape");
  await closed;
  await page.reload();
  await workspace.output("Rows").waitFor();
  await workspace.button("Present").click();
  await expect(reveal()).toBeVisible();
  const again = await opened();
  await expect(again.getByLabel("Your notes")).toHaveValue("Ask: where does it part? Then reveal..");
});

test("the screen is asked to be whole and awake, and let go", async ({ page }) => {
  await page.evaluate(() => {
    window.asked = [];
    document.documentElement.requestFullscreen = () => {
      window.asked.push("full");
      return Promise.reject(new TypeError("refused"));
    };
    const lock = { request: async (kind) => (window.asked.push(kind), { release: async () => window.asked.push("released") }) };
    Object.defineProperty(navigator, "wakeLock", { value: lock });
  });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
  await workspace.button("Present").click();
  await expect.poll(() => page.evaluate(() => window.asked)).toEqual(["full", "screen"]);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => window.asked)).toEqual(["full", "screen", "released"]);
  expect(errors).toEqual([]);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

const strip = (page) => page.getByRole("region", { name: "Scene", exact: true });

for (const [width, height] of [[1280, 720], [1024, 768]]) {
  test(`a clicker leads through a scene at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto("./#scene=learning-rate&present");
    await page.reload();
    const said = strip(page).getByRole("status");
    await expect(said).toContainText(/A:\s/);
    const looked = async (name) => {
      await frames(page);
      expect.soft(await page.evaluate(smallTexts, 24), name).toEqual([]);
      const scrolled = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      expect.soft(scrolled, `${name}: all of it on the screen`).toEqual([width, height]);
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: `test-results/stage/${width}-scene-${name}-${scheme}.png` });
      }
      await page.emulateMedia({ colorScheme: "light" });
    };
    const next = (name) => strip(page).getByRole("button", { name, exact: true });
    await expect(next("Run: Learning rate 0.0001")).toBeEnabled();
    await looked("question");
    await page.keyboard.press("PageDown");
    // Nothing of the run is said before validation is seen.
    await expect(next("Reveal validation")).toBeEnabled();
    await expect(said).toContainText(/A:\s/);
    await page.keyboard.press("PageDown");
    await expect(workspace.output("Validation loss")).toBeVisible();
    await expect(said).not.toContainText(/A:\s/);
    for (const name of ["Run: Learning rate 0.01", "Run: Learning rate 1"]) {
      await expect(next(name)).toBeEnabled();
      await page.keyboard.press("PageDown");
    }
    await expect(next("What it shows")).toBeEnabled();
    await looked("runs");
    expect.soft(await workspace.plotHeight(), "the curves are high").toBeGreaterThanOrEqual(height * 0.25);
    await page.keyboard.press("PageDown");
    await expect(said).toContainText("So it is in these runs.");
    await looked("claim");
    // At the end a clicker walks on through the views, and takes no curve away.
    await page.keyboard.press("PageDown");
    await expect(workspace.curves.getByRole("tab", { selected: true })).not.toHaveText("Loss");
    await expect(said).toContainText("So it is in these runs.");
    await page.keyboard.press("q");
    const picture = await page.evaluate(async () => {
      const svg = document.querySelector(".stage-code-picture svg");
      const image = new Image();
      image.src = `data:image/svg+xml;base64,${btoa(new XMLSerializer().serializeToString(svg))}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [600, 600];
      const context = canvas.getContext("2d");
      context.fillStyle = "white";
      context.fillRect(0, 0, 600, 600);
      context.drawImage(image, 0, 0, 600, 600);
      const { data } = context.getImageData(0, 0, 600, 600);
      return Array.from({ length: 600 * 600 }, (_, at) => data[4 * at] < 128);
    });
    expect(readCode(picture, 600, 600)).toMatch(/\/#scene=learning-rate$/);
  });
}

test("the list of scenes opens on the stage, and the speaker's notes follow the scene", async ({ page, context }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workspace.button("Present").click();
  const [notes] = await Promise.all([context.waitForEvent("page"), workspace.button("Notes").click()]);
  await expect(notes.getByLabel("Next step")).toHaveText(/./);
  await page.bringToFront();
  await frames(page);
  await page.evaluate(() => (window.drawn = []));
  await page.keyboard.press("l");
  const list = page.getByRole("dialog", { name: "Scenes" });
  await expect(list.getByRole("button", { name: /Early stopping/ })).toBeVisible();
  await frames(page);
  expect.soft(await page.evaluate(smallTexts, 24)).toEqual([]);
  await page.screenshot({ path: "test-results/stage/scenes.png" });
  await list.getByRole("button", { name: /Dropout narrows/ }).click();
  await expect(list).toBeHidden();
  await expect(strip(page)).toContainText("What does Dropout do to training loss?");
  await expect(notes.getByText(/What does Dropout do to training loss\?/)).toBeVisible();
  await expect(notes.getByLabel("Next step")).toHaveText("Run: Without Dropout");
  await expect(page.locator("button.train")).toBeEnabled();
  // The speaker knows what came of it before the audience does; a clicker works there, too.
  await notes.keyboard.press("PageDown");
  await expect(notes.getByLabel("Next step")).toHaveText("Reveal validation");
  await expect(notes.getByText(/training loss is 0\.\d+, validation loss 0\.\d+/)).toBeVisible();
  await expect(strip(page)).not.toContainText(/training loss is/);
  await page.keyboard.press("Escape");
  await expect(strip(page)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Lessons", exact: true })).toBeVisible();
});
