// Every view of the page, by name and by how a user comes to it: what the journeys that
// look at all of them walk through.
import { expect } from "@playwright/test";
import { reach } from "./sheets.mjs";

const long = (count) => ["x".repeat(60), "Donaudampfschifffahrtsgesellschaftskapitän_der_Reserve", "y"].slice(0, count);

/** A table whose names are as long as names get. */
export const longNames = [
  long(3).join(","),
  ...Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 2 ? "Rechtsschutzversicherungsgesellschaft" : "Haftpflicht"},${row % 11}`),
].join("\n");

/** Back to the workspace: no dialog, menu or sheet lies over it, and nothing is dragged. */
export async function leave({ page }) {
  await page.mouse.up();
  for (let layers = 0; layers < 4; layers += 1) {
    const open = page.locator("dialog[open], :popover-open, .chip[aria-pressed=true]");
    if ((await open.count()) === 0) break;
    await page.keyboard.press("Escape");
  }
  await expect(page.locator("dialog[open], :popover-open")).toHaveCount(0);
}

async function trainUntil(w, epoch) {
  await w.fill("Epochs", 10_000);
  await w.field("Early stopping").setChecked(false);
  // So that it still trains while it is looked at.
  await w.fill("Batch size", 1);
  await w.train();
  await w.reached(epoch);
}

async function pause(w) {
  // It may have come to its end while it was looked at.
  if (!(await w.button("Pause").isVisible())) await trainUntil(w, 3);
  await w.button("Pause").click();
  await expect(w.page.locator("button.train")).toBeVisible();
}

/** Opens a group of a tab of what was learned. */
async function disclosed(w, tab, name) {
  await w.disclose(name, w.page.getByRole("tabpanel", { name: w.say(tab) }));
}

async function openDialog(w, button, title = button) {
  await w.button(button).click();
  await expect(w.dialog(title)).toBeVisible();
}

async function template(w, name) {
  await openDialog(w, "Templates");
  await w.page.getByRole("button", { name: new RegExp(`^${w.say(name)}`) }).click();
  await expect(w.dialog("Templates")).toBeHidden();
}

async function explain(w) {
  await openDialog(w, "Explain", "What this network computes");
  await expect(w.page.getByRole("dialog").getByRole("table")).toBeVisible();
}

/** A shape of the Gallery whose dialog opens by itself. */
async function made(w, title) {
  await openDialog(w, "Gallery");
  await w.page.getByRole("button", { name: new RegExp(`^${w.say(title)}`) }).click();
  await expect(w.dialog("How the data is made")).toBeVisible();
}

async function only(w, kind) {
  await w.clearNetwork();
  await w.button(`Add ${kind}`).click();
  if (kind !== "Activation") await w.disclose("More", w.network);
}

/** The groups start on a page of their own; `before` comes before it is opened. A view with
 * a `screen` is only there. */
export const groups = [
  {
    name: "what the network says",
    views: [
      ["the picture before a run", async (w) => {
        await w.curves.getByRole("tab", { name: w.say("Picture") }).click();
        await expect(w.page.getByRole("tabpanel", { name: w.say("Picture") })).toBeVisible();
      }],
      ["inside before a run", async (w) => {
        await w.curves.getByRole("tab", { name: w.say("Inside") }).click();
        await expect(w.page.getByRole("tabpanel", { name: w.say("Inside") })).toBeVisible();
      }],
      ["predictions before a run", async (w) => {
        await w.curves.getByRole("tab", { name: w.say("Predictions") }).click();
        await expect(w.page.getByRole("tabpanel", { name: w.say("Predictions") })).toBeVisible();
      }],
      ["predictions of numbers", async (w) => {
        await w.fill("Epochs", 3);
        await w.train();
        await w.finished();
        await expect(w.page.getByRole("region", { name: w.say("Residuals") })).toBeVisible();
      }],
      ["a row that is wrong, in the table", async (w) => {
        await w.page.getByRole("region", { name: w.say("Rows") }).getByRole("button").first().click();
        await expect(w.dialog("Rows")).toContainText(w.piece("is marked"));
      }],
      ["predictions of two classes", async (w) => {
        await w.chooseGallery("Titanic");
        await w.train();
        await w.finished();
        await expect(w.page.getByRole("region", { name: w.say("Calibration") })).toBeVisible();
      }],
      ["a row that is tried", async (w) => {
        await disclosed(w, "Predictions", "Try it");
        await expect(w.page.getByLabel(w.say("Prediction for the row"))).toContainText(w.piece("survived"));
        await w.field("sex").fill("captain");
        await w.field("age").fill("young");
        await expect(w.page.getByRole("region", { name: w.say("Row to try") }).getByRole("alert")).toHaveCount(1);
      }],
      ["what each column is worth", async (w) => {
        await disclosed(w, "Predictions", "Column importance");
        await expect(w.page.getByRole("region", { name: w.say("Importance by column") }).locator("tbody tr")).toHaveCount(7);
      }],
      ["inside the network", async (w) => {
        await w.curves.getByRole("tab", { name: w.say("Inside") }).click();
        await expect(w.page.getByLabel(w.say("Training loss with these weights"))).toHaveText(/\d/);
      }],
      ["inside the network, all of it", async (w) => {
        for (const name of ["Step by step", "By layer", "A row through the chain"]) await disclosed(w, "Inside", name);
        await w.page.getByRole("button", { name: `4. ${w.say("Backward")}` }).click();
        await expect(w.page.getByRole("group", { name: w.say("Stage") })).toContainText(w.piece("d"));
      }],
      ["the picture of a surface", async (w) => {
        await w.curves.getByRole("tab", { name: w.say("Picture") }).click();
        await expect(w.page.getByRole("application")).toBeVisible();
        await w.page.getByRole("application").press("ArrowRight");
        await expect(w.page.getByLabel(w.say("At the cursor"))).toContainText(w.piece("P("));
      }],
      ["the picture of a curve", async (w) => {
        await w.choose("Up", { label: w.say("the prediction") });
        await expect(w.page.getByRole("button", { name: w.say("Residuals") })).toBeVisible();
        await w.page.getByRole("button", { name: w.say("Residuals") }).click();
      }],
      ["the picture of made points, to be moved", async (w) => {
        await w.chooseGallery("Blobs");
        await w.train();
        await w.finished();
        await w.choose("Points", { label: w.say("move") });
      }],
      ["predictions again", async (w) => w.curves.getByRole("tab", { name: w.say("Predictions") }).click()],
      ["predictions of ten classes, and the rows of a cell", async (w) => {
        await w.chooseGallery("Handwritten digits");
        await w.train();
        await w.finished();
        await w.page.getByRole("region", { name: w.say("Confusion matrix") }).getByRole("button").first().click();
        await expect(w.page.getByRole("region", { name: w.say("Rows") })).toContainText(w.piece("0 predicted as 0"));
      }],
      ["the line of one linear unit, to be moved", async (w) => {
        await w.chooseGallery("Sine");
        await w.clearNetwork();
        await w.curves.getByRole("tab", { name: w.say("Picture") }).click();
        await w.train();
        await w.finished();
        await expect(w.page.getByRole("slider", { name: w.say("Left end of the line") })).toBeVisible();
      }],
    ],
  },
  {
    name: "a first visit and its run",
    views: [
      ["first visit", async () => {}],
      ["while training, with the hint's next step", async (w) => trainUntil(w, 3)],
      ["paused", async (w) => pause(w)],
      ["export menu", async (w) => w.button("Export").click()],
      ["theme and language", async (w) => w.button("Theme and language").click()],
      ["a finished run", async (w) => {
        await w.fill("Epochs", 30);
        await w.train();
        await w.finished();
      }],
      ["looking back", async (w) => {
        await w.page.getByRole("slider", { name: w.say("Epoch to look at") }).fill("12");
        await expect(w.output("Shown epoch")).toHaveText(/\b12\b/);
      }],
      ["why the readings differ", async (w) => {
        await openDialog(w, "Why do these differ?", "Why the two readings differ");
        await expect(w.page.getByRole("dialog").getByRole("row")).not.toHaveCount(0);
      }],
      ["the curves looked at closely", async (w) => {
        await w.button("View").click();
        await w.choose("Y axis", "Log");
        await w.field("Smoothing").fill("0.6");
        await w.epochCursor.press("+");
        await w.epochCursor.press("b");
      }],
      ["the figures of the run as a table", async (w) => openDialog(w, "Table", "Figures of the run")],
      ["the curves as they were", async (w) => {
        await w.field("Smoothing").fill("0");
        await w.choose("Y axis", "From 0");
        await w.button("Whole run").click();
        await w.button("View").click();
        await w.button("Back to the end").click();
      }],
      ["a second run, the first shown, and what can be done with it", async (w) => {
        await w.fill("Learning rate", 0.01);
        await w.train();
        await expect(w.training.locator(".run")).toHaveCount(3);
        await w.finished();
        const first = w.training.locator(".run-mark").last();
        await reach(w.page, first);
        await first.check();
        await w.training.locator(".run summary").last().click();
      }],
      ["a repeat that has come to its end", async (w) => {
        await w.fill("Epochs", 5);
        await w.button("Repeat over 5 seeds").click();
        await expect(w.dialog("Repeat and sweep").getByRole("status")).toContainText(/[Mm]edian/, { timeout: 40_000 });
      }],
      ["the runs of a sweep in the list, with the band", async (w) => {
        const group = w.training.locator(".run-group summary.run-name");
        await reach(w.page, group);
        await group.click();
        await expect(w.training.locator(".run-group .run")).toHaveCount(5);
      }],
      ["a sweep that is planned", async (w) => {
        await openDialog(w, "Sweep", "Repeat and sweep");
        await expect(w.dialog("Repeat and sweep").locator("tbody tr")).toHaveCount(7);
      }],
      ["a sweep over training rows that has come to its end", async (w) => {
        await openDialog(w, "Sweep", "Repeat and sweep");
        const dialog = w.dialog("Repeat and sweep");
        await dialog.getByRole("radio", { name: w.say("Training rows") }).check();
        await dialog.getByLabel(w.say("Values of training rows")).fill("20; 50; 100");
        await dialog.getByRole("button", { name: w.say("Train 3 runs") }).click();
        await expect(dialog.getByRole("status")).toContainText(/Lowest|Niedrigster/, { timeout: 40_000 });
      }],
      ["two settings as a grid", async (w) => {
        await openDialog(w, "Sweep", "Repeat and sweep");
        const dialog = w.dialog("Repeat and sweep");
        await dialog.getByLabel(w.say("Second setting, as a grid")).selectOption({ label: w.say("Depth") });
        await dialog.getByLabel(w.say("Values of depth")).fill("0..2");
        await dialog.getByRole("button", { name: w.say("Train 9 runs") }).click();
        await expect(dialog.getByRole("status")).toContainText(/Lowest|Niedrigster/, { timeout: 40_000 });
      }],
      ["values that cannot be read", async (w) => {
        await openDialog(w, "Sweep", "Repeat and sweep");
        const dialog = w.dialog("Repeat and sweep");
        await dialog.getByLabel(w.say("Values of depth")).fill("one");
        await dialog.getByLabel(w.say("Values of depth")).blur();
        await expect(dialog.getByRole("alert").filter({ visible: true })).toContainText(w.piece("not"));
      }],
      ["the table of runs", async (w) => openDialog(w, "Compare", "Compare runs")],
      ["the tab of a metric", async (w) => w.page.getByRole("tab").nth(1).click()],
      ["all training settings", async (w) => {
        await w.field("Early stopping").setChecked(true);
        await w.disclose("Baseline, mode");
        await w.disclose("More");
        await w.choose("Optimizer", "SGD");
        await w.choose("Schedule", { label: w.say("Reduce on plateau") });
        await w.field("Factor").scrollIntoViewIfNeeded();
      }],
      ["a value out of range", async (w) => {
        await w.fill("Factor", 2);
        await w.fill("Learning rate", 0);
      }],
      ["after divergence", async (w) => {
        await w.choose("Scaling", "None");
        await w.choose("Schedule", { label: w.say("Constant") });
        await w.fill("Learning rate", 10);
        await w.train();
        await w.says(/diverged/, 30_000);
      }],
      ["the coach on a run that diverged, with its evidence", async (w) => {
        const coach = w.training.getByRole("group", { name: w.say("Coach"), includeHidden: true });
        await reach(w.page, coach);
        await coach.getByText(w.say("Evidence")).click();
        await coach.scrollIntoViewIfNeeded();
      }],
      ["present mode", async (w) => w.button("Present").click(), "wide"],
    ],
  },
  {
    name: "overfitting",
    views: [
      ["the coach on a run that overfits, from the curves", async (w) => {
        await w.chooseGallery("Sonar");
        await w.denseOnly(512, 512);
        await w.fill("Epochs", 60);
        await w.field("Early stopping").setChecked(false);
        await w.train();
        await w.finished();
      }],
      ["the coach on a run that overfits", async (w) => {
        const coach = w.training.getByRole("group", { name: w.say("Coach"), includeHidden: true });
        await reach(w.page, coach);
        await coach.scrollIntoViewIfNeeded();
      }],
    ],
  },
  {
    name: "the network",
    views: [
      ["inspector of Dense", async (w) => only(w, "Dense")],
      ["inspector of Activation", async (w) => only(w, "Activation")],
      ["inspector of Dropout", async (w) => only(w, "Dropout")],
      ["inspector of BatchNorm", async (w) => only(w, "BatchNorm")],
      ["a block's value out of range", async (w) => w.fill("Momentum", 7)],
      ["inspector of Input", async (w) => w.layers.getByRole("button", { name: w.begins("Input") }).click()],
      ["inspector of Output", async (w) => w.layers.getByRole("button", { name: w.begins("Output") }).click()],
      ["a place is chosen for what was picked", async (w) => w.button("Add Dense").tap()],
      ["several blocks", async (w) => {
        await w.denseOnly(8, 16, 32);
        await w.blocks.first().click();
        await w.blocks.nth(1).click({ modifiers: ["Shift"] });
      }],
      ["advice on the network, and why", async (w) => {
        await w.blocks.first().click();
        await w.choose("Activation", "linear");
        await w.besideBlock.getByText(w.say("Why")).click();
        // On a phone its sheet then lies over the network.
        await w.fill("Batch size", 4096);
        await w.training.locator(".advice").getByText(w.say("Why")).click();
      }],
      ["a block lifted over the chain", async (w) => w.lift(w.button("Add Dropout"), w.blocks.nth(1)), "wide"],
      ["a block dragged out", async (w) => w.lift(w.blocks.nth(1), w.curves.locator("canvas")), "wide"],
      ["Templates", async (w) => openDialog(w, "Templates")],
      ["Explain, large", async (w) => {
        await template(w, "Dropout and BatchNorm");
        await explain(w);
      }],
      ["Explain, small", async (w) => {
        await template(w, "Linear unit");
        await explain(w);
      }],
      // The last one: it stays in the place of the curves.
      ["the code", async (w) => {
        await w.button("Code").click();
        await expect(w.page.getByRole("tabpanel", { name: w.say("Script") })).toContainText("keras.Sequential(");
      }],
      ["thirty blocks", async (w) => {
        await w.clearNetwork();
        for (const kind of ["Dense", "Activation", "BatchNorm"]) await w.button(`Add ${kind}`).click();
        await w.page.keyboard.press("Escape");
        for (let blocks = 3; blocks < 30; blocks += 3) {
          await w.blocks.first().click();
          await w.blocks.nth(2).click({ modifiers: ["Shift"] });
          await w.button("Duplicate").click();
          await expect(w.blocks).toHaveCount(blocks + 3);
        }
      }],
      ["Keys", async (w) => {
        await w.page.locator("body").press("?");
        await expect(w.dialog("Keys")).toBeVisible();
      }, "wide"],
    ],
  },
  {
    name: "the data",
    views: [
      ["Gallery", async (w) => openDialog(w, "Gallery")],
      ["Gallery, with a source", async (w) => {
        await openDialog(w, "Gallery");
        await w.page.getByText(w.say("Source and licence of Red wine quality")).click();
        await expect(w.dialog("Gallery")).toContainText(/Cortez/);
      }],
      ["Data", async (w) => w.data.scrollIntoViewIfNeeded()],
      ["a column of numbers", async (w) => w.openColumn("alcohol")],
      ["Rows", async (w) => w.openRows()],
      ["Rows as the network gets them", async (w) => w.openRows("As the network gets them")],
      ["How the file was read", async (w) => w.openReading()],
      ["a column of categories", async (w) => {
        await w.chooseGallery("Titanic");
        await w.openColumn("sex");
      }],
      ["all data settings", async (w) => {
        await w.disclose("Split and preparation", w.data);
        await w.disclosure("Split and preparation", w.data).locator("select").last().scrollIntoViewIfNeeded();
      }],
      ["weights of classes", async (w) => {
        await w.chooseGallery("Iris");
        await w.disclose("More");
        await w.choose("Class weights", "Given");
      }],
      ["made points", async (w) => {
        await w.chooseGallery("Two moons");
        await w.button(w.begins("How it is made: ")).click();
        await expect(w.dialog("How the data is made").locator("path.dots").first()).toHaveAttribute("d", /\d/);
      }],
      ["a formula that cannot be read", async (w) => {
        await made(w, "Formula");
        await w.dialog("How the data is made").getByLabel("y =").fill("x1 * (x2 + 1");
        await w.page.keyboard.press("Enter");
        await expect(w.page.getByRole("dialog").getByRole("alert").first()).toHaveText(/\S/);
      }],
      ["painted points", async (w) => {
        await made(w, "Painted points");
        await w.page.getByRole("application").focus();
        for (const key of ["Enter", "ArrowUp", "Enter"]) await w.page.keyboard.press(key);
      }],
      ["a file is over the page", async (w) => w.page.locator("body").evaluate((body) => body.classList.add("drop-here"))],
      ["a table with long names", async (w) => {
        await w.page.locator("body").evaluate((body) => body.classList.remove("drop-here"));
        await w.uploadText("Ein_sehr_langer_Dateiname_mit_Donaudampfschifffahrtsgesellschaft.csv", longNames);
        await expect(w.output("Rows")).toHaveText(w.piece("60 rows · 3 columns"));
        await w.data.scrollIntoViewIfNeeded();
      }],
      ["a column with a long name", async (w) => w.openColumn(long(1)[0])],
    ],
  },
  {
    name: "experiments",
    views: [
      ["one experiment", async (w) => {
        await w.fill("Seed", 11);
        await openDialog(w, "Experiments");
        await expect(w.dialog("Experiments").getByRole("listitem")).toHaveCount(1);
      }],
      ["an experiment's name as a field", async (w) => {
        await openDialog(w, "Experiments");
        await w.button("Rename").click();
        await expect(w.field("Name")).toBeFocused();
      }],
      ["twelve experiments", async (w) => {
        await openDialog(w, "Experiments");
        await w.button("Rename").click();
        await w.field("Name").fill("Überanpassung bei der Rechtsschutzversicherungsgesellschaft mit zu vielen Parametern und wenigen Zeilen");
        await w.field("Name").press("Enter");
        for (let count = 2; count <= 12; count += 1) {
          await w.page.getByRole("button", { name: w.say("Duplicate") }).first().click();
          await expect(w.dialog("Experiments").getByRole("listitem")).toHaveCount(count);
        }
      }],
      ["a deleted experiment", async (w) => {
        await openDialog(w, "Experiments");
        await w.page.getByRole("dialog").getByRole("button", { name: w.say("Delete") }).last().click();
        await expect(w.button("Undo delete")).toBeVisible();
      }],
      ["the link, where it cannot be copied", async (w) => {
        await w.page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
        await openDialog(w, "Share link", "Link to this experiment");
        await w.button("Copy link").click();
        await expect(w.dialog("Link to this experiment").getByLabel(w.say("Link"), { exact: true })).toBeVisible();
      }],
    ],
  },
  {
    name: "lessons",
    views: [
      ["the list of lessons and scenes", async (w) => {
        await w.button("Lessons").click();
        await expect(w.page.getByRole("button", { name: w.begins("More data") })).toBeAttached();
      }],
      ["a scene that was run", async (w) => {
        await w.page.getByRole("button", { name: w.begins("Overfitting") }).click();
        await w.ready();
        await w.page.getByRole("button", { name: w.begins("Run: ") }).click();
        await expect(w.page.getByRole("button", { name: w.say("From another seed") })).toBeVisible({ timeout: 30_000 });
      }],
      ["a scene on the stage", async (w) => {
        await w.button("Present").click();
        await expect(w.page.getByRole("region", { name: w.say("Scene"), exact: true })).toBeVisible();
      }, "wide"],
      ["the list of scenes on the stage", async (w) => {
        await w.page.keyboard.press("l");
        await expect(w.page.getByRole("dialog", { name: w.say("Scenes") })).toBeVisible();
      }, "wide"],
      ["a step of a lesson that is done", async (w) => {
        // From the list and from the stage, where they were looked at.
        await w.page.keyboard.press("Escape");
        await w.page.keyboard.press("Escape");
        await w.page.getByRole("button", { name: w.say("All lessons") }).click();
        await w.page.getByRole("button", { name: /^6\. / }).click();
        await w.ready();
        await w.page.getByRole("radio").and(w.page.locator("[name=lesson-answer]")).first().check();
        const shows = w.page.getByRole("button", { name: w.say("Show me") });
        for (let left = await w.page.locator(".lesson-tasks > li").count(); left > 0; left -= 1) {
          await shows.click();
          await expect(w.page.locator(".lesson-tasks > .done")).toHaveCount((await w.page.locator(".lesson-tasks > li").count()) - left + 1);
        }
        await expect(w.page.getByText(w.say("What you saw"))).toBeVisible();
      }],
      ["a word of the glossary", async (w) => {
        await w.page.locator(".term").first().click();
        await expect(w.page.locator(".term-card")).toBeVisible();
      }],
    ],
  },
  {
    name: "what goes wrong",
    views: [
      ["a rejected file", async (w) => {
        await w.uploadText("empty.csv", "");
        await w.saysOnly(w.piece(/empty/));
      }],
      ["a link cut in half", async (w) => {
        await w.page.evaluate(() => (location.hash = "v1.not-a-link"));
        await w.says(/incomplete or damaged/);
      }],
      ["a target with one value", async (w) => {
        await w.uploadText("flat.csv", ["a,b,flat", ...Array.from({ length: 50 }, (_, row) => `${row},${row % 5},9`)].join("\n"));
        await w.choose("Target", "flat");
        await expect(w.page.locator(".problem").filter({ hasText: w.piece(/Every row has the same "flat"/) })).toHaveCount(1);
      }],
      ["rows that were mended", async (w) => {
        await w.uploadText("ragged.csv", ["a,b,c", ...Array.from({ length: 60 }, (_, row) => `${row},${row % 5},${row}`), "1,2", "5,6,7,8"].join("\n"));
        await expect(w.output("Rows")).toContainText(w.piece("61 rows"));
        await expect(w.warnings).not.toHaveCount(0);
        await w.data.scrollIntoViewIfNeeded();
      }],
      ["a page reloaded while training", async (w) => {
        await w.chooseGallery("Red wine quality");
        await trainUntil(w, 3);
        await w.page.reload();
        await w.ready();
        await w.says(/reloaded while training/);
      }],
      ["a worker that died", async (w) => {
        await trainUntil(w, 3);
        w.page.workers().at(-1).evaluate(() => self.close()).catch(() => {});
        await w.says(/worker stopped unexpectedly/, 30_000);
        await w.ready();
      }],
    ],
  },
  {
    name: "a browser that keeps nothing",
    before: (page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException("no", "SecurityError");
        };
      }),
    views: [
      ["nothing is kept", async (w) => w.saysOnly(w.piece(/does not let the page keep anything/))],
      ["no experiments", async (w) => openDialog(w, "Experiments")],
    ],
  },
];

/** One view by its name, on a page of one's own. */
export const view = (name) => groups.flatMap(({ views }) => views).find((one) => one[0] === name)[1];

export const screens = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Walks through a group on a page of its own and calls `look` in each of its views. */
export async function walk(workspace, { before, views }, screen, look) {
  await before?.(workspace.page);
  await workspace.open();
  for (const [name, show, where] of views) {
    if (where && where !== screen) continue;
    await leave(workspace);
    await show(workspace);
    await look(name, where);
  }
}
