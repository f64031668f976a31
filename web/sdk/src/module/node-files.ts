interface NodeFiles {
  readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
}

interface NodeProcess {
  versions?: { node?: string };
  getBuiltinModule?(name: string): NodeFiles;
}

const { process } = globalThis as { process?: NodeProcess };

/** Tells Node from browsers, whose pages may have a process of some kind too. */
export const inNode = process?.versions?.node !== undefined;

/** Reads a file in Node. The name of Node's module stands in no import that a bundler would follow. */
export async function readFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const name = "node:fs/promises";
  const files =
    process?.getBuiltinModule?.(name) ??
    ((await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as NodeFiles);
  return files.readFile(new URL(address));
}
