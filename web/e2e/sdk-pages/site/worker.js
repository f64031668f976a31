import * as sdk from "./package/index.js";
import { ask } from "./ask.js";

onmessage = async ({ data }) => postMessage(await ask(sdk, data));
