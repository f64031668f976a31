import * as sdk from "./package/index.js";
import { ask } from "./ask.js";

globalThis.sdk = sdk;
globalThis.ask = (given) => ask(sdk, given);
