// What compiles and what does not. Never run: the compiler is the test.

import {
  chromeStorage,
  compareInt64,
  createClient,
  isMedia,
  isQQMusicError,
  MessageType,
  QQMusicError,
  RateLimitedError,
  toBigInt,
  version,
  webStorage,
  type Answers,
  type Arguments,
  type BatchCall,
  type CallName,
  type Client,
  type ClientOptions,
  type ConfigResult,
  type Credential,
  type Dialect,
  type Fetch,
  type FriendshipBadge,
  type Int64,
  type JSONObject,
  type MediaMessageDetails,
  type Message,
  type MessagePage,
  type Options,
  type PagePromise,
  type Problem,
  type SentMessages,
  type Session,
  type SessionPage,
  type SessionUpdate,
  type SessionWatch,
  type WriteResult,
} from "qqmusic-private-message";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles when the type of the value is exactly Expected. */
function is<Expected>() {
  return <Actual>(_: Actual, ..._same: Same<Actual, Expected> extends true ? [] : [never]) => {};
}

declare const client: Client;
declare const some: boolean;

export async function results(): Promise<void> {
  is<PagePromise<SessionPage, Session>>()(client.getSessions());
  is<PagePromise<MessagePage, Message>>()(client.getMessages({ sessionId: 1n }));
  is<SessionPage>()(
    await client.getSessions({ size: 5, order: 1n, lastTime: "12", fansFlag: null, lastId: undefined }),
  );
  is<Promise<SentMessages>>()(client.sendMessage("1", 0));
  is<Promise<SentMessages>>()(client.sendText(1n, "text", { clientKey: "k" }));
  is<Promise<WriteResult>>()(client.deleteSession("s", { superMsgFlag: 0 }));
  is<Promise<MediaMessageDetails>>()(client.getMediaMessageDetails("s", ["a", 1n]));
  is<Promise<FriendshipBadge>>()(client.getFriendshipBadge("u"));
  is<Promise<WriteResult>>()(client.setConfig(1, 7n));
  is<Promise<ConfigResult>>()(client.getConfig(1, { raw: false }));
  is<Int64>()((await client.getConfig(1)).configValue);
  is<bigint>()(toBigInt((await client.getConfig(1)).configValue));
  is<number>()(compareInt64(1, "2"));
  is<string>()(version);
  for await (const session of client.getSessions()) is<Session>()(session);
  for await (const page of client.getMessages().pages({ limit: 2 })) is<MessagePage>()(page);
}

export async function rawResults(): Promise<void> {
  is<PagePromise<JSONObject, JSONObject>>()(client.getSessions({ raw: true }));
  is<Promise<JSONObject>>()(client.getConfig(1, { raw: true }));
  is<Promise<JSONObject>>()(client.sendText("1", "text", { raw: true }));
  is<Promise<ConfigResult | JSONObject>>()(client.getConfig(1, { raw: some }));
  for await (const item of client.getSessions({ raw: true })) is<JSONObject>()(item);
  // @ts-expect-error a raw answer has no models
  (await client.getConfig(1, { raw: true })).configValue satisfies Int64;
}

export async function batches(): Promise<void> {
  const three = await client.batch([
    { call: "getConfig", args: [1] },
    { call: "getSessions", options: { size: 5 } },
    { call: "deleteSession", args: ["s"], options: { raw: true } },
  ]);
  is<[ConfigResult, SessionPage, JSONObject]>()(three);
  const settled = await client.batch([{ call: "getConfig", args: [1] }, { call: "getMessages" }], { settled: true });
  is<[PromiseSettledResult<ConfigResult>, PromiseSettledResult<MessagePage>]>()(settled);
  is<[]>()(await client.batch([]));
  const deletions = ["a", "b"].map((id) => ({ call: "deleteSession", args: [id] }) as const);
  is<WriteResult[]>()(await client.batch(deletions));
  const any: BatchCall[] = [{ call: "getConfig", args: [1] }];
  is<(Answers[CallName] | JSONObject)[]>()(await client.batch(any));

  // @ts-expect-error there is no such call
  await client.batch([{ call: "getNothing" }]);
  // @ts-expect-error getConfig wants an argument
  await client.batch([{ call: "getConfig" }]);
  // @ts-expect-error an argument of the wrong type
  await client.batch([{ call: "getConfig", args: [true] }]);
  // @ts-expect-error one argument too many
  await client.batch([{ call: "getConfig", args: [1, 2] }]);
  // @ts-expect-error an option of another call
  await client.batch([{ call: "getConfig", args: [1], options: { size: 1 } }]);
  // @ts-expect-error no part of a call
  await client.batch([{ call: "getConfig", args: [1], also: 1 }]);
  // @ts-expect-error no option of batch
  await client.batch([], { size: 1 });
  // @ts-expect-error sendText is sendMessage here
  await client.batch([{ call: "sendText", args: ["1", "text"] }]);
}

export async function watches(signal: AbortSignal): Promise<void> {
  is<SessionWatch>()(client.watch());
  const watch = client.watch({ interval: 1000, size: 5n, signal, credential: { musicid: "1", musickey: "k" } });
  is<void>()(watch.look());
  for await (const update of watch) {
    is<SessionUpdate>()(update);
    is<boolean>()(update.first);
    is<Session[]>()(update.sessions);
    is<Int64>()(update.unread);
    is<Problem[] | undefined>()(update.problems);
  }
  // @ts-expect-error problems may be missing
  for await (const { problems } of watch) problems.length;
  // @ts-expect-error it gives updates, not conversations
  for await (const { sessionId } of watch) is<string>()(sessionId);
  // @ts-expect-error a watch is no Promise
  void client.watch().then;
  // @ts-expect-error an interval is a number
  client.watch({ interval: "1000" });
  // @ts-expect-error an option of getSessions
  client.watch({ order: 1 });
  // @ts-expect-error no answer comes as the gateway sent it
  client.watch({ raw: true });
  // @ts-expect-error it takes nothing
  watch.look(1000);
}

export async function kindsOfMessages(message: Message): Promise<void> {
  if (message.msgType === MessageType.Text) is<boolean>()(isMedia(message));
  is<boolean>()(isMedia({ msgType: "9007199254740993" }));
  await client.sendMessage("1", MessageType.Media2);
  is<0 | 2 | 3 | 5 | 6>()(0 as MessageType);
  // @ts-expect-error which of them are pictures is not known
  MessageType.Image;
  // @ts-expect-error 1 is none that is known
  1 satisfies MessageType;
  // @ts-expect-error a message, not its type
  isMedia(message.msgType);
}

export async function oddAnswers(): Promise<void> {
  const { problems } = await client.getMessages({ strict: false });
  is<Problem[] | undefined>()(problems);
  for (const { path, expected, got } of problems ?? []) is<string>()(`${path} ${expected} ${got}`);
  await client.getConfig(1, { strict: true });
  // @ts-expect-error strict is true or false
  await client.getConfig(1, { strict: "yes" });
  // @ts-expect-error no value is ever held
  problems?.[0]?.value;
}

export async function wrongUse(): Promise<void> {
  // @ts-expect-error an option that does not exist
  await client.getSessions({ limit: 5 });
  // @ts-expect-error a boolean is no integer
  await client.getSessions({ size: true });
  // @ts-expect-error null where the protocol has none
  await client.getSessions({ size: null });
  // @ts-expect-error no options where an argument is wanted
  await client.getConfig();
  // @ts-expect-error options are an object
  await client.getConfig(1, 2);
  // @ts-expect-error a list
  await client.getChatEntries(1);
  // @ts-expect-error a value is wanted
  await client.setConfig(1);
  // @ts-expect-error booleans are no settings
  await client.setConfig(1, true);
  // @ts-expect-error the text is the content
  await client.sendText("1", "text", { metaData: {} });
  // @ts-expect-error no text
  await client.sendText("1");
  // @ts-expect-error a mode that does not exist
  await client.getConfig(1, { sign: "yes" });
  // @ts-expect-error a signal is no controller
  await client.getConfig(1, { signal: new AbortController() });
  // @ts-expect-error a credential needs a musickey
  await client.getConfig(1, { credential: { musicid: "1" } });
  // @ts-expect-error a limit is a number
  client.getSessions().pages({ limit: "2" });
  // @ts-expect-error the bridge's own
  client.nextPage;
}

export async function clients(area: {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}): Promise<void> {
  const credential: Credential = { musicid: 1n, musickey: "k", loginType: 2, createTime: 1, expiresIn: 2 };
  const local = {
    getItem: (_: string) => null,
    setItem: (_: string, _value: string) => {},
    removeItem: (_: string) => {},
  };
  is<Client>()(await createClient());
  const options: ClientOptions = {
    credential: async () => credential,
    endpoint: "",
    fetch,
    timeout: 0,
    maxRetries: 0,
    rateLimit: { rate: 1, burst: 2 },
    sign: "never",
    dialect: "14.9",
    comm: { cv: 14090010, rom: "text", chid: null },
    strict: true,
    device: { model: "MI 6", sdkLevel: 29 },
    storage: webStorage(local),
    onEvent: ({ call, attempt, status, code, ms, bytesIn, bytesOut }) =>
      void [call, attempt, status, code, ms, bytesIn, bytesOut],
    wasm: Promise.resolve(new URL("https://example.test/qqmusicpm.wasm")),
  };
  await createClient(options);
  await createClient({ storage: chromeStorage(area), rateLimit: false, wasm: new Uint8Array(8) });
  // As a Worker needs it; null for the sake of exactOptionalPropertyTypes.
  await createClient({
    async fetch(address, { method, headers, body, signal = null }) {
      const response = await fetch(address, { method, headers, body, signal, redirect: "manual" });
      return { status: response.status, headers: response.headers, arrayBuffer: () => response.arrayBuffer() };
    },
  });
  await createClient({ fetch: globalThis.fetch });
  await createClient({ fetch: async () => new Response("{}") });
  await createClient({ fetch: (address: string | URL, init?: RequestInit) => fetch(address, init) });
  fetch satisfies Fetch;
  is<"20.9" | "14.9">()("20.9" as Dialect);
  client.setCredential(null);
  client.setCredential(() => credential);
  {
    using disposed = await createClient();
    disposed.close();
  }
  {
    await using disposed = await createClient();
    disposed.close();
  }
  // @ts-expect-error an option that does not exist
  await createClient({ retries: 1 });
  // @ts-expect-error true is no limit
  await createClient({ rateLimit: true });
  // @ts-expect-error a text is no Response
  await createClient({ fetch: async () => "{}" });
  // @ts-expect-error an answer without a status
  await createClient({ fetch: async () => ({ headers: new Headers(), arrayBuffer: async () => new ArrayBuffer(0) }) });
  // @ts-expect-error the request has no such thing
  await createClient({ fetch: async (_, { duplex }) => new Response(duplex) });
  // @ts-expect-error a version that nobody knows
  await createClient({ dialect: "21.0" });
  // @ts-expect-error versions are texts
  await createClient({ dialect: 20.9 });
  // @ts-expect-error no booleans in comm
  await createClient({ comm: { cv: true } });
  // @ts-expect-error null leaves a member out
  await createClient({ comm: { cv: undefined } });
  // @ts-expect-error strict is true or false
  await createClient({ strict: 1 });
  // @ts-expect-error nothing that a module can be read from
  await createClient({ wasm: 5 });
  // @ts-expect-error not undefined: null says that there is none
  client.setCredential();
}

export function errors(error: unknown): void {
  if (isQQMusicError(error)) is<QQMusicError>()(error);
  if (isQQMusicError(error, "RateLimitedError")) {
    is<RateLimitedError>()(error);
    is<string | undefined>()(error.feedbackURL);
    is<boolean>()(error.retryable);
    is<boolean>()(error.maybeSent);
    is<Int64 | undefined>()(error.code);
    error.name satisfies "RateLimitedError";
  }
  is<QQMusicError>()(QQMusicError.fromJSON(error));
  // @ts-expect-error no class of that name
  isQQMusicError(error, "NoSuchError");
}

/** Each call takes what the protocol says, and no table has a call that the client does not. */
export const eachCall: {
  [Name in CallName]: (...args: [...Arguments[Name], Options[Name]]) => PromiseLike<Answers[Name]>;
} = client;
