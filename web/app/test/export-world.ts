// An export in a browser with a database, a gateway and a clock that stands until it is moved.

import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import type { Exclusive } from "../archive/exclusive.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import type { OlderExport } from "../archive/older-export.ts";
import { ExportRun } from "../export/export-run.ts";
import type { FetchPicture } from "../export/fetch-picture.ts";
import type { Phase } from "../export/phase.ts";
import { exportWords } from "../export/words.ts";
import { numberAlone } from "../model/sides.ts";
import { webAddress } from "../model/links.ts";
import type { SaveOutcome } from "../ui/save-file.ts";
import { readingFrom, type FakeGateway } from "./fake-gateway.ts";

/** A line of a JSON Lines file. */
export interface FileLine {
  type: string;
  sessionId: string;
  id: string;
  messages: number;
  complete: boolean;
  metaData: { pic: string };
  session: Session;
}

/** A browser, in which an export can be begun, left and begun again. */
export class ExportWorld {
  readonly fake: FakeGateway;
  /** The file that was saved last, and its name. */
  bytes: Uint8Array = new Uint8Array();
  fileName = "";
  /** What the exports wait for. */
  waits: { work: () => void; wait: number }[] = [];
  time = 0;
  /** What becomes of a file. */
  outcome: SaveOutcome = "written";
  fetchPicture: FetchPicture = async () => undefined;
  older: OlderExport[] = [];
  exclusive: Exclusive = (_, work) => work();
  openStore = (name: string): Promise<ArchiveStore> => DiskStore.open(name);
  private readonly runs: ExportRun[] = [];
  private readonly reading;

  /** The archive is in memory where none is given. */
  constructor(fake: FakeGateway, store: ArchiveStore = new MemoryStore()) {
    this.fake = fake;
    this.reading = readingFrom(fake, { store, now: () => this.time });
  }

  /** The file that was saved last, as a text. */
  get file() {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.bytes);
  }

  get archive() {
    return this.reading.archive;
  }

  get gateway() {
    return this.reading.gateway;
  }

  /** An export as it is when it was opened. */
  async open(conversation?: string): Promise<ExportRun> {
    const run = new ExportRun({
      account: { endpoint: "", musicid: "1" },
      ...this.reading,
      self: signal(numberAlone("1")),
      conversation: conversation === undefined ? undefined : this.fake.sessions.get(conversation)!,
      openStore: (name) => this.openStore(name),
      takeOlder: async (take) => {
        for (const one of this.older) await take(one);
      },
      addressOf: webAddress,
      exclusive: (name, work) => this.exclusive(name, work),
      save: async (name, _kind, parts) => {
        if (this.outcome === "noPlace") return this.outcome;
        const bytes: Uint8Array[] = [];
        for await (const part of parts) bytes.push(typeof part === "string" ? Buffer.from(part) : part);
        this.bytes = Buffer.concat(bytes);
        this.fileName = name;
        return this.outcome;
      },
      fetchPicture: (address, signal) => this.fetchPicture(address, signal),
      words: () => exportWords.en,
      now: () => this.time,
      later: (work, wait) => {
        const one = { work, wait };
        this.waits.push(one);
        return () => (this.waits = this.waits.filter((other) => other !== one));
      },
    });
    this.runs.push(run);
    await until(run, ({ phase }) => phase !== "opening");
    return run;
  }

  /** Ends all that were opened, as a reload does. */
  close(): void {
    for (const run of this.runs) run.close();
  }

  /** Lets the wait of an export end. */
  async waitEnds(run: ExportRun): Promise<void> {
    const [next] = this.waits.splice(0);
    this.time += next!.wait;
    next!.work();
    await until(run, ({ phase }) => phase !== "running" && phase !== "opening");
  }

  /** The lines of the file, as an export writes it that has read everything. */
  async saved(run: ExportRun): Promise<FileLine[]> {
    await run.save();
    return this.file
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as FileLine);
  }

  /** The messages in the file: "a 1", "a 2" and so on. */
  async messages(run: ExportRun): Promise<string[]> {
    return (await this.saved(run))
      .filter(({ type }) => type === "message")
      .map(({ sessionId, id }) => `${sessionId} ${id}`);
  }
}

/** Waits until an export is in a phase. */
export function until(run: ExportRun, is: (phase: Phase) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = run.phase.subscribe((phase) => {
      if (!is(phase)) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/** "a 1", "a 2" and so on. */
export function range(id: string, last: number, first = 1): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${id} ${first + i}`);
}
