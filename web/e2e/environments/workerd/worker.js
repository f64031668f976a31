import * as sdk from "qqmusic-private-message";
import wasm from "qqmusic-private-message/qqmusicpm.wasm";
import { ask } from "./ask.js";
import { fetch } from "./fetch.js";

export default {
  async fetch(request) {
    const options = request.url.endsWith("/with-module") ? { wasm, fetch } : {};
    return Response.json(await ask(sdk, { ...(await request.json()), ...options }).catch(String));
  },
};
