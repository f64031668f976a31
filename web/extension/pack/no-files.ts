// Stands in for what reads files in Node: an extension has none to read.

/** An extension does not run in Node. */
export const inNode = false;

/** Is never called, since this is not Node. */
export function readFile(address: string): Promise<never> {
  return Promise.reject(new Error(`no file can be read: ${address}`));
}
