import { calls } from "./calls.js";

for (const [name, run] of Object.entries(calls)) it(name, () => run(expect));
