import * as sdk from "qqmusic-private-message";
import wasm from "qqmusic-private-message/qqmusicpm.wasm";
import { ask } from "./ask.js";

ask(sdk, { ...JSON.parse(process.argv[2]), wasm }).then(
  (answer) => console.log(JSON.stringify(answer)),
  (error) => console.log(JSON.stringify(String(error))),
);
