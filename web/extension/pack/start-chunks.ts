/** What the bundler knows of the modules. */
export interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/**
 * Names the file into which a module goes that is needed at a start: by what starts with it. What several of them need is
 * one file, whatever else needs parts of it later on, because each file that is read costs a start some milliseconds.
 * `starts` are the files that begin each of them. undefined for what none of them needs at once, and for what begins one.
 */
export function startChunks(starts: Record<string, readonly string[]>) {
  let needed: Map<string, string> | undefined;
  return (id: string, modules: Modules): string | undefined => {
    needed ??= neededBy(starts, modules);
    return needed.get(id);
  };
}

function neededBy(starts: Record<string, readonly string[]>, modules: Modules): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, entries] of Object.entries(starts)) {
    const reached = new Set<string>(entries);
    // What is reached while this goes on is gone through too.
    for (const id of reached) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
    for (const id of reached) names.set(id, [names.get(id), name].filter(Boolean).join("-"));
  }
  for (const entry of Object.values(starts).flat()) names.delete(entry);
  return names;
}
