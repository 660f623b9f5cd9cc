// Optimises wasm files with Binaryen's passes, one after the other on each processor.
//   node .ci/optimize.mjs size|speed <from> <to> [<from> <to>]...
// What comes out is byte for byte what `wasm-opt` makes with the same options. But wasm-opt from
// npm compiles itself anew for every file, which took three quarters of the time here.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

/** Has the next file optimised by each worker that is free; the largest come first. */
async function optimizeAll(goal, paths) {
  const waiting = [];
  for (let at = 0; at < paths.length; at += 2) {
    const [from, to] = [paths[at], paths[at + 1]];
    waiting.push({ from, to, bytes: readFileSync(from).length });
  }
  waiting.sort((one, other) => one.bytes - other.bytes);
  const one = () =>
    new Promise((resolve, reject) => {
      // Binaryen warns of names of Rust's that it does not know.
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: goal, stderr: true });
      let said = "";
      worker.stderr.on("data", (text) => { said += text; });
      worker.on("message", () => worker.postMessage(waiting.pop() ?? null));
      worker.on("error", reject);
      worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`optimize: ${said}`))));
    });
  await Promise.all(Array.from({ length: availableParallelism() }, one));
}

async function optimizeWhatComes(goal) {
  const { default: binaryen } = await import("binaryen");
  // Those that rustc and wasm-bindgen emit.
  const used = ["BulkMemory", "SIMD128", "NontrappingFPToInt", "ReferenceTypes", "Multivalue", "MutableGlobals", "SignExt"];
  const features = used.reduce((all, name) => all | binaryen.Features[name], 0);
  if (goal === "size") {
    binaryen.setOptimizeLevel(2);
    binaryen.setShrinkLevel(2);
    // Nothing is read below address 1024, the far end of the stack, so loads take their offset
    // in. What is called from one place is inlined there, up to 100 instructions; gzip likes
    // repeated expressions better than locals.
    binaryen.setLowMemoryUnused(true);
    binaryen.setOneCallerInlineMaxSize(100);
    binaryen.addPassToSkip("local-cse");
  } else {
    binaryen.setOptimizeLevel(3);
    binaryen.setShrinkLevel(0);
  }
  binaryen.setGenerateStackIR(true);
  binaryen.setOptimizeStackIR(true);
  // Functions that are alike are near each other, as their names are, which gzip likes.
  const last = ["reorder-functions-by-name", "strip-target-features", "strip-producers"];
  parentPort.on("message", (file) => {
    if (!file) return parentPort.close();
    const module = binaryen.readBinary(readFileSync(file.from), features);
    module.optimize();
    module.runPasses(last);
    writeFileSync(file.to, module.emitBinary());
    module.dispose();
    parentPort.postMessage("next");
  });
  parentPort.postMessage("next");
}

if (isMainThread) {
  const [goal, ...paths] = process.argv.slice(2);
  await optimizeAll(goal, paths);
} else {
  await optimizeWhatComes(workerData);
}
