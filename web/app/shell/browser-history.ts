/** What an entry of the history says beside its address. It is kept by the browser, also when the page is loaded anew. */
export interface EntryState {
  /** The account that it belongs to. */
  account?: string;
  /** Whether the entry before it is the list. */
  fromList?: boolean;
  /** How many entries of the inbox there are before it, as far as is known. */
  depth?: number;
}

/** The history of the page, as far as it is gone through. */
export interface BrowserHistory {
  /** What stands behind the # of the address, with it; "" when nothing does. */
  readonly address: string;
  readonly state: EntryState;
  /** Goes on to an address. */
  push(state: EntryState, address: string): void;
  /** Puts an address in place of the present one. */
  replace(state: EntryState, address: string): void;
  /** Goes back by some entries, some time later. */
  back(entries: number): void;
  /** Calls back when the user went through the history, or when `back` did. Gives what ends that. */
  onMove(moved: () => void): () => void;
}

/** The history of this page. */
export function browserHistory(): BrowserHistory {
  const urlOf = (address: string) => location.pathname + location.search + address;
  return {
    get address() {
      return location.hash;
    },
    get state() {
      const state: unknown = history.state;
      return typeof state === "object" && state !== null ? (state as EntryState) : {};
    },
    push: (state, address) => history.pushState(state, "", urlOf(address)),
    replace: (state, address) => history.replaceState(state, "", urlOf(address)),
    back: (entries) => history.go(-entries),
    onMove(moved) {
      addEventListener("popstate", moved);
      return () => removeEventListener("popstate", moved);
    },
  };
}
