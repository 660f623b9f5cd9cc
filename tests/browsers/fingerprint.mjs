// Shows that one training run gives the same bits in every browser engine: runs
// bench.html#fingerprint of the built page and compares its hash with the record.
//
//   fingerprint.mjs                    every engine that is installed
//   fingerprint.mjs chromium,webkit    these, which must be there; DESCENT_BROWSERS is the same
//   fingerprint.mjs --left-out         only says which are not installed
import { readFileSync } from "node:fs";
import { interrupted, stopAllAtTheEnd } from "./children.mjs";
import { compare, serve } from "./compare.mjs";
import { names as known, programs } from "./launchers.mjs";

const record = "tests/fixtures/fingerprint.txt";
const list = (items) => new Intl.ListFormat("en").format(items);

function stop(sentence) {
  console.error(`fingerprint: ${sentence}`);
  process.exit(1);
}

const leftOut = known.flatMap((name) => {
  const { missing } = programs(name);
  return missing.length > 0 ? [{ name, why: `${name} (no ${list(missing)})` }] : [];
});
if (process.argv[2] === "--left-out") {
  if (leftOut.length > 0) console.log(list(leftOut.map(({ why }) => why)));
  process.exit(0);
}

const wanted = (process.argv[2] ?? process.env.DESCENT_BROWSERS ?? "").split(",").map((name) => name.trim()).filter(Boolean);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) stop(`there is no browser ${list(unknown)} here; the names are ${list(known)}.`);
const absent = leftOut.filter(({ name }) => wanted.includes(name));
if (absent.length > 0) stop(`${list(absent.map(({ why }) => why))} must be tested and is not installed. Run .ci/setup browsers.`);
const names = wanted.length > 0 ? wanted : known.filter((name) => !leftOut.some((engine) => engine.name === name));
if (wanted.length === 0) leftOut.forEach(({ why }) => console.log(`left out: ${why}`));
if (names.length === 0) {
  console.log("No browser with its driver is installed: nothing was compared.");
  process.exit(0);
}

let recorded = "";
try {
  recorded = readFileSync(new URL(`../../${record}`, import.meta.url), "utf8").trim();
} catch {
  stop(`${record} is missing.`);
}
if (!/^[0-9a-f]{16}$/.test(recorded)) stop(`${record} does not hold 16 hex digits.`);

stopAllAtTheEnd();
try {
  const server = await serve();
  const page = new URL("bench.html", server.address);
  const { ok } = await fetch(page);
  const failures = ok ? await compare({ names, address: `${page}#fingerprint`, recorded }) : 0;
  await server.end();
  if (!ok) stop("the built page has no bench.html. Run make build.");
  if (failures > 0) stop(`${failures} of ${names.length} browsers did not write the fingerprint of ${record}.`);
} catch (error) {
  if (!interrupted()) throw error;
}
