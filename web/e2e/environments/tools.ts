// The tools of these tests, which web/e2e/environments/package.json names, and the apps that are made with them.

import { rmSync } from "node:fs";
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
