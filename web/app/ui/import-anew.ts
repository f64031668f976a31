type ImportAt = (address: string) => Promise<unknown>;

let importAt: ImportAt | undefined;

/** Says how a module is imported whose address is no constant, where that is allowed; undefined where it is not. */
export function importAnewWith(how: ImportAt | undefined): void {
  importAt = how;
}

/**
 * Imports once more what did not load. Firefox answers with the failure that it had for as long as the page is open, so
 * there the module is asked for at another address: its own with the count of attempts behind it. Rejects as an import does.
 */
export async function importAnew<Module>(ask: () => Promise<Module>, attempt: number): Promise<Module> {
  try {
    return await ask();
  } catch (error) {
    const address = /https?:\/\/\S+$/.exec(String(error))?.[0];
    if (!address || !importAt) throw error;
    return (await importAt(`${address}?attempt=${attempt}`)) as Module;
  }
}
