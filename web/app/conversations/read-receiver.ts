// Whom somebody wants to write to, from what they typed or pasted.

import { parseAddress } from "../../common/web-address.ts";
import { encryptedForm } from "../model/begun.ts";

/** What is wrong with what was typed. `found` is what it is about. */
export interface ReceiverFault {
  fault: "empty" | "noNumber" | "zero" | "tooLarge" | "own" | "otherHost" | "shortAddress" | "noUserInAddress";
  found: string;
}

/** Somebody to write to. */
export interface ReadReceiver {
  /** The number, or its encrypted form. */
  userId: string;
  /** Whether it is the encrypted form: nobody knows whether the gateway takes it. */
  encrypted: boolean;
}

/** The largest number that there is: what is more is no 64-bit number. */
const largest = 9_223_372_036_854_775_807n;

/** What the addresses of profiles call the user. */
const names = new Set(["uin", "userid", "user_id", "hostuin", "encuin", "euin", "encrypt_uin", "encryptuin"]);

const withoutWidth = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Reads whom a text names: by a number, its encrypted form, or the address of a profile at y.qq.com that has either. */
export function readReceiver(text: string, own: string): ReadReceiver | ReceiverFault {
  const typed = text.normalize("NFKC").replace(withoutWidth, "");
  if (typed === "") return { fault: "empty", found: "" };
  if (/^\d+$/.test(typed)) return fromNumber(typed, own);
  if (encryptedForm.test(typed) && typed.endsWith("*")) return { userId: typed, encrypted: true };
  if (/^https?:\/\//i.test(typed) || /^([a-z0-9-]+\.)+[a-z]{2,}\//i.test(typed)) return fromAddress(typed, own);
  return { fault: "noNumber", found: typed.replace(/\d/g, "") };
}

function fromNumber(digits: string, own: string): ReadReceiver | ReceiverFault {
  const number = digits.replace(/^0+/, "");
  if (number === "") return { fault: "zero", found: digits };
  if (number.length > 19 || BigInt(number) > largest) return { fault: "tooLarge", found: digits };
  return number === own ? { fault: "own", found: number } : { userId: number, encrypted: false };
}

function fromAddress(typed: string, own: string): ReadReceiver | ReceiverFault {
  const url = parseAddress(/^https?:/i.test(typed) ? typed : `https://${typed}`);
  if (!url) return { fault: "noNumber", found: typed };
  if (!/(^|\.)y\.qq\.com$/.test(url.hostname)) return { fault: "otherHost", found: url.hostname };
  for (const [name, value] of parametersOf(url)) {
    const user = value.replaceAll(" ", "+");
    if (!names.has(name.toLowerCase()) || user === "" || user === "0") continue;
    if (/^\d+$/.test(user)) return fromNumber(user, own);
    if (encryptedForm.test(user)) return { userId: user, encrypted: true };
  }
  const isShort = url.searchParams.has("__");
  return { fault: isShort ? "shortAddress" : "noUserInAddress", found: url.hostname + url.pathname };
}

// Older addresses have their parameters behind the "#".
function parametersOf({ searchParams, hash }: URL): [string, string][] {
  const behind = hash.slice(hash.includes("?") ? hash.indexOf("?") + 1 : 1);
  return [...searchParams, ...new URLSearchParams(behind)];
}
