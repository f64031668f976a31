import type { Conversation, Job, KeptPage, PageStore } from "../export/job.ts";
import type { Message } from "../../sdk/src/index.ts";

/** Keeps pages as a browser does, and as long as the test lasts. */
export class MemoryPages implements PageStore {
  readonly jobs = new Map<string, Job>();
  private readonly found = new Map<string, Conversation[]>();
  private readonly pages = new Map<string, KeptPage>();
  private readonly kept = new Map<string, Message | null>();

  async job(key: string) {
    return structuredClone(this.jobs.get(key));
  }

  async begin(job: Job) {
    await this.remove(job.key);
    this.jobs.set(job.key, job);
  }

  async list(job: Job, conversations: Conversation[]) {
    this.jobs.set(job.key, job);
    this.found.set(job.key, structuredClone(conversations));
  }

  async conversations(key: string) {
    return structuredClone(this.found.get(key) ?? []);
  }

  async putConversation(conversation: Conversation) {
    this.found.get(conversation.key)![conversation.index] = structuredClone(conversation);
  }

  async addPage(page: KeptPage, conversation: Conversation) {
    const place = `${page.key} ${page.index} ${page.number}`;
    if (this.pages.has(place)) throw new Error("a page is kept twice");
    this.pages.set(place, structuredClone(page));
    await this.putConversation(conversation);
  }

  async page(key: string, index: number, number: number) {
    return structuredClone(this.pages.get(`${key} ${index} ${number}`));
  }

  async addDetails(key: string, index: number, details: ReadonlyMap<string, Message | null>) {
    for (const [id, message] of details) this.kept.set(`${key} ${index} ${id}`, message);
  }

  async details(key: string, index: number, ids: readonly string[]) {
    return ids.map((id) => this.kept.get(`${key} ${index} ${id}`));
  }

  async remove(key: string) {
    this.jobs.delete(key);
    this.found.delete(key);
    for (const kept of [this.pages, this.kept]) {
      for (const place of kept.keys()) if (place.startsWith(`${key} `)) kept.delete(place);
    }
  }
}
