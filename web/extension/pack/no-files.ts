// Stands in for what is used of Node: an extension has no files to read.

/** An extension does not run in Node. */
export const inNode = false;

/** No address is that of a file. */
export const isFile = (): boolean => false;

/** Is never called, since this is not Node. */
export function readFile(file: string): Promise<never> {
  return Promise.reject(new Error(`no file can be read: ${file}`));
}

/** Is never called, since this is not Node. */
export const filesOfSite = (): Promise<string[]> => Promise.resolve([]);
