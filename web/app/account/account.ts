import type { Place } from "../host.ts";
import { cleanName } from "../model/clean.ts";
import type { AccountId } from "../model/account-id.ts";
import type { Login } from "../model/login.ts";
import type { OwnMarks } from "../model/sides.ts";
import { kindPrefix, recordName } from "../model/record-names.ts";

/** An account that can be used. */
export interface Account {
  login: Login;
  /** The gateway it uses. */
  endpoint: string;
  /** Where it is kept, and with it what is kept of it. */
  place: Place;
  /** What is known of its owner. */
  nick: string;
  avatar: string;
  /** What was learned of how its own messages are told from others. */
  own?: OwnMarks;
  /** Whether it is one of the simulator's. */
  sample: boolean;
  /** When somebody chose it last, in Unix milliseconds; absent before the first time. */
  lastUsed?: number;
}

/** Which account it is. */
export function accountIdOf({ login, endpoint }: Account): AccountId {
  return { endpoint, musicid: login.musicid };
}

/** What an account is called: its owner's name, or its number where no name can be seen. On one line, and short. */
export function nameOf({ nick, login }: Pick<Account, "nick" | "login">): string {
  return cleanName(nick, 24) || login.musicid;
}

/** What the names of the records of accounts begin with. */
export const accountPrefix = kindPrefix("account");

/** An account as it is kept. The login is kept whole. Its place is where that is. */
export function accountRecord({ place: _, ...kept }: Account): string {
  return JSON.stringify(kept);
}

/** Reads an account that was kept under a name in a place; undefined when that was something else. */
export function readAccount(name: string, record: string, place: Place): Account | undefined {
  try {
    const account = accountFrom(JSON.parse(record), place);
    return account && recordName("account", accountIdOf(account)) === name ? account : undefined;
  } catch {
    return undefined;
  }
}

/** The account that an object is, and nothing else of it; undefined when it is none. */
export function accountFrom(value: unknown, place: Place): Account | undefined {
  const { login, endpoint, nick, avatar, own, sample, lastUsed } = (value ?? {}) as Partial<Account>;
  if (typeof login?.musicid !== "string" || typeof login.musickey !== "string") return undefined;
  if (typeof endpoint !== "string") return undefined;
  return {
    login,
    endpoint,
    place,
    nick: typeof nick === "string" ? nick : "",
    avatar: typeof avatar === "string" ? avatar : "",
    sample: sample === true,
    ...(isOwnMarks(own) && { own }),
    ...(typeof lastUsed === "number" && { lastUsed }),
  };
}

/** What is known of how an account's own messages are told from others: its login may say some of it. */
export function ownMarksOf({ login, own }: Account): OwnMarks {
  const encryptUins = [...(own?.encryptUins ?? []), ...(login.encryptUin ? [login.encryptUin] : [])];
  return { encryptUins: [...new Set(encryptUins)], othersAreNamed: own?.othersAreNamed ?? false };
}

function isOwnMarks(value: unknown): value is OwnMarks {
  const { encryptUins, othersAreNamed } = (value ?? {}) as Partial<OwnMarks>;
  const areTexts = Array.isArray(encryptUins) && encryptUins.every((one) => typeof one === "string");
  return areTexts && typeof othersAreNamed === "boolean";
}
