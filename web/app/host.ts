// What the inbox needs of the place that shows it. A page gives one, an extension another; nothing else of the inbox
// knows where it runs.

import type { ReadonlySignal } from "@preact/signals";
import type { SampleAccount } from "../common/sample-accounts.ts";
import type { ClientOptions, WasmSource } from "../sdk/src/index.ts";

/** Keeps texts by name. */
export interface Store {
  get(name: string): Promise<string | null>;
  /** Rejects when the place is full, or the browser forbids it. */
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
  /** The names that begin so. */
  names(prefix: string): Promise<string[]>;
  /** Calls back with the name of what another tab or another part changed or deleted. Gives what ends that. */
  onChange(changed: (name: string) => void): () => void;
  /**
   * Calls back when all that it had was deleted at once, by the browser or in its settings, of which no names are told. Gives
   * what ends that. Absent where that cannot be.
   */
  onEmptied?(emptied: () => void): () => void;
}

/**
 * Where something is kept: in the page's memory; for as long as the tab lives (in the extension, until the browser is
 * closed); or on disk.
 */
export type Place = "memory" | "tab" | "disk";

/** The stores of all places. */
export type Places = Readonly<Record<Place, Store>>;

/** How far the module is: bytes read of all. */
export type Progress = (read: number, total: number) => void;

/** Something that the place offers besides the inbox. */
export interface HostMenuItem {
  label: string;
  run: () => void;
}

/** The browser's permission to ask the gateway, where a browser may withhold it or take it back. */
export interface GatewayAccess {
  /** Whether it is withheld, as far as is known. */
  readonly withheld: ReadonlySignal<boolean>;
  /** Finds out whether it is there now. It never rejects: what cannot be found out is not there. */
  isGranted(): Promise<boolean>;
  /** Asks the user for it: at once in a click, or the browser refuses. Gives whether it is there then. */
  ask(): Promise<boolean>;
}

/** Where the inbox runs. */
export interface Host extends Places {
  /** The gateway: an origin, or "" for the one that served the inbox. */
  readonly endpoint: string;
  /** The address of the console for developers; none where there is no console. */
  readonly consoleAddress?: string;
  /** The site whose login an account follows: who logs in there again has renewed it here. undefined where none is followed. */
  readonly siteOf?: (account: { endpoint: string; musicid: string }) => Promise<string | undefined>;
  /** Whether the place announces new messages itself, also while no page is open: then the page does not. */
  readonly announces?: boolean;
  /** What the place adds to the menu of the list; nothing where it has nothing to add. */
  readonly menu?: () => HostMenuItem[];
  /** The permission to ask the gateway, where there has to be one: without it nothing is sent. */
  readonly access?: GatewayAccess;
  /**
   * Told which dialect the gateway is asked in, before it is asked first and before that changes, where the place says by itself
   * which one it is. Where it rejects nothing is asked.
   */
  readonly speaks?: (dialect: NonNullable<ClientOptions["dialect"]>) => Promise<void>;
  /** The module, and how far its bytes are. */
  module(progress: Progress): Promise<WasmSource>;
  /** The accounts of a simulator; none where there is no simulator. */
  samples(): Promise<SampleAccount[]>;
  /** The full address of a picture, which may be relative to the gateway. */
  absolute(address: string): URL | undefined;
  /** Whether pictures of this address come from the place itself. */
  owns(address: URL): boolean;
}
