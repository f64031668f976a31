import { TestEnvironment } from "jest-environment-jsdom";

/** jsdom with what the package needs and jsdom does not have. */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { TextEncoder, TextDecoder, fetch, Response });
  }
}
