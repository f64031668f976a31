import * as sdk from "qqmusic-private-message";
import { ask } from "./ask.js";

globalThis.ask = (given) => ask(sdk, given);
