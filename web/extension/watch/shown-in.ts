// Which tab shows which account. A page holds a lock by that name, which ends with it: nothing is kept.

const prefix = "qqmusicpm.shown ";

/** Says which account this tab shows, by its key, each time that is another one; "" for none. */
export function sayShown(tab: number): (account: string) => void {
  let end = () => {};
  return (account) => {
    end();
    if (account === "") return;
    const shown = new Promise<void>((resolve) => (end = resolve));
    navigator.locks?.request(`${prefix}${tab} ${account}`, () => shown).catch(() => {});
  };
}

/** The keys of the accounts that tabs show now, by the ids of the tabs. */
export async function shownInTabs(): Promise<ReadonlyMap<number, string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = held.flatMap(({ name = "" }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  return new Map(names.map((name) => [Number(name.split(" ", 1)), name.slice(name.indexOf(" ") + 1)]));
}
