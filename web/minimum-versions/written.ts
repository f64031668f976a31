// The files that name minimum versions, as they should be.

import { readFileSync } from "node:fs";
import type { Bound } from "./bounds.ts";
import type { Engine } from "./compat.ts";
import { fromRoot, pages, partNames, type PartName } from "./parts.ts";

type Bounds = Record<PartName, Bound>;

/** The files that name minimum versions, by their paths below the root, with what should be in them. */
export function written(bounds: Bounds): Map<string, string> {
  const { sdk, extension } = bounds;
  return new Map([
    ["web/common/minimum-versions.gen.json", forBuilds(bounds)],
    ...["README.md", "README.zh-CN.md"].map((path): [string, string] => [path, withTable(path, bounds)]),
    [
      "web/extension/README.md",
      changed("web/extension/README.md", [
        [/(Chromium browsers from )\d+/, extension.versions.chrome!],
        [/(Firefox from )\d+/, extension.versions.firefox!],
      ]),
    ],
    ["web/sdk/README.md", changed("web/sdk/README.md", [[/(\| Node )\d+/, sdk.versions.nodejs!]])],
    [
      "web/sdk/package.template.json",
      changed("web/sdk/package.template.json", [[/("node": ">=)\d+/, sdk.versions.nodejs!]]),
    ],
  ]);
}

function forBuilds(bounds: Bounds): string {
  const entries = partNames.map((name) => {
    const { versions, lookups } = bounds[name];
    return [name, pages.includes(name) ? { versions, lookups } : { versions }];
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

const read = (path: string) => readFileSync(fromRoot(path), "utf8");

function changed(path: string, changes: [place: RegExp, version: string][]): string {
  return changes.reduce((text, [place, version]) => {
    if (!place.test(text)) throw new Error(`${path} has no ${place}`);
    return text.replace(place, `$1${version}`);
  }, read(path));
}

const between = /(<!-- minimum versions -->\n)[^]*(<!-- \/minimum versions -->)/;

const words = {
  "README.md": {
    head: "",
    module: "the module by itself",
    sdk: "the npm package",
    sdkWithPolicy: "the npm package under a Content-Security-Policy",
    inbox: "the inbox",
    console: "the console",
    extension: "the extension",
  },
  "README.zh-CN.md": {
    head: "",
    module: "单独使用模块",
    sdk: "npm 包",
    sdkWithPolicy: "npm 包，页面有 Content-Security-Policy",
    inbox: "收件箱",
    console: "控制台",
    extension: "扩展",
  },
};

const columns: readonly [engine: Engine, name: string][] = [
  ["chrome", "Chrome, Edge"],
  ["firefox", "Firefox"],
  ["safari", "Safari"],
  ["nodejs", "Node"],
];

function withTable(path: string, bounds: Bounds): string {
  const text = read(path);
  const own = words[path as keyof typeof words];
  const row = (cells: string[]) => `| ${cells.join(" | ")} |\n`;
  const rows = partNames.map((name) => {
    const { versions, deciding } = bounds[name];
    const cells = columns.map(([engine]) => {
      const version = versions[engine];
      return version ? `${version} ${nameOf(deciding[engine]![0]!)}` : "";
    });
    return row([own[name], ...cells]);
  });
  const table = row([own.head, ...columns.map(([, name]) => name)]) + `|${"---|".repeat(columns.length + 1)}\n`;
  if (!between.test(text)) throw new Error(`${path} has no place for the table`);
  return text.replace(between, (_, start: string, end: string) => start + table + rows.join("") + end);
}

/** A short name of a feature. */
function nameOf(feature: string): string {
  if (feature.endsWith(".viewport_percentage_units_dynamic")) return "`dvh`";
  const [, property, value] = /^css\.properties\.(.+)\.(.+)$/.exec(feature) ?? [];
  if (property) return `\`${property}: ${value}\``;
  if (feature.startsWith("javascript.classes.")) return feature.split(".").at(-1)!.replaceAll("_", " ");
  const [, path] = /^(?:javascript\.builtins|api(?:\.Window)?)\.(.+?)(?:_static)?$/.exec(feature) ?? [];
  return `\`${path ?? feature.split(".").at(-1)}\``;
}
