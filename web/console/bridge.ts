/** A module that runs. */
export interface Bridge {
  createClient(options: ClientOptions): Promise<Client>;
  /** Rejects when the module ends: its calls never answer then. */
  readonly end: Promise<never>;
}

/** The options of a client that this page uses. */
export interface ClientOptions {
  credential?: Credential;
  endpoint: string;
  fetch: typeof fetch;
  storage: Storage;
  onEvent: (event: ClientEvent) => void;
}

/** A login. */
export interface Credential {
  musicid: string;
  musickey: string;
  loginType?: number;
}

interface Storage {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** One attempt to send a request. */
export interface ClientEvent {
  call: string;
  attempt: number;
  status: number;
  code: number | string;
  ms: number;
  bytesOut: number;
  bytesIn: number;
}

/** A client: its calls by name. */
export type Client = Record<string, (...args: unknown[]) => Promise<unknown>> & { close(): void };
