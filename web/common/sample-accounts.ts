// The fictional accounts of a simulator behind the page.

import { withinTime } from "./within-time.ts";

/** A fictional account to try a page with. */
export interface SampleAccount {
  musicid: string;
  musickey: string;
  loginType: number;
  nick: string;
}

/** A page waits for them before it shows its sign-in, so long at most: what came later would move it under a click. */
const patience = 2000; // milliseconds

/** Asks for the accounts: none where no simulator is behind the page, or where none answers in time. */
export async function sampleAccounts(): Promise<SampleAccount[]> {
  try {
    return await withinTime(patience, ask());
  } catch {
    return [];
  }
}

async function ask(): Promise<SampleAccount[]> {
  const response = await fetch("_simulator/accounts");
  return response.ok ? ((await response.json()) as SampleAccount[]) : [];
}
