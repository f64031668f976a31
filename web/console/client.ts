import { effect } from "@preact/signals";
import { credential, endpoint } from "./account.ts";
import { keep, kept } from "../common/kept.ts";
import type { Bridge, Client, ClientEvent } from "./bridge.ts";
import { recordingFetch, type SentRequest } from "./traffic.ts";

/** What is told about a request while a call runs. */
export interface Listener {
  sent(request: SentRequest): void;
  event(event: ClientEvent): void;
}

let listener: Listener | undefined;
let current: Promise<Client> | undefined;
let owner: Bridge | undefined;

// Another account or endpoint is another client.
effect(() => {
  void credential.value;
  void endpoint.value;
  current?.then((client) => client.close()).catch(() => {});
  current = undefined;
});

/** The client of the account and endpoint in use. What it sends is told to the listener. */
export function clientFor(bridge: Bridge, told: Listener): Promise<Client> {
  listener = told;
  if (current && owner === bridge) return current;
  owner = bridge;
  const made = bridge.createClient({
    credential: credential.value,
    endpoint: endpoint.value,
    fetch: recordingFetch((request) => listener?.sent(request)),
    onEvent: (event) => listener?.event(event),
    storage,
  });
  current = made;
  made.catch(() => {
    if (current === made) current = undefined; // the next run tries again
  });
  return made;
}

// The device and the gateway session last longer than a page; the login never comes here.
const storage = {
  get: async (key: string) => kept(key),
  set: async (key: string, value: string) => keep(key, value),
  delete: async (key: string) => keep(key, null),
};
