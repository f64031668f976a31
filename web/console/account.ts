import { computed, signal } from "@preact/signals";
import { sampleAccounts, type SampleAccount } from "../common/sample-accounts.ts";
import type { Credential } from "./bridge.ts";

/** The simulator's accounts; none where no simulator is behind the page, undefined until that is known. */
export const samples = signal<readonly SampleAccount[] | undefined>(undefined);

/** The musicid of the sample account in use, or "own". */
export const chosen = signal("own");

/** An account typed in. It is kept in memory alone. */
export const own = signal({ musicid: "", musickey: "", loginType: "" });

/** Where requests go: an origin, or "" for the page's own. */
export const endpoint = signal("");

/** The login of the account in use. */
export const credential = computed<Credential>(() => {
  const sample = samples.value?.find((account) => account.musicid === chosen.value);
  if (sample) return { musicid: sample.musicid, musickey: sample.musickey, loginType: sample.loginType };
  const { musicid, musickey, loginType } = own.value;
  return { musicid: musicid.trim(), musickey: musickey.trim(), ...(loginType && { loginType: Number(loginType) }) };
});

/** Asks the simulator for its accounts, and takes the first. Without one the page asks for an account. */
export async function findSamples(): Promise<void> {
  const found = await sampleAccounts();
  chosen.value = found[0]?.musicid ?? "own";
  samples.value = found;
}
