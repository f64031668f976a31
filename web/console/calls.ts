import generated from "./calls.gen.json" with { type: "json" };
import type { Language } from "../common/language.ts";

/** How a parameter is typed in and what it becomes. */
export type Kind = "int" | "id" | "string" | "bool" | "intlist" | "idlist" | "object" | "configvalue";

/** One parameter of a call, as core declares it. */
export interface Param {
  name: string;
  kind: Kind;
  positional: boolean;
  nullable: boolean;
  /** What the protocol sends when nothing is given, as JSON text; absent when nothing is sent. */
  default?: string;
  wire: string;
  help: Record<Language, string>;
}

/** One of the calls, as core declares it. */
export interface Call {
  name: string;
  title: Record<Language, string>;
  writes: boolean;
  signed: boolean;
  module: string;
  method: string;
  answer: string;
  params: Param[];
}

/** The calls in the order of the list: what one looks at first comes first. */
const order = [
  "getSessions",
  "getMessages",
  "getMediaMessageDetails",
  "getConfig",
  "getChatEntries",
  "getMusicianMessageCard",
  "getSafetyHint",
  "getFriendshipBadge",
  "sendMessage",
  "reportCardMessageAction",
  "setConfig",
  "deleteMessage",
  "deleteSession",
  "clearSession",
  "markAllMessagesRead",
];

const place = (call: Call) => (order.indexOf(call.name) + order.length + 1) % (order.length + 1);

/** All calls; one that has no place of its own comes last. */
export const calls: readonly Call[] = [...(generated as Call[])].sort((a, b) => place(a) - place(b));

/** Finds a call by its name. */
export function callNamed(name: string): Call | undefined {
  return calls.find((call) => call.name === name);
}

/** Reports whether a call is found by a search for its names, in either language or on the wire. */
export function matches(call: Call, search: string): boolean {
  const text = [call.name, call.title.en, call.title.zh, call.module, call.method].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const shownFirst: Record<string, readonly string[]> = {
  getSessions: ["size", "lastId", "lastTime"],
  getMessages: ["sessionId", "userId", "size", "lastId"],
  sendMessage: ["userId", "msgType", "metaData", "sessionId"],
  getChatEntries: ["scenes", "userId"],
};

/** Splits the parameters of a call into those always in view and the rest. */
export function arrange(call: Call): { first: Param[]; more: Param[] } {
  const names = shownFirst[call.name];
  const rank = (p: Param) => (names ? names.indexOf(p.name) : p.positional ? 0 : 1);
  const isFirst = (p: Param) => names === undefined || names.includes(p.name);
  return {
    first: call.params.filter(isFirst).sort((a, b) => rank(a) - rank(b)),
    more: call.params.filter((p) => !isFirst(p)),
  };
}
