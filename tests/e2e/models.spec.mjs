// Shows that trained networks leave as models of any epoch and come back as they were, and that
// what is no model changes nothing.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { hasNoBarriers } from "./barriers.mjs";
import { binary, root, rows } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
const fixture = (name) => `${root}tests/fixtures/models/${name}`;

test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

/** Iris, trained for so many epochs. */
async function trained(epochs) {
  await workspace.chooseGallery("Iris", { withNetwork: true });
  await workspace.fill("Epochs", epochs);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  await workspace.finished();
}

/** What an entry of the Export menu downloads: its name and its bytes. */
async function exported(page, entry) {
  await workspace.button("Export").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: entry, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), path: await file.path() };
}

/** What the network says of the validation rows. */
async function predictions(page, epoch) {
  await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  const view = page.getByRole("tabpanel", { name: "Predictions" });
  await expect(view).toContainText(epoch);
  const table = view.getByRole("table").first();
  await expect(table).toBeVisible();
  return view.innerText().then((text) => text.split("\n").filter((line) => !line.includes("weights of")).join("\n"));
}

test("every form is of the epoch that is looked at, and the command measures the same", async ({ page }, info) => {
  await workspace.button("Export").click();
  await expect(page.getByRole("group", { name: "Trained network" }).getByRole("button")).toHaveCount(4);
  for (const entry of await page.getByRole("group", { name: "Trained network" }).getByRole("button").all()) {
    await expect(entry).toBeDisabled();
  }
  await page.keyboard.press("Escape");
  await trained(30);
  const history = rows(await workspace.history());
  const experiment = await workspace.experiment();
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("12");

  const weights = await exported(page, "Weights (safetensors)");
  await workspace.saysOnly(/^The network of epoch 12 as safetensors: /);
  expect(weights.name).toMatch(/-epoch-12\.safetensors$/);
  const json = info.outputPath("iris.json");
  const { mkdirSync, writeFileSync } = await import("node:fs");
  mkdirSync(info.outputPath(), { recursive: true });
  writeFileSync(json, JSON.stringify(experiment));
  const measured = JSON.parse(
    execFileSync(binary, ["evaluate", json, "--weights", weights.path, "--json"], { encoding: "utf8" }),
  );
  expect(measured.validation.loss).toBe(history[11].val_loss);
  expect(measured.training.loss).toBe(history[11].loss);

  const onnx = await exported(page, "ONNX, preparation included");
  await workspace.saysOnly(/^The network of epoch 12 as ONNX: /);
  expect(onnx.name).toMatch(/-epoch-12\.onnx$/);
  // IR version 8, and the columns by their names.
  expect([...onnx.bytes.subarray(0, 2)]).toEqual([0x08, 8]);
  expect(onnx.bytes.includes("petal_length_cm")).toBe(true);

  const keras = await exported(page, "Keras model (.keras)");
  expect(keras.name).toMatch(/-epoch-12\.keras$/);
  expect(keras.bytes.subarray(0, 2).toString()).toBe("PK");
  const torch = await exported(page, "PyTorch state dict");
  expect(torch.name).toMatch(/-epoch-12\.pytorch\.safetensors$/);
  expect(torch.bytes.includes('"0.weight"')).toBe(true);

  // The last epoch needs no number.
  await page.getByRole("slider", { name: "Epoch to look at" }).press("Escape");
  const last = await exported(page, "Weights (safetensors)");
  await workspace.saysOnly(/^The network of epoch 30 as safetensors: /);
  expect(last.name).not.toContain("epoch");
  expect(last.bytes.equals(weights.bytes)).toBe(false);
});

test("a .keras file opens with its weights, rests, and is trained on", async ({ page }) => {
  await trained(30);
  await page.getByRole("slider", { name: "Epoch to look at" }).fill("12");
  const before = await predictions(page, /weights of epoch 12/);
  const { bytes } = await exported(page, "Keras model (.keras)");

  await page.goto("about:blank");
  await workspace.open("./#");
  await workspace.button("Reset").click();
  await workspace.chooseGallery("Iris");
  await workspace.denseOnly(3);
  await workspace.upload({ name: "iris.keras", mimeType: "application/zip", buffer: bytes });
  await workspace.says(/^iris\.keras is opened: the network has its weights\./);
  await expect(workspace.verdict).toContainText("The network has the weights of iris.keras, before its first epoch.");
  await hasNoBarriers(page, "a model that was opened");
  await expect(workspace.output("Epoch")).toHaveText("0");
  expect(await predictions(page, /\d+ validation rows/)).toBe(before);
  await workspace.curves.getByRole("tab", { name: "Inside" }).click();
  await expect(page.getByRole("tabpanel", { name: "Inside" })).not.toContainText("comes with the end of the first epoch");
  await workspace.curves.getByRole("tab", { name: "Loss" }).click();

  // The weights stay for another training of the same network, and over a reload.
  await workspace.fill("Epochs", 4);
  await workspace.train();
  await workspace.finished();
  const history = await workspace.history();
  await expect(workspace.training.locator(".run").first()).toContainText("from iris.keras");
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  expect(rows(await workspace.history())).toEqual(rows(history).slice(0, 3));

  // From the seed it is another run.
  await workspace.button("Reset").click();
  await workspace.fill("Epochs", 4);
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).not.toBe(history);
});

test("opened weights outlast a reload, and a changed network does without them", async ({ page }) => {
  await trained(8);
  const { bytes } = await exported(page, "Weights (safetensors)");
  await workspace.button("Reset").click();
  await workspace.drop("mine.safetensors", bytes);
  await workspace.says(/^mine\.safetensors is opened/);
  await page.reload();
  await workspace.ready();
  await workspace.button("Go on").click();
  await workspace.finished();
  const history = await workspace.history();

  await workspace.button("Reset").click();
  await workspace.drop("mine.safetensors", bytes);
  await workspace.says(/^mine\.safetensors is opened/);
  await workspace.button("Train").click();
  await workspace.finished();
  expect(await workspace.history()).toBe(history);

  await workspace.button("Add Dense").click();
  await workspace.button("Train").click();
  await workspace.says(/^The weights of mine\.safetensors fit another network/);
});

test("weights that could not be stored are not promised after a reload", async ({ page }) => {
  await trained(3);
  const { bytes } = await exported(page, "Weights (safetensors)");
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...stored) {
      if (this.name === "checkpoints") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, stored);
    };
  });
  await workspace.drop("mine.safetensors", bytes);
  await workspace.says(/^mine\.safetensors is opened/);
  await page.reload();
  await workspace.ready();
  await expect(workspace.button("Train")).toBeEnabled();
  await expect(workspace.sentences).toHaveCount(0);
});

test("opened weights are a step of undo, which takes no setting back", async ({ page }) => {
  await trained(8);
  const fromSeed = await workspace.history();
  const { bytes } = await exported(page, "Weights (safetensors)");
  await workspace.fill("Learning rate", 0.002);
  await workspace.drop("mine.safetensors", bytes);
  await workspace.says(/^mine\.safetensors is opened/);
  await workspace.train();
  await workspace.finished();
  const fromWeights = await workspace.history();

  await workspace.button("Undo").click();
  await expect(workspace.sentences).toHaveCount(0);
  await expect(workspace.field("Learning rate")).toHaveValue("0.002");
  await workspace.button("Redo").click();
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(fromWeights);

  await workspace.button("Undo").click();
  await workspace.button("Undo").click();
  await workspace.train();
  await workspace.finished();
  expect(await workspace.history()).toBe(fromSeed);

  // A reload keeps the step, but not the weights.
  await workspace.drop("mine.safetensors", bytes);
  await workspace.says(/^mine\.safetensors is opened/);
  await page.reload();
  await workspace.ready();
  await workspace.button("Undo").click();
  await expect(workspace.button("Go on")).toHaveCount(0);
  await workspace.button("Redo").click();
  await workspace.says("Weights that were opened do not outlast a reload: open their file again.");
});

test("the JSON of a model opens as its network, and Undo takes it back", async ({ page }) => {
  await workspace.chooseGallery("Iris");
  const chain = await workspace.layers.innerText();
  const json = JSON.stringify({
    class_name: "Sequential",
    config: {
      name: "mine",
      layers: [
        { class_name: "InputLayer", config: { batch_shape: [null, 4], name: "in" } },
        { class_name: "Dense", config: { name: "a", units: 11, activation: "tanh", use_bias: true } },
        { class_name: "Dropout", config: { name: "b", rate: 0.25 } },
        { class_name: "Dense", config: { name: "c", units: 3, activation: "softmax", use_bias: true } },
      ],
    },
  });
  for (const open of [
    () => workspace.upload({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(json) }),
    () => workspace.paste(json),
  ]) {
    await open();
    await workspace.says(/is opened: it holds a network without weights, so Train starts from the seed\./);
    await expect(workspace.blocks).toHaveCount(2);
    await expect(workspace.blocks.first()).toContainText("11 units");
    await workspace.button("Undo").click();
    expect(await workspace.layers.innerText()).toBe(chain);
  }
  // Of other inputs, its layers all the same.
  await workspace.drop("wide.json", json.replace("[null,4]", "[null,7]"));
  await workspace.says(/^The model takes 7 numbers per row; this table is prepared as 4\./);
  await expect(workspace.blocks.first()).toContainText("11 units");
});

test("what is no model is refused in one sentence, and nothing is changed", async ({ page }) => {
  await trained(5);
  const { bytes } = await exported(page, "Keras model (.keras)");
  await workspace.button("Dismiss").click();
  const before = await workspace.picture();
  const files = [
    ["lambda.keras", readFileSync(fixture("lambda.keras")), /Lambda/],
    ["nan.keras", readFileSync(fixture("nan.keras")), /not finite/],
    ["random.keras", Buffer.from([0x9c, 0x11, 0x7f, 0x45, 0xe0]), /no zip archive/],
    ["random.safetensors", Buffer.from([0x9c, 0x11, 0x7f, 0x45, 0xe0]), /no safetensors file/],
    ["half.keras", bytes.subarray(0, bytes.length / 2), /no zip archive, or its end is missing/],
    ["bomb.keras", bomb(), /would unpack to .* out of almost nothing/],
    ["functional.json", readFileSync(fixture("functional.json")), /Functional/],
  ];
  for (const [name, buffer, sentence] of files) {
    await workspace.upload({ name, mimeType: "application/octet-stream", buffer });
    await expect(page.getByRole("alert")).toHaveText(sentence);
    await workspace.saysOnly(sentence);
    expect(await workspace.picture()).toEqual(before);
  }
  await workspace.fill("Epochs", 6);
  await workspace.button("Go on to epoch 6").click();
  await workspace.finished();
});

/** A zip whose one file says that it unpacks to 400 MB. */
function bomb() {
  const packed = deflateRawSync(Buffer.alloc(400_000));
  const name = Buffer.from("config.json");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(400_000_000, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(400_000_000, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
