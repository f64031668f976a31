import type { Places } from "../host.ts";

/**
 * Where the module keeps what it keeps. What belongs to the device is on disk. A gateway session of one account, as a
 * dialect has it, has the account's number in its name: it is in memory alone, for the account may be in memory, too.
 */
export function moduleStorage({ disk, memory }: Pick<Places, "disk" | "memory">) {
  const placeOf = (name: string) => (name.startsWith("qqmusicpm.session.") ? memory : disk);
  return {
    get: (name: string) => placeOf(name).get(name),
    set: (name: string, value: string) => placeOf(name).set(name, value),
    delete: (name: string) => placeOf(name).delete(name),
  };
}
