// The networks of src/bench/networks.rs in TensorFlow.js: the WebAssembly backend, SIMD,
// one thread, `model.fit` without validation.
/* global tf, importScripts */
importScripts(
  "/tfjs/tfjs-core/dist/tf-core.min.js",
  "/tfjs/tfjs-layers/dist/tf-layers.min.js",
  "/tfjs/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
);

const ready = (async () => {
  // Threads need a page that is isolated from other origins; this one is not.
  tf.wasm.setWasmPaths("/tfjs/tfjs-backend-wasm/dist/");
  await tf.setBackend("wasm");
  await tf.ready();
  const has = async (flag) => ((await tf.env().getAsync(flag)) ? "yes" : "no");
  return `${tf.getBackend()}, SIMD ${await has("WASM_HAS_SIMD_SUPPORT")}, threads ${await has("WASM_HAS_MULTITHREAD_SUPPORT")}`;
})();

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

function build({ shape, network, training }) {
  const model = tf.sequential();
  const add = (kind, config) => {
    const first = model.layers.length === 0 ? { inputShape: [shape.inputs] } : {};
    model.add(tf.layers[kind]({ ...config, ...first }));
  };
  for (const block of network.layers) {
    const [[kind, config]] = Object.entries(block);
    if (kind === "dense") add("dense", { units: config.units, activation: config.activation });
    else if (kind === "dropout") add("dropout", { rate: config.rate });
    else if (kind === "batch_normalization") add("batchNormalization", { momentum: config.momentum, epsilon: config.epsilon });
    else throw new Error(`no ${kind} here`);
  }
  const outputs = {
    regression: { units: 1 },
    binary_classification: { units: 1, activation: "sigmoid" },
    multiclass_classification: { units: shape.classes, activation: "softmax" },
  };
  add("dense", outputs[shape.task]);
  const rate = training.learning_rate;
  const optimizer = training.optimizer === "adam" ? tf.train.adam(rate) : tf.train.sgd(rate);
  model.compile({ optimizer, loss: camel(training.loss) });
  return model;
}

/** Rows as in src/bench/synthetic.rs; not the same numbers. */
function data({ rows, inputs, task, classes }) {
  const x = Float32Array.from({ length: rows * inputs }, () => (2 * Math.random() - 1) * Math.sqrt(3));
  const outputs = task === "multiclass_classification" ? classes : 1;
  const y = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row += 1) {
    const first = x.subarray(row * inputs, row * inputs + Math.max(2, classes));
    if (outputs > 1) y[row * outputs + first.indexOf(Math.max(...first))] = 1;
    else y[row] = task === "regression" ? first[0] - first[1] : Number(first[0] > first[1]);
  }
  return [tf.tensor2d(x, [rows, inputs]), tf.tensor2d(y, [rows, outputs])];
}

async function fit(model, x, y, batchSize, epochs) {
  const begin = performance.now();
  await model.fit(x, y, { batchSize, epochs, shuffle: true, verbose: 0, yieldEvery: "never" });
  return performance.now() - begin;
}

/** A fresh model, warmed up, then as many epochs as fill about `ms`, at least one. */
async function round({ workload, ms }) {
  const backend = await ready;
  const { rows } = workload.shape;
  const batchSize = workload.training.batch_size;
  const model = build(workload);
  const [x, y] = data(workload.shape);
  const few = Math.min(rows, 8 * batchSize);
  const [fewX, fewY] = [x, y].map((all) => tf.slice(all, [0, 0], [few, -1]));
  const begin = performance.now();
  let estimate;
  do {
    estimate = (await fit(model, fewX, fewY, batchSize, 1)) * (rows / few);
  } while (performance.now() - begin < ms / 4);
  const epochs = Math.min(500, Math.max(1, Math.round(ms / estimate)));
  const took = await fit(model, x, y, batchSize, epochs);
  tf.dispose([x, y, fewX, fewY]);
  model.optimizer.dispose();
  model.dispose();
  return { msPerEpoch: took / epochs, epochs, backend };
}

onmessage = async ({ data: question }) => {
  try {
    postMessage(await round(question));
  } catch (error) {
    postMessage({ error: `TensorFlow.js: ${error.message}` });
  }
};
