// Works out the least versions from what the built files use.

import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { addedIn, compareVersions, feature, featuresBelow, isKnown, type Engine, type Versions } from "./compat.ts";
import { featuresOfStyles } from "./css.ts";
import { excuses, otherMembers } from "./excused.ts";
import { noUsage, usageOf, type Usage } from "./javascript.ts";
import { isStatic, lookupOf } from "./lookups.ts";
import { filesOfPage, fromRoot, pages, partNames, parts, type PartName } from "./parts.ts";
import { featuresOfModule, lookupsOfModule } from "./webassembly.ts";

/** The least versions of a part. */
export interface Bound {
  versions: Versions;
  /** The features that set the version of an engine. */
  deciding: Partial<Record<Engine, string[]>>;
  /** Of a part with pages: what a page can look for before it starts. */
  lookups: string[];
}

/** The least versions of every part, and the entries of excused.ts that were of no use. */
export interface Findings {
  bounds: Record<PartName, Bound>;
  useless: string[];
}

interface Found {
  /** Features that are used for certain. */
  features: Set<string>;
  /** Names of members of values whose kind is not known. */
  members: Set<string>;
  /** Those that the files give to no object of their own: they are the browser's. */
  foreignMembers: Set<string>;
}

/** Reads the built files of every part. */
export async function findBounds(): Promise<Findings> {
  const useful = new Set<string>();
  const bounds = {} as Record<PartName, Bound>;
  for (const name of partNames) bounds[name] = await boundOf(name, useful);
  const entries = [
    ...excuses.flatMap((excuse) => excuse.in.map((part) => `${part}: ${excuse.feature}`)),
    ...otherMembers.flatMap((member) => member.in.map((part) => `${part}: ${member.name}`)),
  ];
  return { bounds, useless: entries.filter((entry) => !useful.has(entry)) };
}

async function boundOf(part: PartName, useful: Set<string>): Promise<Bound> {
  const bound: Bound = { versions: {}, deciding: {}, lookups: [] };
  const lookups = new Set<string>();
  for (const engine of parts[part].engines) {
    const { features, members, foreignMembers } = await foundIn(part, engine);
    const needed = new Map<string, string>();
    const excused: [entry: string, version: string][] = [];
    const need = (name: string, version: string) => {
      if (excuses.some((excuse) => excuse.feature === name && excuse.in.includes(part))) {
        excused.push([`${part}: ${name}`, version]);
      } else needed.set(name, version);
    };
    for (const name of features) {
      const version = addedIn(name, engine);
      if (version !== undefined) need(name, version);
    }
    for (;;) {
      // The least of the raises first: it may make known what the other names can mean.
      const least = newest([...needed.values()]);
      const [raise] = [...foreignMembers]
        .flatMap((name) => leastMeaning(name, engine, least) ?? [])
        .filter(({ version }) => compareVersions(version, least) > 0)
        .sort((a, b) => compareVersions(a.version, b.version));
      if (!raise) break;
      foreignMembers.delete(raise.member);
      if (otherMembers.some((other) => other.name === raise.member && other.in.includes(part))) {
        useful.add(`${part}: ${raise.member}`);
      } else need(raise.feature, raise.version);
    }
    const least = newest([...needed.values()]);
    for (const [entry, version] of excused) if (compareVersions(version, least) > 0) useful.add(entry);
    bound.versions[engine] = supported(least, engine);
    bound.deciding[engine] = [...needed.keys()].filter((name) => needed.get(name) === least).sort();
    if (!pages.includes(part)) continue;
    for (const [name, version] of needed) {
      const isFound = name.startsWith("css.") ? version === least : isYoung(name, engine);
      if (isFound) for (const lookup of lookupOf(name)) lookups.add(lookup);
    }
    for (const name of members) {
      for (const meaning of meanings.get(name) ?? []) {
        const isOfList = /^javascript\.builtins\.(?:Array|String|Promise)\./.test(meaning) && isYoung(meaning, engine);
        if (isOfList && compareVersions(addedIn(meaning, engine)!, least) <= 0) lookups.add(lookupOf(meaning)[0]!);
      }
    }
  }
  bound.lookups = [...lookups].filter((lookup) => !parts[part].says?.includes(lookup)).sort();
  return bound;
}

// Every browser that has modules has what came before them.
function isYoung(name: string, engine: Engine): boolean {
  const version = addedIn(name, engine);
  return version !== undefined && compareVersions(version, addedIn("html.elements.script.nomodule", engine) ?? "0") > 0;
}

// Of Node, only the even versions are kept for longer than half a year.
function supported(version: string, engine: Engine): string {
  const major = Number(version.split(".")[0]);
  return engine === "nodejs" ? String(major + (major % 2)) : version;
}

function newest(versions: string[]): string {
  return versions.sort(compareVersions).at(-1) ?? "0";
}

async function foundIn(part: PartName, engine: Engine): Promise<Found> {
  const features = new Set(parts[part].also);
  const usage = noUsage();
  const waiting = [...parts[part].entries(engine)];
  const seen = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const file = await readFile(path);
    for (const name of file.features) features.add(name);
    for (const kind of ["syntax", "globals", "members", "ownMembers"] as const) {
      for (const name of file.usage[kind]) usage[kind].add(name);
    }
    waiting.push(...file.asksFor);
  }
  const members = addLanguage(usage, features);
  const foreignMembers = new Set([...members].filter((name) => !usage.ownMembers.has(name)));
  return { features, members, foreignMembers };
}

interface File {
  features: Iterable<string>;
  usage: Usage;
  /** The paths of other files. */
  asksFor: string[];
}

const files = new Map<string, Promise<File>>();

function readFile(path: string): Promise<File> {
  const file = files.get(path) ?? parseFile(path);
  files.set(path, file);
  return file;
}

async function parseFile(path: string): Promise<File> {
  const bytes = readFileSync(fromRoot(path));
  const nothing = { features: [], usage: noUsage(), asksFor: [] };
  switch (extname(path)) {
    case ".html":
      return { ...nothing, asksFor: filesOfPage(path) };
    case ".css":
      return { ...nothing, features: featuresOfStyles(path, bytes.toString()) };
    case ".js": {
      const usage = usageOf(path, bytes.toString());
      const imports = usage.imports.filter((name) => name.startsWith(".")).map((name) => join(dirname(path), name));
      // What is loaded later stands beside what loads it, by whatever path that names it.
      const later = [...usage.mentions].map((name) => join(dirname(path), basename(name)));
      return { ...nothing, usage, asksFor: [...imports, ...later.filter((name) => existsSync(fromRoot(name)))] };
    }
    case ".wasm":
      return moduleFile();
    case ".json":
      return { ...nothing, features: featuresOfManifest("webextensions.manifest", JSON.parse(bytes.toString())) };
  }
  throw new Error(`${path} is of a kind that is not known`);
}

function featuresOfManifest(parent: string, manifest: unknown): string[] {
  if (!(manifest instanceof Object)) return [];
  // Of a list, the entries are features: those of permissions.
  const keys = Array.isArray(manifest) ? manifest.map(String) : Object.keys(manifest);
  return keys.flatMap((key) => {
    const path = `${parent}.${key}`;
    const below = featuresOfManifest(path, Reflect.get(manifest, key));
    return feature(path) ? [...(isKnown(path) ? [path] : []), ...below] : [];
  });
}

let readModule: Promise<File> | undefined;

// It is the same one in every part.
function moduleFile(): Promise<File> {
  return (readModule ??= (async () => {
    const bytes = readFileSync(fromRoot("bin/qqmusicpm.wasm"));
    const runtime = readFileSync(fromRoot("web/wasm_exec.js"), "utf8");
    const globals = await lookupsOfModule(runtime, bytes);
    return { features: await featuresOfModule(bytes), usage: { ...noUsage(), globals }, asksFor: [] };
  })());
}

// Adds the features of a usage that are known for certain, and gives the names of members, of which they are not.
function addLanguage(usage: Usage, features: Set<string>): Set<string> {
  const members = new Set(usage.members);
  for (const name of usage.syntax) {
    if (!isKnown(name)) throw new Error(`MDN's data has no ${name}`);
    features.add(name);
  }
  for (const path of usage.globals) {
    const [global, ...rest] = path.split(".");
    if (global === "chrome" || global === "browser") {
      const name = `webextensions.api.${rest.join(".")}`;
      if (isKnown(name)) features.add(name);
      continue;
    }
    const known = namesOfGlobal(path).find(isKnown);
    if (known) features.add(known);
    else for (const name of rest) members.add(name);
  }
  return members;
}

function namesOfGlobal(path: string): string[] {
  const [global, member, below] = path.split(".");
  if (global === "WebAssembly")
    return member ? [`webassembly.api.${member}`, `webassembly.api.${member}_static`] : ["webassembly.api"];
  if (member === undefined) return ["javascript.builtins", "api", "api.Window"].map((root) => `${root}.${global}`);
  if (below !== undefined && member !== "prototype") return [`javascript.builtins.${path}`];
  const name = member === "prototype" ? below : member;
  return [`javascript.builtins.${global}.${name}`, `api.${global}.${name}_static`, `api.${global}.${name}`];
}

/** What the name of a member of an instance can mean. */
const meanings = membersByName();

function membersByName(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (parent: string) => {
    for (const name of featuresBelow(parent)) {
      const path = `${parent}.${name}`;
      if (!isKnown(path) || /_(?:static|event)$/.test(name) || isStatic(path)) continue;
      found.set(name, [...(found.get(name) ?? []), path]);
    }
  };
  for (const name of featuresBelow("api")) add(`api.${name}`);
  for (const name of featuresBelow("javascript.builtins")) add(`javascript.builtins.${name}`);
  for (const name of featuresBelow("javascript.builtins.Intl")) add(`javascript.builtins.Intl.${name}`);
  return found;
}

/** The oldest thing that a member of this name can be, among those of interfaces that the engine has in a version. */
function leastMeaning(member: string, engine: Engine, version: string) {
  const possible = (meanings.get(member) ?? []).flatMap((name) => {
    const [since, ownerSince] = [addedIn(name, engine), addedIn(name.slice(0, name.lastIndexOf(".")), engine)];
    if (since === undefined || ownerSince === undefined || compareVersions(ownerSince, version) > 0) return [];
    return [{ member, feature: name, version: newest([since, ownerSince]) }];
  });
  return possible.sort((a, b) => compareVersions(a.version, b.version))[0];
}
