// A W3C WebDriver client: the few commands that reading a page takes, over fetch.

// The name under which the standard keeps an element's reference.
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** What a driver answers when it cannot; `code` is the standard's word for it. */
export class WebDriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message.split("\n")[0]}`);
    this.code = code;
  }
}

async function request(method, url, body, seconds) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: { "Content-Type": "application/json; charset=utf-8" },
    signal: AbortSignal.timeout(seconds * 1000),
  }).catch((error) => {
    const why = error.name === "TimeoutError" ? `no answer in ${seconds} s` : String(error.cause ?? error);
    throw new WebDriverError(`${method} ${new URL(url).pathname}`, why);
  });
  const { value } = await response.json();
  if (!response.ok) throw new WebDriverError(value.error, value.message ?? "");
  return value;
}

export class Session {
  /** Starts the browser that the driver at `address` drives. */
  static async open(address, capabilities) {
    const alwaysMatch = { ...capabilities, timeouts: { pageLoad: 60_000 } };
    const value = await request("POST", `${address}/session`, { capabilities: { alwaysMatch } }, 90);
    return new Session(`${address}/session/${value.sessionId}`, value.capabilities);
  }

  constructor(address, capabilities) {
    this.address = address;
    this.capabilities = capabilities;
  }

  /** Any other command of the standard: `command("GET", "screenshot")`. */
  command(method, path, body) {
    return request(method, `${this.address}/${path}`, body, 70);
  }

  async navigate(url) {
    await this.command("POST", "url", { url });
  }

  /** All elements that a CSS selector names. */
  async find(selector) {
    const found = await this.command("POST", "elements", { using: "css selector", value: selector });
    return found.map((element) => element[ELEMENT]);
  }

  async property(element, name) {
    return this.command("GET", `element/${element}/property/${name}`);
  }

  /** Ends the browser; a driver that is gone has ended it already. */
  async close() {
    await request("DELETE", this.address, undefined, 10).catch(() => {});
  }
}
