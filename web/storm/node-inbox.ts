// The inbox of an account as the page puts it together, in Node: without views, and kept in memory.

import "../app/test/page-in-node.ts";
import { computed, effect, signal } from "@preact/signals";
import { createClient, isQQMusicError } from "qqmusic-private-message";
import { memoryStore } from "../app/account/memory-place.ts";
import { Archive } from "../app/archive/archive.ts";
import { exclusive } from "../app/archive/exclusive.ts";
import { KeepEverything } from "../app/archive/keep-everything.ts";
import { OwnAccount } from "../app/archive/own-account.ts";
import { ReadMarks } from "../app/archive/read-marks.ts";
import { Gateway } from "../app/gateway/gateway.ts";
import { LearnedGateway } from "../app/gateway/learned-gateway.ts";
import type { Host } from "../app/host.ts";
import type { Inbox as InboxType } from "../app/shell/inbox.ts";
import { accountKey } from "../app/model/account-id.ts";
import type { Login } from "../app/model/login.ts";
import { KeptPlaces } from "../app/thread/kept-places.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { timeout } from "./plan.js";

// Views find the page where they are loaded.
const { Drafts } = await import("../app/compose/drafts.ts");
const { ListMarks } = await import("../app/conversations/list-marks.ts");
const { Outbox } = await import("../app/outbox/outbox.ts");
const { Inbox } = await import("../app/shell/inbox.ts");
const { Keeping } = await import("../app/shell/keeping.ts");

/** An inbox, and what was met in it. */
export interface NodeInbox {
  inbox: InboxType;
  /** Called with each error that a call met. */
  onError: (error: unknown) => void;
  close(): void;
}

/** Opens the inbox of an account at a gateway. What a user does who is asked, it does at once: goes on, and signs in again. */
export async function openInbox(endpoint: string, login: Login): Promise<NodeInbox> {
  const account = { endpoint, musicid: login.musicid };
  const [memory, tab, disk] = [memoryStore(), memoryStore(), memoryStore()];
  const page = { hidden: signal(false), online: signal(true) };
  const host: Host = {
    endpoint,
    memory,
    tab,
    disk,
    module: () => Promise.reject(new Error("the package brings the module")),
    samples: async () => [],
    absolute: () => undefined,
    owns: () => false,
  };
  const learned = new LearnedGateway(endpoint, disk);
  const gateway = new Gateway({
    account,
    connect: (dialect) => createClient({ endpoint, credential: login, dialect, timeout, rateLimit: false }),
    learned,
    surroundings: () => ({ online: page.online.value, foreign: false }),
    proven: true,
  });
  const keeping = new Keeping({
    account,
    store: disk,
    openDisk: () => Promise.reject(new Error("nothing is kept on disk")),
    makeJob: (archive) => new KeepEverything({ gateway, archive, exclusive }),
    onNotKept: () => {},
  });
  const marks = new ReadMarks(account, tab);
  const archive = new Archive({
    store: await keeping.open(),
    channel: { tell: () => {}, onTold: () => () => {} },
    keepsGone: () => false,
    marks,
    self: () => inbox.own.self.peek(),
    onMessages: (conversation, messages) => inbox.takeMessages(conversation, messages),
    onFailure: (error) => opened.onError(error),
  });
  const key = accountKey(account);
  const inbox: InboxType = new Inbox({
    host,
    page,
    painted: async () => {},
    gateway,
    learned,
    archive,
    marks,
    keeping,
    drafts: new Drafts(account, tab),
    places: new KeptPlaces(account, tab),
    listMarks: new ListMarks(account, tab),
    login,
    own: new OwnAccount(login.musicid, { encryptUins: [], othersAreNamed: false }),
    store: tab,
    outbox: (ways) =>
      new Outbox({
        ...ways,
        accountKey: key,
        store: tab,
        exclusive: (work) => oneAtATime(`qqmusicpm.outbox.${key}`, work),
        online: computed(() => page.online.value && gateway.answering.value),
        problemOf: (error) => {
          opened.onError(error);
          return gateway.problem(error);
        },
      }),
    onOwner: () => {},
  });
  const stops = [
    effect(() => {
      if (gateway.limit.value?.until !== undefined && gateway.limit.value.until > Date.now()) {
        setImmediate(() => gateway.endLimit());
      }
    }),
    effect(() => {
      if (gateway.loginProblem.value) setImmediate(() => void gateway.renew(login, { proven: true }));
    }),
  ];
  const opened: NodeInbox = {
    inbox,
    onError: () => {},
    close() {
      for (const stop of stops) stop();
      inbox.close();
    },
  };
  await Promise.all([marks.restore(), learned.restored, archive.open()]);
  await inbox.start();
  return opened;
}

/** The name of an error, and whether it is one of the package. */
export function nameOf(error: unknown): { error: string; typed: boolean } {
  return { error: error instanceof Error ? error.name : typeof error, typed: isQQMusicError(error) };
}
