import { Archive } from "../archive/archive.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { Reader } from "../archive/reader.ts";
import type { AskedExport } from "../export/export-dialog.tsx";
import { Gateway } from "../gateway/gateway.ts";
import { isForeign, type Inbox } from "./inbox.ts";

/** What an export reads the messages of an inbox with. */
export function exportSource(inbox: Inbox): Omit<AskedExport, "conversation"> {
  const account = { endpoint: inbox.endpoint, musicid: inbox.musicid };
  const gateway = new Gateway({
    account,
    connect: async () => inbox.client,
    surroundings: () => ({ online: navigator.onLine, foreign: isForeign(inbox.host, inbox.endpoint) }),
    proven: true,
  });
  const archive = new Archive({
    store: new MemoryStore(),
    channel: { tell() {}, onTold: () => () => {} },
    keepsGone: () => false,
    onFailure() {},
  });
  return { account, gateway, archive, reader: new Reader(gateway, archive), host: inbox.host };
}
