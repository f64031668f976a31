// Says which versions the built files need, and what sets them. With --write it writes them where they are named;
// after that, build and write again until nothing changes, for the build leaves the syntax that these versions know.

import { readFileSync, writeFileSync } from "node:fs";
import { findBounds } from "./bounds.ts";
import { engines } from "./compat.ts";
import { fromRoot, partNames } from "./parts.ts";
import { written } from "./written.ts";

const { bounds, useless } = await findBounds();
for (const name of partNames) {
  const { versions, deciding } = bounds[name];
  console.log(name);
  for (const engine of engines) {
    if (versions[engine]) console.log(`  ${engine} ${versions[engine]}: ${deciding[engine]!.join(", ")}`);
  }
}
for (const entry of useless) console.log(`excused.ts has no use for ${entry}`);
for (const [path, text] of written(bounds)) {
  if (readFileSync(fromRoot(path), "utf8") === text) continue;
  if (process.argv.includes("--write")) writeFileSync(fromRoot(path), text);
  console.log(`${path} ${process.argv.includes("--write") ? "is written: build again" : "is not up to date"}`);
}
process.exit();
