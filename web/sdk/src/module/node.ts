// What is used of Node. Its modules stand in no import that a bundler would follow.

interface Builtins {
  "node:fs/promises": { readFile(path: string | URL): Promise<Uint8Array<ArrayBuffer>> };
  "node:module": { createRequire(from: string): { resolve(name: string): string } };
}

interface NodeProcess {
  versions?: { node?: string };
  getBuiltinModule?(name: string): unknown;
  cwd(): string;
}

const { process } = globalThis as { process?: NodeProcess };

/** Tells Node from browsers, whose pages may have a process of some kind too. */
export const inNode = process?.versions?.node !== undefined;

async function builtin<Name extends keyof Builtins>(name: Name): Promise<Builtins[Name]> {
  return (process?.getBuiltinModule?.(name) ??
    (await import(/* @vite-ignore */ /* webpackIgnore: true */ name))) as Builtins[Name];
}

/** Whether an address is that of a file, or its path. Of those fetch reads none in Node. */
export function isFile(address: string): boolean {
  return /^(file:|[a-z]:[\\/])/i.test(address) || !/^[a-z][a-z\d+.-]*:/i.test(address);
}

/** Reads a file, given by its address or its path. */
export async function readFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const { readFile } = await builtin("node:fs/promises");
  return readFile(/^file:/i.test(file) ? new URL(file) : file);
}

/**
 * Gives the files that the module of this package may be in where its address is one of a web site. Bundlers for a site
 * make such an address also for the site's own server and its tests, which run in the folder of the project.
 */
export async function filesOfSite(address: string): Promise<string[]> {
  const folder = process!.cwd();
  const files: string[] = [];
  const builtByNext = /\/_next\/(static\/.*)/.exec(address)?.[1];
  if (builtByNext !== undefined) files.push(`${folder}/.next/${builtByNext}`);
  const { createRequire } = await builtin("node:module");
  try {
    files.push(createRequire(`${folder}/`).resolve("qqmusic-private-message/qqmusicpm.wasm"));
  } catch {
    // It is not installed there.
  }
  return files;
}
