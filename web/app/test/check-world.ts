// A gateway to check, whose answers have the names of the wire.

import { isQQMusicError } from "../../sdk/src/errors.ts";
import type { Client, ClientEvent } from "../../sdk/src/index.ts";
import { GatewayCheck, type Connect } from "../check/check.ts";
import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";

/** Something on the wire. */
export type Wire = Record<string, unknown>;

/** A call as the gateway met it. */
export interface Met {
  call: string;
  args: readonly unknown[];
  options: Wire;
  dialect: Dialect;
}

/** What a call is answered with: the data, or an error. */
export type Answering = (met: Met) => unknown;

/** Whose messages they are: the account that checks, and the other side. */
export const own = { uin: "10001", encrypt_uin: "own-encrypted" };
export const other = { uin: "20002", encrypt_uin: "other-encrypted", nick: "other" };

/** The login that checks. */
export const login: Login = { musicid: own.uin, musickey: "Q_H_L_key", encryptUin: own.encrypt_uin };

/** When the checks are: 1 June 2026. */
export const checkedAt = Date.UTC(2026, 5, 1, 12);

/** A message on the wire; a larger number is newer. */
export function wireMessage(number: number, changes: Wire = {}): Wire {
  return {
    id: `m${number}`,
    from_user: number % 2 ? own : other,
    time: 1_780_000_000 + number,
    sequence: 100 + number,
    msg_type: 0,
    meta_data: { content: `text ${number}` },
    ...changes,
  };
}

/** A conversation on the wire. */
export function wireSession(id: string, changes: Wire = {}): Wire {
  return { session_id: id, user: other, new_msg_cnt: 0, sort_time: 1_780_000_000, new_msg: null, ...changes };
}

/** A gateway that behaves as is believed, with one conversation of 40 messages. */
export function asBelieved(sessions: readonly Wire[] = [wireSession("s")]): Answering {
  return ({ call, options }) => {
    switch (call) {
      case "getSessions":
        return { has_more: 0, sessions: options["size"] === 1 ? sessions.slice(0, 1) : sessions };
      case "getMessages": {
        const before = Number(String(options["lastId"] ?? "m41").slice(1));
        const numbers = Array.from({ length: 20 }, (_, index) => before - 1 - index).filter((number) => number > 0);
        return { has_more: before > 21 ? 1 : 0, messages: numbers.map((number) => wireMessage(number)) };
      }
      case "getConfig":
        return { config_value: 1, config_value_str: "" };
      case "getMediaMessageDetails":
        return { MsgIDs: {} };
      case "getSafetyHint":
        return { hint: "" };
      case "getChatEntries":
        return { RetCode: 0, Entries: {} };
      default:
        return {};
    }
  };
}

/** A gateway that answers as another one, but for some calls. */
export function otherwise(change: (met: Met, answer: unknown) => unknown, base = asBelieved()): Answering {
  return (met) => change(met, base(met));
}

/** A gateway whose only page of messages is this one. */
export const page = (messages: readonly Wire[], more: Wire = { has_more: 0 }): Answering =>
  otherwise(({ call }, answer) => (call === "getMessages" ? { ...more, messages } : answer));

/** A gateway with a page for each request of messages: the first, the one behind it, and the first with order 0. */
export const pagesOf = (first: number[], behind: number[], inOtherOrder: number[] = first): Answering =>
  otherwise(({ call, options }, answer) => {
    if (call !== "getMessages") return answer;
    const numbers = options["order"] === 0 ? inOtherOrder : "lastId" in options ? behind : first;
    return { has_more: behind.length > 0 ? 1 : 0, messages: numbers.map((number) => wireMessage(number)) };
  });

/** A gateway whose messages are changed. */
export const changed = (change: (message: Wire) => Wire): Answering =>
  otherwise(({ call }, answer) =>
    call === "getMessages"
      ? { has_more: 0, messages: (answer as { messages: Wire[] }).messages.map((one) => ({ ...one, ...change(one) })) }
      : answer,
  );

/** A check of a gateway, and the calls that it met. */
export class CheckWorld {
  readonly met: Met[] = [];
  readonly check: GatewayCheck;
  /** The dialects that the check was said to speak, each before the calls that came then, by their number. */
  readonly spoken: [before: number, dialect: Dialect][] = [];
  /** How many clients were closed. */
  closed = 0;
  /** What is told of the gateway session, once for each client. */
  sessionEvent: Partial<ClientEvent> = {};
  /** Answers as the inbox reads them; by default nothing was unreadable. */
  read: (met: Met) => unknown = () => ({});
  private readonly answering: Answering;

  constructor(answering: Answering = asBelieved(), who: Login = login, dialect?: Dialect) {
    this.answering = answering;
    this.check = new GatewayCheck({
      connect: this.connect,
      login: who,
      speaks: async (dialect) => void this.spoken.push([this.calls.length, dialect]),
      pause: async () => {},
      now: () => checkedAt,
      ...(dialect && { dialect }),
    });
  }

  /** Runs it, and gives what was found. */
  async found() {
    await this.check.start();
    return this.check.findings.value!;
  }

  /** The calls that were made, as they were sent. */
  get calls(): string[] {
    return this.met.filter(({ options }) => options["raw"] === true).map(({ call }) => call);
  }

  private readonly connect: Connect = async ({ dialect, onEvent }) => {
    onEvent({ ...event("getSession"), ...this.sessionEvent });
    const batch = async (
      given: { call: string; args: unknown[]; options: Wire }[],
      { signal }: { signal: AbortSignal },
    ) => {
      const outcomes = await Promise.allSettled(
        given.map(async ({ call, args, options }) => {
          const met = { call, args, options, dialect };
          this.met.push(met);
          const answer = await (options["raw"] === true ? this.answering(met) : this.read(met));
          if (answer instanceof Error) throw answer;
          return answer;
        }),
      );
      signal.throwIfAborted();
      const failed = outcomes.find((one) => one.status === "rejected")?.reason as unknown;
      const code = isQQMusicError(failed) ? (failed.code ?? 0) : 0;
      onEvent({ ...event(given[0]!.call), code });
      return outcomes;
    };
    return { batch, close: () => void this.closed++ } as unknown as Client;
  };
}

function event(call: string): ClientEvent {
  return { call, attempt: 1, status: 200, code: 0, ms: 12, bytesIn: 1, bytesOut: 1, problems: 0 };
}
