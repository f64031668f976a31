// Where a script finds the features that MDN's data names.

import { feature, featuresBelow, isMissing, type Engine } from "./compat.ts";

/** Whether a member of a builtin is one of the class itself. */
export function isStatic(path: string): boolean {
  if (!path.startsWith("javascript.")) return false;
  // Only the address in the specification tells.
  const addresses = [feature(path)?.__compat?.spec_url ?? []].flat();
  return (
    addresses.length > 0 && !addresses.some((address) => /[-.#]prototype\b|properties-of-.*instances/i.test(address))
  );
}

/** How a script asks for a feature: `Array.prototype.at`, `(height: 1dvh)`. It cannot ask for every one. */
export function lookupOf(name: string): string[] {
  if (name.startsWith("webassembly.")) return ["WebAssembly"];
  if (name === "css.types.length.viewport_percentage_units_dynamic") return ["(height: 1dvh)"];
  const [, property, value] = /^css\.properties\.([^.]+)(?:\.([^.]+))?$/.exec(name) ?? [];
  if (property) return [`(${property}: ${value ?? "initial"})`];
  // What only secure pages have may be missing in the newest browser.
  if (feature(`${name}.secure_context_required`)) return [];
  return [pathOf(name) ?? []].flat();
}

function pathOf(name: string): string | undefined {
  const [, path] = /^(?:javascript\.builtins|api(?:\.Window)?)\.(.+)$/.exec(name) ?? [];
  if (!path || path.endsWith("_event")) return undefined;
  const at = path.lastIndexOf(".");
  const [owner, member] = [path.slice(0, Math.max(at, 0)), path.slice(at + 1)];
  if (owner === "" || owner === "Intl" || isStatic(name)) return path;
  return member.endsWith("_static") ? path.replace("_static", "") : `${owner}.prototype.${member}`;
}

/** Where a script finds what an engine of a version has nothing of. */
export function missingLookups(engine: Engine, version: string): string[] {
  const names = ["javascript.builtins", "javascript.builtins.Intl", "api"].flatMap((root) =>
    featuresBelow(root).flatMap((name) => [
      `${root}.${name}`,
      ...featuresBelow(`${root}.${name}`).map((member) => `${root}.${name}.${member}`),
    ]),
  );
  const missing = names.filter((name) => isMissing(name, engine, version));
  return [...new Set(missing.flatMap((name) => pathOf(name) ?? []))];
}
