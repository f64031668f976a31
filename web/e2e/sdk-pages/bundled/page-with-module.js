import * as sdk from "qqmusic-private-message";
import wasm from "qqmusic-private-message/qqmusicpm.wasm";
import { ask } from "./ask.js";

globalThis.ask = (given) => ask(sdk, { ...given, wasm });
