import * as sdk from "./package/index.js";
import { ask } from "./ask.js";

globalThis.ask = (given) => ask(sdk, given);

// An error goes to the page as data: it is made one again there.
chrome.runtime.onMessage.addListener((given, _, answer) => {
  sdk
    .createClient({ endpoint: given.endpoint, credential: given.account })
    .then((client) => client.deleteSession("nothing"))
    .catch((error) => answer(error));
  return true;
});
