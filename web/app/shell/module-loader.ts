import { signal } from "@preact/signals";
import { createClient, isQQMusicError, type Client, type WasmSource } from "../../sdk/src/index.ts";
import { fetchWithAccess } from "../gateway/fetch-with-access.ts";
import { moduleStorage } from "../gateway/module-storage.ts";
import type { Host } from "../host.ts";
import { dialects, type Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";
import { problemOf, type Problem } from "../model/problem.ts";

/** How far the module is. */
export type ModuleState =
  { state: "loading"; read: number; total: number } | { state: "ready" } | { state: "failed"; problem: Problem };

/** The module, which all clients share. */
export class ModuleLoader {
  readonly state = signal<ModuleState>({ state: "loading", read: 0, total: 0 });
  private readonly host: Host;
  private source: Promise<WasmSource> | undefined;

  constructor(host: Host) {
    this.host = host;
  }

  /** Loads the module, or loads it again after it died. It is there for all clients afterwards. */
  async load(): Promise<void> {
    this.state.value = { state: "loading", read: 0, total: 0 };
    try {
      (await this.client(undefined, "")).close();
    } catch {
      // Told in `state`.
    }
  }

  /** Makes a client that speaks a dialect. Rejects when the module cannot be loaded, which `state` tells too. */
  async client(login: Login | undefined, endpoint: string, dialect: Dialect = dialects[0]): Promise<Client> {
    try {
      const client = await createClient({
        credential: login ? credentialOf(login) : null,
        endpoint,
        dialect,
        storage: moduleStorage(this.host),
        fetch: fetchWithAccess(this.host.access),
        ...(this.state.value.state !== "ready" && { wasm: this.bytes() }),
      });
      this.state.value = { state: "ready" };
      return client;
    } catch (error) {
      // A wrong option is no fault of the module: it looked at the option.
      if (isQQMusicError(error, "InvalidArgumentError")) this.state.value = { state: "ready" };
      else this.state.value = { state: "failed", problem: problemOf(error, nothingSaid, { at: Date.now() }) };
      throw error;
    } finally {
      this.source = undefined;
    }
  }

  // Clients that are made while the module loads wait for the same bytes. They can be read once.
  private bytes(): Promise<WasmSource> {
    this.source ??= this.host.module((read, total) => {
      if (this.state.value.state === "loading") this.state.value = { state: "loading", read, total };
    });
    return this.source;
  }
}

// What failed says nothing of the gateway, and saying it must not fail, whatever the browser lacks.
const nothingSaid = { online: true, foreign: false };

// How old the login is is the inbox's to say: a key that the gateway still takes is not refused here.
function credentialOf({ musicid, musickey, loginType }: Login) {
  return { musicid, musickey, loginType };
}
