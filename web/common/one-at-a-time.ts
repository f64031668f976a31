// What is read, changed and written back must not meet what another tab writes in between.

const turns = new Map<string, Promise<unknown>>();

/**
 * Does some work while no other work of the same name is done: in this tab, in another one, or in another part of an
 * extension. Works wait in the order in which they were asked for. Where the browser has no locks (a page without
 * https), or refuses them, that holds within the tab alone.
 */
export async function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = "navigator" in globalThis ? navigator.locks : undefined;
  if (!locks) return oneAtATimeHere(name, work);
  let begun = false;
  try {
    return await locks.request(name, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return oneAtATimeHere(name, work);
  }
}

function oneAtATimeHere<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const done = (turns.get(name) ?? Promise.resolve()).then(work);
  turns.set(
    name,
    done.catch(() => {}),
  );
  return done;
}
