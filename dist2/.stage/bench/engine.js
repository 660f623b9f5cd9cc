// The speed page's worker, asked one question at a time.

/** The measurement was stopped; not a failure. */
export class Stopped extends Error {}

export class Engine {
  #worker = new Worker(new URL("../bench_loader.js", import.meta.url), { type: "module" });
  #last = 0;
  #settle = {};
  #ready = this.#wait();

  constructor() {
    this.#worker.onmessage = ({ data }) => {
      if (data.error === undefined) this.#settle.resolve(data);
      else this.#settle.reject(new Error(data.error));
    };
    this.#worker.onerror = (event) => {
      const reason = (event.message || "no reason given").replace("Uncaught ", "");
      this.#settle.reject(new Error(`the worker did not load, or broke off (${reason}). Reload the page.`));
    };
  }

  /** The answer to `{ what, ... }`. */
  async ask(question) {
    await this.#ready;
    const answer = this.#wait();
    this.#last += 1;
    this.#worker.postMessage({ id: this.#last, ...question });
    return answer;
  }

  /** Ends the worker in the midst of whatever it does. */
  stop() {
    this.#worker.terminate();
    this.#settle.reject(new Stopped("Stopped."));
  }

  #wait() {
    const { promise, resolve, reject } = Promise.withResolvers();
    // Whoever asks hears of it; before the first question nobody does.
    promise.catch(() => {});
    this.#settle = { resolve, reject };
    return promise;
  }
}
