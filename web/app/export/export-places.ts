import type { Archive } from "../archive/archive.ts";
import { KeepingError, type ArchiveStore } from "../archive/archive-store.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { exportName } from "../archive/export-name.ts";
import type { OlderExport } from "../archive/older-export.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { AccountId } from "../model/account-id.ts";
import { inArchive, inOwnStore, type ExportPlace } from "./export-place.ts";
import type { KeptJob } from "./job-notes.ts";
import { takeOver } from "./older.ts";

/** What the places of an export are made of. */
export interface ExportPlacesOptions {
  account: AccountId;
  gateway: Gateway;
  /** The archive of the account, and what reads into it. */
  archive: Archive;
  reader: Reader;
  /** Opens the store of an export by its name, which no account has. Rejects with a KeepingError. */
  openStore: (name: string) => Promise<ArchiveStore>;
  /** Hands over the exports that were begun with an older build. */
  takeOlder: (take: (found: OlderExport) => Promise<void>) => Promise<void>;
}

/** Where an export can be: in the archive where the user keeps messages, otherwise in a store of its own. */
export class ExportPlaces {
  private readonly options: ExportPlacesOptions;
  private readonly sessionId: string | undefined;
  private own: ExportPlace | undefined;

  /** The conversation is given when it is an export of one. */
  constructor(options: ExportPlacesOptions, sessionId: string | undefined) {
    this.options = options;
    this.sessionId = sessionId;
  }

  /** Finds an export that was begun and not saved, whichever build began it. */
  async begun(): Promise<{ place: ExportPlace; kept: KeptJob } | undefined> {
    // What cannot be taken over stays where it is.
    await this.options.takeOlder((found) => this.takeOver(found)).catch(() => {});
    const places = [await this.ownPlace(), ...(this.isKept ? [this.inArchive(this.sessionId)] : [])];
    for (const place of places) {
      const kept = await place.notes.read();
      if (kept) return { place, kept };
    }
    return undefined;
  }

  /** The place for one that begins. */
  async forNew(): Promise<ExportPlace> {
    return this.isKept ? this.inArchive(this.sessionId) : this.ownPlace();
  }

  /** Lets go of what was opened. */
  close(): void {
    this.own?.close();
  }

  private get isKept(): boolean {
    return this.options.archive.place === "disk";
  }

  private inArchive(sessionId: string | undefined): ExportPlace {
    return inArchive(this.options.archive, this.options.reader, sessionId);
  }

  private async ownPlace(): Promise<ExportPlace> {
    if (this.own) return this.own;
    const { openStore, account, gateway } = this.options;
    const store = await openStore(exportName(account, this.sessionId)).catch((error: unknown) => {
      if (error instanceof KeepingError) return new MemoryStore();
      throw error;
    });
    return (this.own = inOwnStore(store, gateway, this.sessionId));
  }

  private async takeOver(found: OlderExport): Promise<void> {
    const { account, gateway, openStore } = this.options;
    const { sessionId } = found;
    const place = this.isKept
      ? this.inArchive(sessionId)
      : inOwnStore(await openStore(exportName(account, sessionId)), gateway, sessionId);
    try {
      await takeOver(found, account.musicid, place);
    } finally {
      place.close();
    }
  }
}
