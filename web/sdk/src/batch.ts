import type { Answer, CallName, OptionsOf } from "./calls.ts";
import type { Arguments } from "./models.gen.ts";

/** A call of a batch. `args` are its positional arguments; a call that has none needs none. */
export type BatchCall<Name extends CallName = CallName> = {
  [N in Name]: { readonly call: N; readonly options?: OptionsOf<N> | undefined } & (Arguments[N] extends []
    ? { readonly args?: readonly [] | undefined }
    : { readonly args: Readonly<Arguments[N]> });
}[Name];

/** The options of a batch. */
export interface BatchOptions<Settled extends boolean = boolean> {
  /** How many calls travel in one request, 1 to 20. Default 20. */
  batchSize?: number | undefined;
  /** true gives the outcome of each call, as `Promise.allSettled` does; otherwise the first error rejects the batch. Default false. */
  settled?: Settled | undefined;
  /** Ends the batch: it rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
}

type RawOf<Call> = Call extends { readonly options: { readonly raw: infer Raw extends boolean } } ? Raw : false;

/** What one call of a batch resolves with. */
export type BatchAnswer<Call> = Call extends { readonly call: infer Name extends CallName }
  ? Answer<Name, RawOf<Call>>
  : never;

/** What a batch resolves with: the results of its calls in their order. */
export type BatchResults<Calls extends readonly unknown[], Settled extends boolean> = {
  -readonly [I in keyof Calls]: Settled extends true
    ? PromiseSettledResult<BatchAnswer<Calls[I]>>
    : BatchAnswer<Calls[I]>;
};

/** Refuses what is no part of a call, as for any object literal: a list of inferred type would let it pass. */
export type Exactly<Calls extends readonly BatchCall[]> = {
  readonly [I in keyof Calls]: Calls[I] extends { readonly call: infer Name extends CallName }
    ? BatchCall<Name> &
        NoMore<Calls[I], "call" | "args" | "options"> & {
          readonly options?: Calls[I] extends { readonly options: infer Given }
            ? NoMore<Given, keyof OptionsOf<Name>>
            : unknown;
        }
    : never;
};

type NoMore<Given, Known extends PropertyKey> = { readonly [Name in Exclude<keyof Given, Known>]?: never };
