// Shows that the comparison itself can fail: stand-in pages that agree, differ, break, hang.
//   node --test tests/browsers/harness.test.mjs
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { stopAllAtTheEnd } from "./children.mjs";
import { compare, serve } from "./compare.mjs";
import { names as known, programs } from "./launchers.mjs";

const installed = known.filter((name) => programs(name).missing.length === 0);
const folder = mkdtempSync(join(tmpdir(), "descent-stand-in-"));

const page = (body) => `<!doctype html><title>stand-in</title>
<output id="fingerprint"></output><p role="alert"></p><script type="module">${body}</script>`;
const worker = `
  const answer = new DataView(new ArrayBuffer(8));
  const sum = new Float32Array(1);
  for (let i = 1; i < 1e6; i += 1) sum[0] += Math.fround(1 / i);
  answer.setFloat32(0, sum[0]);
  answer.setFloat32(4, Math.sqrt(sum[0]));
  postMessage(answer.getBigUint64(0).toString(16).padStart(16, "0"));`;
const pages = {
  sum: page(`
    const worker = new Worker("./worker.js", { type: "module" });
    worker.onmessage = ({ data }) => (document.querySelector("output").textContent = data);`),
  broken: page(`
    const worker = new Worker("./missing.js", { type: "module" });
    worker.onerror = () => (document.querySelector("p").textContent = "The worker did not start.");`),
  odd: page(`document.querySelector("output").textContent = "undefined";`),
  hanging: page(""),
  empty: "<!doctype html><title>stand-in</title>",
};

// The sum of 1/i in single precision, and its root, as bits.
const HASH = "4165b7bc407280c9";

let server;
before(async () => {
  stopAllAtTheEnd();
  writeFileSync(join(folder, "worker.js"), worker);
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), text);
  server = await serve(folder);
});
after(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

/** What `compare` says of a page, and of how many engines it is a failure. */
async function outcome(name, { names = installed, recorded = HASH, seconds = 30 } = {}) {
  const lines = [];
  const address = `${server.address}${name}.html#fingerprint`;
  const failures = await compare({ names, address, recorded, seconds, print: (line) => lines.push(line) });
  return { lines, failures };
}

const skip = installed.length === 0;

test("the recorded fingerprint passes in each engine", { skip }, async () => {
  const { lines, failures } = await outcome("sum");
  assert.equal(failures, 0);
  assert.equal(lines.length, installed.length);
  lines.forEach((line, index) => assert.match(line, new RegExp(`^${installed[index]} [\\d.]+\\w*: ${HASH}, as recorded$`)));
});

test("another fingerprint fails; where two engines agree, it says so", { skip }, async () => {
  const names = installed.slice(0, 2);
  const { lines, failures } = await outcome("sum", { names, recorded: "0123456789abcdef" });
  assert.equal(failures, names.length);
  names.forEach((_, index) => assert.ok(lines[index].endsWith(`: ${HASH}, but 0123456789abcdef is recorded`), lines[index]));
  if (names.length > 1) assert.match(lines.at(-1), /^The engines agree/);
});

for (const [name, seconds, end] of [
  ["broken", 30, ": failed, the page reports: The worker did not start."],
  ["odd", 30, ': failed, the page wrote "undefined", which is not 16 hex digits'],
  ["hanging", 1, ": failed, no fingerprint after 1 s"],
  ["empty", 1, ': failed, the page has no <output id="fingerprint">'],
]) {
  test(`a page that is ${name} fails`, { skip }, async () => {
    const { lines, failures } = await outcome(name, { names: installed.slice(0, 1), seconds });
    assert.equal(failures, 1);
    assert.equal(lines.length, 1);
    assert.ok(lines[0].endsWith(end), lines[0]);
  });
}
