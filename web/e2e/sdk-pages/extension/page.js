import * as sdk from "./package/index.js";
import { ask } from "./ask.js";

globalThis.ask = (given) => ask(sdk, given);

globalThis.askBackground = async (given) => {
  const error = sdk.QQMusicError.fromJSON(await chrome.runtime.sendMessage(given));
  return { isCGIError: error instanceof sdk.CGIError, call: error.call, code: error.code };
};
