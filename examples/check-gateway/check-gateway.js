// Asks the gateway what the inbox asks of it, and prints what is otherwise than is believed: a report to hand on.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClient } from "qqmusic-private-message";
import { GatewayCheck, reportOf, reportWords, stateText, stepNames } from "./gateway-check.js";

const { values: options } = parseArgs({
  options: {
    "mark-read": { type: "boolean", default: false }, // reading may mark one conversation read
    language: { type: "string", default: "en" }, // of the report: en or zh
  },
});
const words = reportWords[options.language] ?? reportWords.en;
const { QQMUSIC_ENDPOINT, QQMUSIC_MUSICID, QQMUSIC_MUSICKEY } = process.env;
const login = { musicid: QQMUSIC_MUSICID ?? "", musickey: QQMUSIC_MUSICKEY ?? "" };
const endpoint = QQMUSIC_ENDPOINT ?? "https://u.y.qq.com";

const check = new GatewayCheck({
  login,
  connect: (forCheck) => createClient({ endpoint, credential: login, ...forCheck }),
});
check.mayMarkRead.value = options["mark-read"];
process.once("SIGINT", () => check.stop());

console.error(`${words.intro}\n${options["mark-read"] ? words.marksRead : words.marksNothing}\n`);
stepNames.forEach((name, index) => console.error(`${String(index + 1).padStart(2)}. ${words.steps[name]}`));
console.error("");

let told = {};
check.states.subscribe((states) => {
  for (const name of stepNames) {
    const said = stateText(states[name], words);
    if (states[name] !== told[name] && states[name] !== "asking" && said) console.error(`${words.steps[name]}: ${said}`);
  }
  told = states;
});
await check.start();
console.error("");

const { version } = JSON.parse(
  readFileSync(new URL(import.meta.resolve("qqmusic-private-message/package.json")), "utf8"),
);
const place = `Node ${process.versions.node.split(".")[0]}`;
process.stdout.write(reportOf(check.findings.value, { version, place, host: endpoint }, words));
process.exitCode = { complete: 0, stopped: 130 }[check.findings.value.ended] ?? 1;
