// The import, the csv crate with fast-float2, and PapaParse, side by side in one Chromium.
import { number, table } from "./page/report.js";

const readers = ["import", "csv crate", "papa"];

/** What is read: a file's name, its size, and how often by each reader in turn. */
export const cases = [
  { name: "numbers", what: "30 columns of numbers", megabytes: 100, rounds: 3 },
  { name: "numbers", what: "30 columns of numbers", megabytes: 10, rounds: 9 },
  { name: "mixed", what: "10 of numbers, 2 of words, 1 of dates; quotes, 2 % empty", megabytes: 10, rounds: 9 },
];

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Reads each case's file with every reader, in turn, after one round that does not count. */
export async function compareReaders(page, say) {
  const results = [];
  for (const { name, what, megabytes, rounds } of cases) {
    const bytes = await page.evaluate(([name, megabytes]) => window.reading.make(name, megabytes), [name, megabytes]);
    const read = (reader, fresh) =>
      page.evaluate(([reader, fresh]) => window.reading.read(reader, fresh), [reader, fresh]);
    // In new workers, so that the memory is this file's.
    const first = [];
    for (const reader of readers) first.push(await read(reader, true));
    for (const [index, { rows, numbers, means }] of first.entries()) {
      const same = rows === first[0].rows && numbers === first[0].numbers && means === first[0].means;
      if (!same) throw new Error(`${readers[index]} read ${JSON.stringify(first[index])}, the import ${JSON.stringify(first[0])}`);
    }
    const times = readers.map(() => []);
    for (let round = 1; round <= rounds; round += 1) {
      for (const [index, reader] of readers.entries()) times[index].push((await read(reader, false)).ms);
      const words = readers.map((reader, index) => `${reader} ${times[index].at(-1).toFixed(0)} ms`).join(", ");
      say(`round ${round} of ${rounds}, ${name}, ${megabytes} MB: ${words}`);
    }
    const rate = (index) => bytes / 1e3 / median(times[index]);
    const ratio = (index) => median(times[index].map((ms, round) => ms / times[0][round]));
    const { numbers, memory } = first[0];
    results.push({ what, bytes, rates: readers.map((_, index) => rate(index)), ratios: [ratio(1), ratio(2)], numbers, memory });
  }
  return results;
}

const whole = (value) => value.toLocaleString("en", { maximumFractionDigits: 0 });

/** Of [`compareReaders`]: a table, where it was measured, and what the memory came to. */
export function readingMarkdown(results, where) {
  const head = ["File", "MB", "MB/s", "csv + fast-float2, MB/s", "Ratio", "PapaParse, MB/s", "Ratio"];
  const rows = results.map(({ what, bytes, rates, ratios }) => {
    const [ours, crate, papa] = rates.map(number);
    return [what, whole(bytes / 1e6), ours, crate, number(ratios[0]), papa, number(ratios[1])];
  });
  const { bytes, memory, numbers } = results[0];
  const mb = (count) => `${whole(count / 1e6)} MB`;
  const size = `Memory of the import's module after the first file: ${mb(memory)}, for ${mb(8 * numbers)} of numbers from ${mb(bytes)} of text.`;
  return `${table(head, rows)}\n\n${size}\n\n${new Date().toISOString().slice(0, 10)}, ${where}\n`;
}
