// The dialog of exports as its user sees it, and what is in the files.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, beforeEach } from "node:test";
import type { Page } from "playwright-core";
import { createClient, type Client } from "qqmusic-private-message";
import type { Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";
import { enterBeforeEach } from "./inbox-page.js";

/** A line of a JSON Lines file. */
export interface Line {
  type: "export" | "conversation" | "message";
  sessionId: string;
  id: string;
  sequence: string;
  time: number;
  messages: number;
  complete: boolean;
  metaData: { content: string; pic: string; url: string } | null;
  msgType: number;
}

/** The lines of a JSON Lines file. */
export function linesOf(text: string): Line[] {
  assert.ok(text.endsWith("\n"));
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

/** Asserts that a file has these messages, each once and in order. */
export function assertWhole(lines: Line[], ids: string[]) {
  const messages = lines.filter((line) => line.type === "message");
  assert.equal(new Set(messages.map((line) => line.id)).size, messages.length, "none is there twice");
  assert.deepEqual(
    messages.map((line) => line.id),
    ids,
    "none is missing, and they are in order",
  );
}

/** The ids of the messages of a conversation as the gateway has them, oldest first. */
export async function idsOf(client: Client, sessionId: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const message of client.getMessages({ sessionId })) ids.push(message.id);
  return ids.reverse();
}

/** How many records the browser keeps for exports. */
export const keptExports = (page: Page) =>
  page.evaluate(async () => {
    const name = "qqmusicpm-archive";
    // Opening one that is not there would make it.
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open(name));
    let count = 0;
    for (const store of database.objectStoreNames) {
      const keys = (await answer(database.transaction(store).objectStore(store).getAllKeys())) as string[][];
      count += keys.filter(([account]) => account!.startsWith("export ")).length;
    }
    database.close();
    return count;
  });

/** The dialog, of an inbox that has been entered. */
export class ExportDialog {
  private readonly inbox: InboxPage;

  constructor(inbox: InboxPage) {
    this.inbox = inbox;
  }

  private get page() {
    return this.inbox.page;
  }

  /** What is seen of it. */
  get view() {
    return this.page.locator("dialog.export");
  }

  private button(name: string) {
    return this.view.getByRole("button", { name, exact: true });
  }

  /** Opens it for a conversation. From the list: a conversation in view would ask for messages of its own. */
  async open(name: string) {
    await this.inbox.find(name);
    await this.inbox.session(name).first().hover();
    await this.inbox.session(name).first().locator("[aria-haspopup]").click();
    await this.page.getByRole("menuitem", { name: "导出这个会话" }).click();
    await this.view.waitFor();
  }

  /** Presses one of its buttons. */
  press(name: string) {
    return this.button(name).click();
  }

  /** Waits until it has a button. */
  shown(name: string) {
    return this.button(name).waitFor({ timeout: 60_000 });
  }

  /** One of the figures that say how far it is. */
  figure(name: string) {
    return this.view.locator("dt", { hasText: name }).locator("+ dd");
  }

  /** Saves the file as soon as everything was read. */
  async save(): Promise<{ name: string; text: string }> {
    await this.shown("保存文件");
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.press("保存文件")]);
    await this.press("文件在，完成");
    await this.view.getByText("已导出").first().waitFor();
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}

// An exported page has no icon, for which Firefox asks nevertheless; its policy stops that.
const expected = /Failed to load resource|favicon\.ico/;

/** What a test of exports works with. */
interface Entered {
  demo: Demo;
  client: Client;
  inbox: InboxPage;
  page: Page;
  dialog: ExportDialog;
}

/** Enters the inbox before each test of a file, with a client of its account beside it, and hands them over. */
export function enterToExport(opened: (what: Entered) => void): void {
  let entered: { demo: Demo; inbox: InboxPage };
  let client: Client | undefined;
  enterBeforeEach(expected, (what) => (entered = what));
  beforeEach(async () => {
    const { demo, inbox } = entered;
    await inbox.downloadsOnly();
    client ??= await createClient({ endpoint: demo.url.slice(0, -1), credential: sample, rateLimit: false });
    opened({ demo, client, inbox, page: inbox.page, dialog: new ExportDialog(inbox) });
  });
  after(() => client?.close());
}
