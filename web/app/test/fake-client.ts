import type { Answer, BatchCall, CallName, Client } from "../../sdk/src/index.ts";

/** What a call is answered with: a value, an error that it rejects with, or what makes one of them from the arguments. */
export type Script<Name extends CallName> =
  Answer<Name> | Error | ((...args: unknown[]) => Answer<Name> | Error | Promise<Answer<Name>>);

/** A call that was made. */
export interface Asked {
  call: CallName;
  args: unknown[];
}

const calls: readonly CallName[] = [
  "getSessions",
  "deleteSession",
  "getMessages",
  "sendMessage",
  "deleteMessage",
  "clearSession",
  "setConfig",
  "getConfig",
  "getMusicianMessageCard",
  "reportCardMessageAction",
  "getChatEntries",
  "getMediaMessageDetails",
  "markAllMessagesRead",
  "getSafetyHint",
  "getFriendshipBadge",
];

/** A client whose answers are scripted. A call without a script left rejects. */
export class FakeClient {
  /** The calls that were made, those of batches too. */
  readonly asked: Asked[] = [];
  /** The names of the calls of each request: a batch is one. */
  readonly requests: CallName[][] = [];
  /** The logins that were set. */
  readonly credentials: unknown[] = [];
  /** How often it was closed. */
  closes = 0;
  private readonly scripts = new Map<CallName, Script<CallName>[]>();

  /** As the code that is tested sees it. */
  readonly client: Client = Object.assign(Object.fromEntries(calls.map((call) => [call, this.callOf(call)])), {
    batch: (given: readonly BatchCall[], { settled = false }: { settled?: boolean } = {}) => {
      this.requests.push(given.map(({ call }) => call));
      const answers = given.map(({ call, args = [], options }) => this.ask(call, [...args, options]));
      return settled ? Promise.allSettled(answers) : Promise.all(answers);
    },
    setCredential: (login: unknown) => void this.credentials.push(login),
    close: () => void this.closes++,
  }) as unknown as Client;

  /** Lets the next calls of a name be answered like this, one after the other; the last answer stays. */
  answer<Name extends CallName>(call: Name, ...scripts: Script<Name>[]): this {
    this.scripts.set(call, scripts as Script<CallName>[]);
    return this;
  }

  /** Lets the next call of a name wait. Gives what answers it. */
  hold<Name extends CallName>(call: Name): { answer(value: Answer<Name>): void; fail(error: Error): void } {
    let settle: { resolve(value: Answer<Name>): void; reject(error: Error): void };
    const held = new Promise<Answer<Name>>((resolve, reject) => (settle = { resolve, reject }));
    this.answer(call, () => held, ...((this.scripts.get(call) ?? []) as Script<Name>[]));
    return { answer: (value) => settle.resolve(value), fail: (error) => settle.reject(error) };
  }

  /** The options of the calls of a name, in order. */
  optionsOf(call: CallName): unknown[] {
    return this.asked.filter((one) => one.call === call).map(({ args }) => args.at(-1));
  }

  private callOf(call: CallName) {
    return (...args: unknown[]) => {
      this.requests.push([call]);
      return this.ask(call, args);
    };
  }

  private async ask(call: CallName, args: unknown[]): Promise<unknown> {
    this.asked.push({ call, args });
    const scripts = this.scripts.get(call) ?? [];
    const script = scripts.length > 1 ? scripts.shift()! : scripts[0];
    if (!script) throw new Error(`${call} has no script`);
    const answer = await (typeof script === "function" ? script(...args) : script);
    if (answer instanceof Error) throw answer;
    return answer;
  }
}
