// What the builds know of the browsers that the pages are for.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { minifySync } from "rolldown/utils";
import type { Plugin } from "vite";
import leastVersions from "./common/minimum-versions.gen.json" with { type: "json" };

type Part = keyof typeof leastVersions;

/** The syntax that a bundler may leave as it is: what the oldest browsers of all these parts know. */
export function syntaxTarget(...parts: Part[]): string[] {
  const oldest = new Map<string, string>();
  for (const part of parts) {
    for (const [engine, version] of Object.entries(leastVersions[part].versions)) {
      const other = oldest.get(engine);
      if (engine !== "nodejs" && (!other || Number(version) < Number(other))) oldest.set(engine, version);
    }
  }
  return [...oldest].map(([engine, version]) => engine + version);
}

/** Puts the script into every page that tells people with an older browser so. */
export function browserCheck(pages: Record<string, Part> | Part): Plugin {
  const file = fileURLToPath(new URL("common/browser-check.js", import.meta.url));
  const scripts = new Map<Part, { fileName: string; source: string }>();
  const scriptFor = (part: Part) => {
    const known = scripts.get(part);
    if (known) return known;
    const { versions, lookups } = { lookups: [], ...leastVersions[part] };
    const filled = readFileSync(file, "utf8").replace(
      "(VERSIONS, LOOKUPS)",
      () => `(${JSON.stringify(versions)}, ${JSON.stringify(lookups)})`,
    );
    // Compressed it would have newer syntax, and so it would without white space.
    const source = minifySync(file, filled, { compress: false, codegen: { removeWhitespace: false } }).code;
    const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
    const script = { fileName: `assets/browser-check-${hash}.js`, source };
    scripts.set(part, script);
    return script;
  };
  const partOf = (page: string) => (typeof pages === "string" ? pages : pages[page]!);
  return {
    name: "browser-check",
    apply: "build",
    generateBundle() {
      for (const part of typeof pages === "string" ? [pages] : Object.values(pages)) {
        this.emitFile({ type: "asset", ...scriptFor(part) });
      }
    },
    transformIndexHtml: (_, { path }) => [
      { tag: "script", attrs: { src: `./${scriptFor(partOf(path)).fileName}` }, injectTo: "head-prepend" },
    ],
  };
}
