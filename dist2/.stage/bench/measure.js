// What is measured, in which order.

/**
 * Measures and returns the results as plain JSON. `show(part, result)` hears of every
 * result, `progress(done, all, next)` of every step.
 *
 * `networks`: names, else all; `parts`: which of peak, products, networks, fingerprint.
 */
export async function measure(engine, options, { show = () => {}, progress = () => {} } = {}) {
  const { networks: names, reading = false, budgetMs = 1000, parts } = options;
  const { networks, products } = await engine.ask({ what: "describe" });
  const unknown = names?.find((name) => networks.every((network) => network.name !== name));
  if (unknown !== undefined) throw new Error(`There is no network "${unknown}".`);

  const results = {
    date: new Date().toISOString().slice(0, 10),
    browser: navigator.userAgent,
    reading,
    budgetMs,
    networks: [],
    products: [],
  };
  const steps = [
    { part: "peak", words: "the peak", run: peak },
    ...products.map((product) => ({ part: "products", words: product.name, run: () => multiply(product) })),
    ...networks
      .filter(({ name }) => names?.includes(name) ?? true)
      .map((network) => ({ part: "networks", words: `${network.name}, ${network.what}`, run: () => train(network) })),
    { part: "fingerprint", words: "the fingerprint", run: fingerprint },
  ].filter(({ part }) => parts?.includes(part) ?? true);

  async function peak() {
    const { gflops } = await engine.ask({ what: "peak", budgetMs: budgetMs / 2 });
    results.peak = gflops;
    return gflops;
  }

  async function multiply(product) {
    // Products settle sooner than networks; the peak is measured again beside each.
    const answer = await engine.ask({ what: "matmul", name: product.name, budgetMs: budgetMs / 2 });
    results.products.push({ ...product, gflops: answer.gflops, share: answer.share });
    return results.products.at(-1);
  }

  async function train({ name, what, shape }) {
    const { id, ...numbers } = await engine.ask({ what: "network", name, reading, budgetMs });
    results.networks.push({ name, what, rows: shape.rows, ...numbers });
    return results.networks.at(-1);
  }

  async function fingerprint() {
    const { fingerprint: value, recorded } = await engine.ask({ what: "fingerprint" });
    results.fingerprint = { value, recorded, equal: value === recorded };
    return results.fingerprint;
  }

  for (const [done, { part, words, run }] of steps.entries()) {
    progress(done, steps.length, words);
    show(part, await run());
  }
  progress(steps.length, steps.length);
  return results;
}
