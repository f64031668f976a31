import type { Credential, SignMode } from "./client-options.ts";
import type { Answers, Arguments, JSONObject, Options } from "./models.gen.ts";

/** The name of one of the 15 calls. */
export type CallName = keyof Answers;

/** The options that every call takes besides its own. */
export interface CallOptions<Raw extends boolean = boolean> {
  /** The login for this call alone. */
  credential?: Credential | null | undefined;
  /** Ends the call: it rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** How long each attempt may take, in milliseconds; 0 for ever. Default that of the client. */
  timeout?: number | undefined;
  /** How often the call is repeated after a failure, when it only reads. Default that of the client. */
  maxRetries?: number | undefined;
  /** When the call is signed. Default that of the client. */
  sign?: SignMode | undefined;
  /** Whether a value that cannot be read is a {@link DataError}, in place of an entry of `problems`. Default that of the client. */
  strict?: boolean | undefined;
  /** true gives the answer's `data` as the gateway sent it, instead of the model; integers are {@link Int64} there too. Default false. */
  raw?: Raw | undefined;
}

/** What a list takes besides the options of its call. */
export interface ListOptions {
  /**
   * How many pages are asked for before they are wanted, when the list is gone through: with 1 the next page is on its way
   * while the items of one are used. It saves waiting where the network is slow, and asks for a page that nobody may want:
   * a loop that ends early has asked for one more. Default 0. Any other value is an InvalidArgumentError.
   */
  prefetch?: 0 | 1 | undefined;
}

/** The options of a call: its own and those of every call. */
export type OptionsOf<Name extends CallName, Raw extends boolean = boolean> = Options[Name] & CallOptions<Raw>;

/** What a call resolves with: its model, or the gateway's own object when it was made with `raw: true`. */
export type Answer<Name extends CallName, Raw extends boolean = false> = Raw extends true ? JSONObject : Answers[Name];

/** The arguments of a call: the positional ones, then its options. */
export type ArgumentsOf<Name extends CallName, Raw extends boolean> = [
  ...Arguments[Name],
  options?: OptionsOf<Name, Raw>,
];
