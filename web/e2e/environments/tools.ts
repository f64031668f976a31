// The tools of these tests, which web/e2e/environments/package.json names, the apps that are made with them, and what
// docs/loading.md says to write.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "../harness.js";
import { copyApp, installPackage } from "../sdk-app.js";

const root = fromRoot("web/test-results/environments");

/** The script that a tool is started with. */
export const tool = (name: string) => join(root, "node_modules/.bin", name);

/** Puts an app beside the tools, with the packed package, and gives its folder. */
export function placeApp(source: string): string {
  const dependency = join(root, "node_modules/qqmusic-private-message");
  rmSync(dependency, { recursive: true, force: true });
  installPackage(dependency);
  const folder = join(root, source.split("/").at(-1)!);
  rmSync(folder, { recursive: true, force: true });
  copyApp(source, folder);
  return folder;
}

/** A file of the package as the apps have it. */
export const packageFile = (name: string) => join(root, "node_modules/qqmusic-private-message", name);

/** A file that docs/loading.md shows, for the gateway at an address. */
export function documentedFile(name: string, gateway = ""): string {
  const page = readFileSync(fromRoot("docs/loading.md"), "utf8");
  const block = page.split(`\n\`\`\`js ${name}\n`)[1];
  if (block === undefined) throw new Error(`docs/loading.md shows no ${name}`);
  return block.slice(0, block.indexOf("\n```\n") + 1).replaceAll("http://127.0.0.1:8787", gateway);
}
