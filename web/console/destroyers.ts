/** The calls that ask before they run, because what they change cannot be brought back. */
export type Destroyer = "deleteSession" | "clearSession" | "markAllMessagesRead";

const destroyers: readonly string[] = ["deleteSession", "clearSession", "markAllMessagesRead"] satisfies Destroyer[];

/** Reports whether a call asks before it runs. */
export function destroys(name: string): name is Destroyer {
  return destroyers.includes(name);
}
