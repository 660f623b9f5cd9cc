// Shows that every setting of Keras's that the page offers does what it says, is one step
// of undo, and comes back from a link and a reload.
import { expect, test } from "@playwright/test";
import { barriers } from "./barriers.mjs";
import { rows } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const undo = () => workspace.button("Undo").click();
const options = (name) => workspace.field(name).locator("option").allTextContents();

/** Chooses every option of a select, checks what it comes to, and takes all of it back. */
async function everyChoice(name, wanted, read) {
  expect(await options(name)).toEqual(Object.keys(wanted));
  const first = await workspace.field(name).inputValue();
  const chosen = Object.keys(wanted).filter((label) => label !== first);
  for (const label of chosen) {
    await workspace.choose(name, { label });
    expect(read(await workspace.experiment()), label).toEqual(wanted[label]);
  }
  // One step of undo each.
  for (const label of chosen.reverse()) {
    await expect(workspace.field(name).locator("option:checked")).toHaveText(label);
    await undo();
  }
  await expect(workspace.field(name)).toHaveValue(first);
  await expect(workspace.button("Undo")).toBeDisabled();
}

test("every optimizer, and Undo takes each back", async () => {
  await everyChoice(
    "Optimizer",
    {
      Adam: "adam",
      SGD: { sgd: { momentum: 0, nesterov: false } },
      RMSprop: "rms_prop",
      Adagrad: "adagrad",
      AdamW: { adam_w: { weight_decay: 0.004, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 } },
      Nadam: "nadam",
    },
    (experiment) => experiment.training.optimizer,
  );
});

test("every schedule, and Undo takes each back", async () => {
  await everyChoice(
    "Schedule",
    {
      Constant: "constant",
      "Exponential decay": { exponential_decay: { decay_steps: 1000, decay_rate: 0.9, staircase: false } },
      "Cosine decay": { cosine_decay: { decay_steps: 1000, alpha: 0 } },
      "Reduce on plateau": {
        reduce_on_plateau: { factor: 0.1, patience: 10, min_delta: 0.0001, cooldown: 0, min_learning_rate: 0 },
      },
    },
    (experiment) => experiment.training.schedule,
  );
});

test("the numbers of a choice come and go with it, and typing is one step", async () => {
  await expect(workspace.field("SGD momentum")).toBeHidden();
  await workspace.choose("Optimizer", "SGD");
  await workspace.field("SGD momentum").pressSequentially("0.9");
  await workspace.field("Nesterov").check();
  expect((await workspace.experiment()).training.optimizer).toEqual({ sgd: { momentum: 0.9, nesterov: true } });
  await undo();
  await expect(workspace.field("Nesterov")).not.toBeChecked();
  await undo();
  await expect(workspace.field("SGD momentum")).toHaveValue("0");
  await undo();
  await expect(workspace.field("SGD momentum")).toBeHidden();

  await workspace.choose("Optimizer", "AdamW");
  await workspace.fill("Weight decay", 0.01);
  await workspace.choose("Schedule", { label: "Reduce on plateau" });
  for (const [name, value] of [
    ["Factor", 0.5],
    ["Plateau patience", 3],
    ["Plateau minimum delta", 0.01],
    ["Cooldown", 2],
    ["Minimum learning rate", 0.0001],
  ]) {
    await workspace.fill(name, value);
  }
  const { optimizer, schedule } = (await workspace.experiment()).training;
  expect(optimizer).toEqual({ adam_w: { weight_decay: 0.01, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 } });
  expect(schedule.reduce_on_plateau).toEqual({
    factor: 0.5,
    patience: 3,
    min_delta: 0.01,
    cooldown: 2,
    min_learning_rate: 0.0001,
  });
  await workspace.fill("Factor", 2);
  await workspace.saysOnly(/^Factor must be a number from 0\.001 to 0\.999, not 2\.$/);
});

test("a decimal comma, pasted blanks and a unit are read, and what is no number says so", async ({ page }) => {
  const field = workspace.field("Learning rate");
  const inForce = async () => (await workspace.experiment()).training.learning_rate;
  for (const [typed, value, shown] of [
    ["0,01", 0.01, "0.01"],
    ["1,5e-3", 0.0015, "0.0015"],
    [" 0,02\u00a0", 0.02, "0.02"],
    ["1 %", 0.01, "0.01"],
    [".05", 0.05, "0.05"],
  ]) {
    await field.fill("");
    await field.pressSequentially(typed);
    await field.press("Tab");
    await expect(field).toHaveValue(shown);
    expect(await inForce(), typed).toBe(value);
  }
  await workspace.fill("Epochs", "1.000");
  await workspace.field("Epochs").blur();
  await expect(workspace.field("Epochs")).toHaveValue("1000");
  // The arrows step as they did, and the field says its number and its range.
  await field.fill("0,01");
  await field.press("ArrowUp");
  await expect(field).toHaveValue("0.02");
  await field.press("ArrowDown");
  await field.press("ArrowDown");
  await expect(field).toHaveValue("0.005");
  await expect(workspace.training.getByRole("spinbutton", { name: "Learning rate" })).toHaveAttribute("aria-valuenow", "0.005");
  await expect(field).toHaveAttribute("aria-valuemax", "10");
  await workspace.field("Minimum delta").press("ArrowUp");
  await expect(workspace.field("Minimum delta")).toHaveValue("0.002");

  await field.fill("0,01,5");
  await workspace.saysOnly(/^Learning rate must be a number such as 0\.001, not "0,01,5"\.$/);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveValue("0,01,5");
  expect(await inForce()).toBe(0.005);
  // Train says which value is in force.
  await workspace.fill("Epochs", 1);
  await workspace.train();
  const said = workspace.sentences.filter({ hasText: "Learning rate is still 0.005: what stands in its field cannot be used." });
  await expect(said).toHaveCount(1);
  await workspace.button("Dismiss").click();
  await field.press("Escape");
  await expect(field).toHaveValue("0.005");
  await expect(workspace.sentences).toHaveCount(0);
  // The beginning of a number is not wrong before one goes on.
  await field.fill("1e");
  await expect(workspace.sentences).toHaveCount(0);
  await field.blur();
  await workspace.saysOnly(/not "1e"\.$/);
  await field.fill("1,000");
  await field.blur();
  await expect(field).toHaveValue("1");
  await workspace.disclose("Baseline, mode");
  await workspace.fill("Baseline", "1,500");
  await workspace.saysOnly(/^"1,500" can be 1\.5 or 1500: write one of these\.$/);
});

test("Huber has a delta, the other losses have none", async () => {
  await expect(workspace.field("Delta")).toBeHidden();
  await workspace.choose("Loss", "huber");
  await workspace.fill("Delta", 0.25);
  expect((await workspace.experiment()).training.loss).toEqual({ huber: { delta: 0.25 } });
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  const smaller = rows(await workspace.history())[2].loss;
  await workspace.fill("Delta", 2);
  await expect(workspace.verdict).toContainText("Train starts anew");
  await workspace.train();
  await workspace.finished();
  expect(rows(await workspace.history())[2].loss).toBeGreaterThan(smaller);
  await workspace.choose("Loss", "log_cosh");
  await expect(workspace.field("Delta")).toBeHidden();
});

test("all twelve activations, in a Dense block and alone", async ({ page }) => {
  const names = [
    "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "softplus", "sigmoid", "tanh", "softmax",
    "exponential",
  ];
  const labels = names.map((name) => (name === "silu" ? "silu (swish)" : name));
  await workspace.blocks.first().click();
  expect(await options("Activation")).toEqual(labels);
  await workspace.button("Add Activation").click();
  expect(await options("Activation")).toEqual(labels);
  const graphs = new Set();
  for (const name of names) {
    await workspace.choose("Activation", name);
    await expect(workspace.blocks.nth(1)).toContainText(name);
    graphs.add(await page.locator(".activation-graph path").nth(1).getAttribute("d"));
  }
  // Softmax against one other output is the sigmoid.
  expect(graphs.size).toBe(names.length - 1);
  await workspace.choose("Activation", "gelu");
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
});

test("More under the chain: stays open, and the block says what is unusual", async () => {
  const more = workspace.disclosure("More", workspace.network);
  await workspace.clearNetwork();
  for (const kind of ["Dense", "Dropout", "BatchNorm"]) await workspace.button(`Add ${kind}`).click();
  const [dense, dropout, norm] = [0, 1, 2].map((index) => workspace.blocks.nth(index));
  await dense.click();
  await expect(workspace.field("L2")).toBeHidden();
  await workspace.disclose("More", workspace.network);
  await workspace.fill("L2", 0.01);
  await expect(dense).toContainText("384 params · L2 0.01");
  await workspace.choose("Kernel initializer", "he_normal");
  await workspace.choose("Bias initializer", "ones");
  await expect(dense).toContainText("384 params · L2 0.01 +2");
  await workspace.field("Use bias").uncheck();
  await expect(workspace.field("Bias initializer")).toBeHidden();
  await expect(dense).toContainText("352 params · L2 0.01 +2");

  await dropout.click();
  await expect(more).toHaveAttribute("open");
  await expect(workspace.field("Dropout seed")).toHaveValue("");
  await expect(workspace.field("Dropout seed")).toHaveAttribute("placeholder", "42");
  await workspace.fill("Dropout seed", 7);
  await expect(dropout).toContainText("seed 7");
  await workspace.fill("Dropout seed", -1);
  await workspace.saysOnly(/^Seed must be/);
  await workspace.fill("Dropout seed", "");
  await expect(workspace.sentences).toHaveCount(0);
  await expect(dropout).not.toContainText("seed");

  await norm.click();
  await expect(more).toHaveAttribute("open");
  await workspace.field("Scale").uncheck();
  await expect(norm).toContainText("32 + 64 · no scale");
  await workspace.field("Center").uncheck();
  await expect(norm).toContainText("64 · no center +1");

  const { layers } = (await workspace.experiment()).network;
  expect(layers[0].dense).toEqual({
    units: 32,
    activation: "relu",
    use_bias: false,
    kernel_initializer: "he_normal",
    bias_initializer: "ones",
    kernel_regularizer: { l1: 0, l2: 0.01 },
  });
  expect(layers[1].dropout).toEqual({ rate: 0.2, seed: null });
  expect(layers[2].batch_normalization).toEqual({ momentum: 0.99, epsilon: 0.001, center: false, scale: false });
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
});

test("L2 on a Dense block survives a share link and a reload", async ({ page, browser }) => {
  await workspace.blocks.first().click();
  await workspace.disclose("More", workspace.network);
  await workspace.fill("L2", 0.02);
  const experiment = await workspace.experiment();
  const link = await workspace.link();
  const context = await browser.newContext();
  const other = new Workspace(await context.newPage());
  await other.open(link);
  await expect(other.blocks.first()).toContainText("L2 0.02");
  expect(await other.experiment()).toEqual(experiment);
  await context.close();
  await page.reload();
  await workspace.ready();
  await expect(workspace.blocks.first()).toContainText("L2 0.02");
  expect(await workspace.experiment()).toEqual(experiment);
});

test("class weights are given by the names of the classes", async ({ page }) => {
  await workspace.disclose("More");
  await expect(workspace.field("Class weights")).toBeHidden();
  await workspace.chooseGallery("Iris");
  const plain = await lossAfter(3);
  await workspace.choose("Class weights", "Balanced");
  expect((await workspace.experiment()).training.class_weights).toBe("balanced");
  await workspace.choose("Class weights", "Given");
  const weights = page.getByRole("group", { name: "Weight of each class" });
  await expect(weights.getByRole("spinbutton")).toHaveCount(3);
  await expect(workspace.field("Threshold")).toBeHidden();
  const names = await weights.locator("label").allTextContents();
  await weights.getByLabel(names[1]).fill("2.5");
  await weights.getByLabel(names[2]).fill("4");
  expect((await workspace.experiment()).training.class_weights).toEqual({ given: [1, 2.5, 4] });
  expect(await lossAfter(3)).not.toBe(plain);
  // A step of undo for each field.
  await undo();
  await expect(weights.getByLabel(names[2])).toHaveValue("1");
  await expect(weights.getByLabel(names[1])).toHaveValue("2.5");
  await undo();
  await expect(weights.getByLabel(names[1])).toHaveValue("1");
});

async function lossAfter(epochs) {
  await workspace.fill("Epochs", epochs);
  await workspace.train();
  await workspace.finished();
  return rows(await workspace.history()).at(-1).val_loss;
}

test("threshold, clipping and order", async () => {
  await workspace.chooseGallery("Ionosphere");
  await workspace.disclose("More");
  await expect(workspace.field("Threshold")).toHaveAttribute("placeholder", "0.5");
  await workspace.choose("Loss", "hinge");
  await expect(workspace.field("Threshold")).toHaveAttribute("placeholder", "0");
  await workspace.fill("Threshold", 0.3);
  await workspace.choose("Clipping", "By norm");
  await workspace.fill("Clip norm", 2);
  await workspace.field("Shuffle").uncheck();
  await workspace.field("Precision").check();
  await expect(workspace.disclosure("More").locator("summary")).toContainText("4 changed");
  let { training } = await workspace.experiment();
  expect(training).toMatchObject({ threshold: 0.3, clipping: { norm: 2 }, shuffle: false, metrics: ["precision"] });
  await workspace.choose("Clipping", "By value");
  await workspace.fill("Threshold", "");
  ({ training } = await workspace.experiment());
  expect(training).toMatchObject({ threshold: null, clipping: { value: 0.5 } });
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
});

test("another threshold is measured at once, without new training", async () => {
  await workspace.chooseGallery("Titanic");
  await workspace.disclose("More");
  await workspace.field("Recall").check();
  await workspace.fill("Epochs", 20);
  await workspace.train();
  await workspace.finished();
  const before = rows(await workspace.history());
  await workspace.fill("Threshold", 0.2);
  await expect(workspace.verdict).toContainText("Threshold 0.2: the figures of earlier epochs follow");
  await expect(workspace.verdict).not.toContainText("Train starts anew");
  const recall = async () => rows(await workspace.history()).map((row) => row.val_recall);
  await expect.poll(async () => (await recall()).at(-1)).toBeGreaterThan(before.at(-1).val_recall);
  expect((await recall()).slice(0, 19)).toEqual(before.slice(0, 19).map((row) => row.val_recall));
  const after = rows(await workspace.history());
  expect(after.map((row) => row.val_loss)).toEqual(before.map((row) => row.val_loss));
  await workspace.fill("Threshold", "");
  await expect.poll(recall).toEqual(before.map((row) => row.val_recall));
});

// Laptop and phone, by day and by night: every_view.spec.mjs.
test.describe("a tablet", () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test("no barriers in the opened disclosures, and nothing beyond the edge", async ({ page }) => {
    await workspace.chooseGallery("Ionosphere");
    await workspace.choose("Optimizer", "SGD");
    await workspace.choose("Schedule", { label: "Reduce on plateau" });
    await workspace.disclose("Baseline, mode");
    await workspace.disclose("More");
    await workspace.choose("Class weights", "Given");
    await workspace.choose("Clipping", "By value");
    for (const name of ["Precision", "Recall", "AUC"]) await workspace.field(name).check();
    await workspace.blocks.first().click();
    await workspace.disclose("More", workspace.network);
    for (const kind of ["Dense", "Dropout", "BatchNorm"]) {
      if (kind !== "Dense") await workspace.button(`Add ${kind}`).click();
      expect((await barriers(page)).found).toEqual([]);
      expect(await beyondTheirPanel(page), kind).toEqual([]);
    }
    // On a phone it was a closed sheet.
    await workspace.field("Clipping").scrollIntoViewIfNeeded();
    expect(await beyondTheirPanel(page), "training").toEqual([]);
  });
});

/** Fields that stick out of their panel, and words that are cut. */
function beyondTheirPanel(page) {
  return page.evaluate(() => {
    const found = [];
    for (const panel of document.querySelectorAll(".training-panel, .inspector, .curves-head")) {
      const right = panel.getBoundingClientRect().right;
      for (const part of panel.querySelectorAll("input:not(.slider), select, label, summary, button")) {
        const box = part.getBoundingClientRect();
        if (box.width > 0 && box.right > right + 0.5) found.push(`${part.id || part.textContent} sticks out`);
        if (part.matches("label, summary, button") && part.scrollWidth > part.clientWidth + 1) {
          found.push(`${part.textContent} is cut`);
        }
      }
    }
    return found;
  });
}

test("what an earlier version kept is read, or forgotten without a word", async ({ page }) => {
  const old = {
    title: "Red wine quality",
    data: {
      source: { gallery: { id: "red-wine" } },
      target: "quality",
      task: "regression",
      ignored: [],
      validation_percent: 25,
      scaling: "min_max",
    },
    network: { layers: [{ dense: { units: 12, activation: "tanh" } }, { dropout: { rate: 0.3 } }] },
    training: {
      loss: "mean_absolute_error",
      optimizer: { sgd: { momentum: 0.5 } },
      learning_rate: 0.02,
      batch_size: 16,
      epochs: 40,
      early_stopping: true,
      stopping: { min_delta: 0.01, patience: 6, restore_best_weights: false },
    },
    seed: 9,
  };
  const run = {
    phase: "Paused",
    experiment: old,
    history: { loss: [1, 0.5], val_loss: [1, 0.6], metric: [1, 0.5], val_metric: [1, 0.6] },
    counts: null,
    best_epoch: 2,
    wait: 0,
  };
  // In a page that was never left: its own leaving would keep it again.
  const other = await page.context().newPage();
  await other.goto("./");
  await other.addInitScript(
    ([experiment, run]) => {
      // Nothing of this version: it would go before what an earlier one kept.
      localStorage.clear();
      sessionStorage.clear();
      localStorage.setItem("descent.experiment.v1", experiment);
      sessionStorage.setItem("descent.experiment.v1", experiment);
      sessionStorage.setItem("descent.run.v1", run);
      sessionStorage.setItem("descent.run.v2", run);
    },
    [JSON.stringify(old), JSON.stringify(run)],
  );
  await other.reload();
  const back = new Workspace(other);
  await back.ready();
  await expect(back.blocks).toHaveText([/12 units · tanh/, /0\.30 rate/]);
  await expect(back.field("SGD momentum")).toHaveValue("0.5");
  await expect(back.field("Patience")).toHaveValue("6");
  await expect(back.output("Epoch")).toHaveText("0");
  await expect(back.sentences).toHaveCount(0);
  await back.fill("Epochs", 2);
  await back.train();
  await back.finished();
});
