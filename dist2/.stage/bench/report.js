// Results as Markdown, for the page's "Copy as text" and for `make bench`.

const text = (value, options) => (Number.isFinite(value) ? value.toLocaleString("en", options) : "–");

/** Three digits, and no decimals from 100 on: 0.0129, 84.6, 1,379. */
export function number(value) {
  const digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
  return text(value, value < 100 ? digits : { maximumFractionDigits: 0 });
}

/** 11,200,000 */
export const rate = (value) => text(value, { maximumSignificantDigits: 3 });

/** 37.8 */
export const gigaflops = (value) => text(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 94 % */
export const percent = (share) => text(100 * share, { maximumFractionDigits: 0 }).replace(/\d$/, "$& %");

/** Rows of cells as a Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function verdict({ equal, recorded }) {
  return equal ? "The same bits as everywhere." : `Not the recorded bits: those give ${recorded}.`;
}

/** `peers`: further columns of the first table, `{ head, cell(network) }`. */
export function markdown(results, peers = []) {
  const { networks, products, peak, fingerprint, reading, date, browser } = results;
  const parts = [];
  if (networks.length > 0) {
    const rows = networks.map((network) => [
      `${network.name}, ${network.what}`,
      text(network.rows),
      number(network.msPerEpoch),
      rate(network.samplesPerSecond),
      ...peers.map(({ cell }) => cell(network)),
    ]);
    parts.push(table(["Network", "Rows", "ms per epoch", "Samples/s", ...peers.map(({ head }) => head)], rows));
    parts.push(reading ? "With both losses measured every epoch." : "Training only; no loss measured between epochs.");
  }
  if (peak !== undefined) parts.push(`Peak of the core: ${gigaflops(peak)} GFLOP/s.`);
  if (products.length > 0) {
    const rows = products.map(({ name, gflops, share }) => [name, gigaflops(gflops), percent(share)]);
    parts.push(table(["Product", "GFLOP/s", "Share of peak"], rows));
  }
  if (fingerprint !== undefined) parts.push(`Fingerprint: ${fingerprint.value}. ${verdict(fingerprint)}`);
  parts.push(`${date}, ${browser}`);
  return `${parts.join("\n\n")}\n`;
}
