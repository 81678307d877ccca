// The part of W3C WebDriver that a journey needs, over plain HTTP.

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that have no character of their own. */
export const KEY = { control: "\uE009", enter: "\uE007", end: "\uE010", escape: "\uE00C" };

/** One window of the app, seen and used as a person does. */
export class Window {
  #base;
  #session;

  /** Starts the app through a driver that listens on `port`. */
  static async open(port, binary, args) {
    const window = new Window();
    window.#base = `http://127.0.0.1:${port}`;
    const capabilities = {
      alwaysMatch: { "webkitgtk:browserOptions": { binary, args } },
      firstMatch: [{}],
    };
    const { sessionId } = await window.#ask("POST", "/session", { capabilities });
    window.#session = `/session/${sessionId}`;
    return window;
  }

  /** Ends the session; the driver ends the app. */
  async close() {
    await this.#ask("DELETE", this.#session);
  }

  /** Waits until an element with this test id is there and returns it. */
  find(id, within = 20_000) {
    return this.until(`[data-testid="${id}"] is there`, () => this.look(id), within);
  }

  /** The element with this test id, or `null` at once. */
  async look(id) {
    return this.query(`[data-testid="${id}"]`);
  }

  /**
   * The first element a CSS selector finds, or `null` at once.
   *
   * Asked of the page: the driver, when it is asked before the page has begun, goes on
   * looking where the page is not.
   */
  query(selector) {
    return this.run("return document.querySelector(arguments[0])", selector);
  }

  /** Clicks the element with this test id, waiting until it can be clicked. */
  async click(id) {
    await this.until(`[data-testid="${id}"] takes a click`, async () => {
      const element = await this.look(id);
      if (!element) return false;
      const off = await this.run("return arguments[0].disabled === true", element);
      if (off) return false;
      await this.#ask("POST", `${this.#session}/element/${element[ELEMENT]}/click`, {});
      return true;
    });
  }

  /** Types into an element, key by key. */
  async type(element, text) {
    await this.#ask("POST", `${this.#session}/element/${element[ELEMENT]}/value`, { text });
  }

  /** Presses keys together, such as Control and z. */
  async press(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    await this.act([{ type: "key", id: "keyboard", actions }]);
  }

  /** Does what the hands do: sequences of input, as WebDriver writes them. */
  async act(actions) {
    await this.#ask("POST", `${this.#session}/actions`, { actions });
  }

  /** Runs a script in the page. */
  run(script, ...args) {
    return this.#ask("POST", `${this.#session}/execute/sync`, { script, args });
  }

  /** Runs a script in the page that ends by calling its last argument. */
  wait(script, ...args) {
    return this.#ask("POST", `${this.#session}/execute/async`, { script, args });
  }

  /** How long `wait` may take. */
  async allow(milliseconds) {
    await this.#ask("POST", `${this.#session}/timeouts`, { script: milliseconds });
  }

  /** What an element shows, or the value of a field. */
  text(element) {
    return this.run(
      "const e = arguments[0]; return /^(INPUT|TEXTAREA)$/.test(e.tagName) ? e.value : e.innerText",
      element,
    );
  }

  /** A PNG of the window. */
  async picture() {
    return Buffer.from(await this.#ask("GET", `${this.#session}/screenshot`), "base64");
  }

  /** Asks again and again until the answer is true, and returns it. */
  async until(claim, ask, within = 20_000) {
    const end = Date.now() + within;
    let fault;
    for (;;) {
      try {
        const answer = await ask();
        if (answer) return answer;
        fault = undefined;
      } catch (error) {
        fault = error;
      }
      if (Date.now() > end) {
        throw new Error(`not within ${within} ms: ${claim}`, { cause: fault });
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.#base + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  }
}
