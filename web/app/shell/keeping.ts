import { signal } from "@preact/signals";
import type { Archive } from "../archive/archive.ts";
import type { ArchiveStore, KeptSize } from "../archive/archive-store.ts";
import { BackupRun } from "../archive/backup-run.ts";
import type { KeepEverything } from "../archive/keep-everything.ts";
import { readWishes, wishesName, type Wishes } from "../archive/keeping-wishes.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import type { KeepingView, NotKept } from "../settings/keeping-view.ts";

/** What keeping needs of the place that shows the inbox. */
export interface KeepingNeeds {
  account: AccountId;
  /** Where it is remembered what the user wants: on disk, as the messages are. */
  store: Store;
  /** Opens the account's store on disk. It rejects where there is none. */
  openDisk: (onLost: (reason: "newer" | "closed") => void) => Promise<ArchiveStore>;
  /** Makes the job that keeps everything. */
  makeJob: (archive: Archive) => KeepEverything;
  /** Says, once, that messages are not kept any more. */
  onNotKept: (reason: NotKept) => void;
}

/** Whether an account's messages are kept on this computer, and what follows from it. */
export class Keeping implements KeepingView {
  readonly musicid: string;
  /** Whether the user wants messages kept. */
  readonly keeps = signal(false);
  /** Whether messages stay, marked as such, that were deleted elsewhere. */
  readonly keepsGone = signal(false);
  /** How much is kept; undefined before somebody asked. */
  readonly size = signal<KeptSize | undefined>(undefined);
  /** Why nothing is kept although the user wants it. */
  readonly notKept = signal<NotKept | undefined>(undefined);
  /** The job that keeps everything; undefined where nothing is kept. */
  readonly job = signal<KeepEverything | undefined>(undefined);
  /** The backup that is read, or was read last. */
  readonly backup = signal<BackupRun | undefined>(undefined);
  /** Whether what was kept is to be deleted. */
  private forgets = false;
  /** Settles when what the user wanted last has been done. */
  private moved: Promise<void> = Promise.resolve();
  private readonly needs: KeepingNeeds;
  private readonly name: string;
  private archive: Archive | undefined;
  private readonly stopFollowing: () => void;

  constructor(needs: KeepingNeeds) {
    this.needs = needs;
    this.musicid = needs.account.musicid;
    this.name = wishesName(needs.account);
    this.stopFollowing = needs.store.onChange((name) => {
      if (name === this.name) void this.follow();
    });
  }

  /** Reads what the user wants, and gives the store that follows from it. */
  async open(): Promise<ArchiveStore> {
    await this.readWishes();
    if (this.forgets) this.moved = this.forgetKept().catch(() => {}); // the page ended before that was done
    return (this.keeps.value && (await this.openDisk())) || new MemoryStore();
  }

  /** Takes the archive that works in that store. */
  attach(archive: Archive): void {
    this.archive = archive;
    this.followPlace();
  }

  // The job reads into what is kept, and nowhere else.
  private followPlace(): void {
    const { archive } = this;
    const before = this.job.value;
    if (archive?.place === "disk") {
      if (before) return;
      const job = this.needs.makeJob(archive);
      this.job.value = job;
      void job.restore();
    } else {
      this.job.value = undefined;
      before?.close();
    }
  }

  /** Reads a backup into what is kept, once messages are kept. */
  async readBackup(file: File): Promise<void> {
    await this.moved;
    const { archive } = this;
    if (!archive) return;
    this.backup.value?.stop();
    const run = new BackupRun({ archive, musicid: this.musicid, file });
    this.backup.value = run;
    void run.ended.then(() => this.measure());
  }

  /** Keeps messages from now on, with those that were read already; or forgets all that were kept. */
  setKeeps(keeps: boolean): Promise<void> {
    if (keeps === this.keeps.value && !this.notKept.value) return Promise.resolve();
    this.keeps.value = keeps;
    const done = this.moved.then(() => this.carryOut(keeps));
    this.moved = done.catch(() => {});
    return done;
  }

  private async carryOut(keeps: boolean): Promise<void> {
    if (keeps) {
      this.notKept.value = undefined; // whoever wants it anew is told anew
      await this.writeWishes();
      await this.moveToDisk();
    } else {
      this.forgets = true;
      await this.writeWishes();
      await this.forgetKept();
    }
  }

  // What is on disk is wanted no more, also where the archive has gone on in memory since.
  private async forgetKept(): Promise<void> {
    const { archive } = this;
    if (archive?.place === "disk") await archive.moveTo(new MemoryStore());
    this.followPlace();
    this.size.value = undefined;
    const disk = await this.needs.openDisk(() => {});
    await disk.clear().finally(() => disk.close());
    this.forgets = false;
    await this.writeWishes();
  }

  /** Keeps messages that are deleted elsewhere, or not. */
  async setKeepsGone(keepsGone: boolean): Promise<void> {
    this.keepsGone.value = keepsGone;
    await this.writeWishes();
  }

  /** Finds out how much is kept. */
  async measure(): Promise<void> {
    this.size.value = await this.archive?.kept.size().catch(() => undefined);
  }

  /** Goes on in memory: the store has failed. */
  async failed(error: unknown): Promise<void> {
    await this.goOnInMemory(reasonOf(error));
  }

  /** Follows what other tabs want no more. */
  close(): void {
    this.archive = undefined;
    this.backup.value?.stop();
    this.followPlace();
    this.stopFollowing();
  }

  private async moveToDisk(): Promise<void> {
    const { archive } = this;
    const disk = await this.openDisk();
    if (!disk || !archive) return;
    try {
      await archive.moveTo(disk);
    } catch (error) {
      disk.close();
      this.tellNotKept(reasonOf(error));
      return;
    }
    this.notKept.value = undefined;
    this.followPlace();
    await this.measure();
  }

  private async openDisk(): Promise<ArchiveStore | undefined> {
    try {
      return await this.needs.openDisk((reason) => void this.goOnInMemory(reason === "newer" ? "newer" : "failed"));
    } catch {
      this.tellNotKept("failed");
      return undefined;
    }
  }

  private async goOnInMemory(reason: NotKept): Promise<void> {
    const { archive } = this;
    if (archive?.place !== "disk" || this.notKept.value) return;
    this.tellNotKept(reason);
    await archive.moveTo(new MemoryStore());
    this.followPlace();
  }

  private tellNotKept(reason: NotKept): void {
    if (this.notKept.value) return;
    this.notKept.value = reason;
    this.needs.onNotKept(reason);
  }

  private async readWishes(): Promise<void> {
    const wishes = readWishes(await this.needs.store.get(this.name));
    this.keeps.value = wishes.keeps;
    this.keepsGone.value = wishes.keepsGone;
    this.forgets = wishes.forgets;
  }

  private async writeWishes(): Promise<void> {
    const { store } = this.needs;
    const wishes: Wishes = { keeps: this.keeps.value, keepsGone: this.keepsGone.value, forgets: this.forgets };
    if (!Object.values(wishes).includes(true)) await store.delete(this.name);
    else await store.set(this.name, JSON.stringify(wishes)).catch(() => this.tellNotKept("full"));
  }

  // Another tab changed it: this one goes where the messages are.
  private async follow(): Promise<void> {
    const before = this.keeps.value;
    await this.readWishes();
    if (this.keeps.value === before) return;
    if (this.keeps.value) await this.moveToDisk();
    else if (this.archive?.place === "disk") {
      await this.archive.moveTo(new MemoryStore());
      this.followPlace();
    }
  }
}

function reasonOf(error: unknown): NotKept {
  return (error as { full?: boolean } | undefined)?.full === true ? "full" : "failed";
}
