// Steps of tests in which messages are kept on this computer.

import { after, beforeEach } from "node:test";
import type { Page, Route } from "playwright-core";
import { createClient, type Client, type Message, type Session } from "qqmusic-private-message";
import { zh } from "../app/words/zh.js";
import type { Demo } from "./harness.js";
import { enterBeforeEach, sample, type InboxPage } from "./inbox-page.js";

/** The account on another device. */
export class Phone {
  private readonly client: Client;

  private constructor(client: Client) {
    this.client = client;
  }

  /** Signs in there. */
  static async open(demo: Demo): Promise<Phone> {
    return new Phone(await createClient({ endpoint: demo.url.slice(0, -1), credential: sample, rateLimit: false }));
  }

  /** The conversations, the newest first. */
  async conversations(): Promise<Session[]> {
    return (await this.client.getSessions({ size: 100 })).sessions;
  }

  /** The conversation with somebody. */
  async conversation(nick: string): Promise<Session> {
    const found = (await this.conversations()).find(({ user }) => user?.nick === nick);
    if (!found) throw new Error(`no conversation with ${nick}`);
    return found;
  }

  /** All messages of a conversation, oldest first. */
  async messages(sessionId: string): Promise<Message[]> {
    const messages: Message[] = [];
    for await (const message of this.client.getMessages({ sessionId })) messages.push(message);
    return messages.reverse();
  }

  /** Writes to somebody, by their number. */
  async send(userId: string, text: string): Promise<void> {
    await this.client.sendText(userId, text);
  }

  /** Deletes the newest message with this text. */
  async deleteMessage(sessionId: string, text: string): Promise<void> {
    const { messages } = await this.client.getMessages({ sessionId });
    const found = messages.find(({ metaData }) => metaData?.content === text);
    if (!found) throw new Error(`no message ${text}`);
    await this.client.deleteMessage(sessionId, found.id);
  }

  /** Deletes a conversation. */
  async deleteConversation(sessionId: string): Promise<void> {
    await this.client.deleteSession(sessionId);
  }

  /** Signs out. */
  close(): void {
    this.client.close();
  }
}

/** Enters the inbox before each test of a file, with the account on another device beside it, and hands them over. */
export function enterWithPhone(opened: (what: { demo: Demo; inbox: InboxPage; phone: Phone }) => void): void {
  let entered: { demo: Demo; inbox: InboxPage };
  let phone: Phone | undefined;
  enterBeforeEach(/Failed to load resource/, (what) => (entered = what));
  beforeEach(async () => {
    phone?.close();
    phone = await Phone.open(entered.demo);
    opened({ ...entered, phone });
  });
  after(() => phone?.close());
}

const gateway = "**/cgi-bin/**";
const refuse = (route: Route) => route.abort();

/** Lets no request of a tab reach the gateway. */
export const cutOff = (page: Page) => page.route(gateway, refuse);

/** Lets them reach it again. */
export const putThrough = (page: Page) => page.unroute(gateway, refuse);

/** The settings, opened. */
export async function openSettings({ page }: Pick<InboxPage, "page">) {
  await page.getByRole("button", { name: "设置", exact: true }).click();
  await page.locator("dialog.settings").waitFor();
}

/** Closes the settings. */
export async function closeSettings({ page }: Pick<InboxPage, "page">) {
  await page.locator("dialog.settings > header button").click();
  await page.locator("dialog.settings").waitFor({ state: "detached" });
}

/** The box to tick for keeping messages. */
export const keepBox = ({ page }: Pick<InboxPage, "page">) => page.getByLabel("把私信保存在这台电脑上");

/** What the settings say of how much is kept. */
export const keptSize = ({ page }: Pick<InboxPage, "page">) => page.getByText(/已保存 [\d,]+ 个会话的 [\d,]+ 条消息/);

/** Keeps messages from now on. */
export async function keepMessages(inbox: Pick<InboxPage, "page">) {
  await openSettings(inbox);
  await keepBox(inbox).check();
  await keptSize(inbox).waitFor();
  await closeSettings(inbox);
}

/** Forgets what is kept, and keeps nothing. */
export async function keepNothing(inbox: InboxPage) {
  await openSettings(inbox);
  await keepBox(inbox).click();
  await inbox.page.locator(".question .danger").click();
  await keptSize(inbox).waitFor({ state: "detached" });
  await closeSettings(inbox);
}

/** How many records the browser's database holds. */
export const keptRecords = (page: Page) =>
  page.evaluate(async () => {
    const name = "qqmusicpm-archive";
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // Opening one that is not there would make it.
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    const database = await answer(indexedDB.open(name));
    let count = 0;
    for (const store of database.objectStoreNames) {
      count += await answer(database.transaction(store).objectStore(store).count());
    }
    database.close();
    return count;
  });

/** A row of a conversation as it is shown. */
export interface ShownRow {
  text: string;
  /** Who wrote the message; "" for a row that is none. */
  side: "me" | "them" | "unknown" | "nobody" | "";
  /** Whether it has a place for a picture or a video. */
  pictured: boolean;
}

/**
 * Scrolls through the conversation in view from its beginning to its end, waiting for what is missing. Gives the rows as
 * they are written there.
 */
export const readThrough = async (page: Page): Promise<string[]> => (await readRows(page)).map(({ text }) => text);

/** The same, with what the rows say besides. Pictures and videos have their details by then. */
export const readRows = (page: Page): Promise<ShownRow[]> =>
  page.evaluate(async (loading) => {
    const view = document.querySelector<HTMLElement>(".messages")!;
    const frames = async (count: number) => {
      for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
    };
    const shown = (row: HTMLElement): ShownRow => {
      const sides = ["me", "them", "unknown", "nobody"] as const;
      return {
        text: row.textContent,
        side: sides.find((side) => row.classList.contains(side)) ?? "",
        pictured: row.querySelector(".picture") !== null,
      };
    };
    // Until somebody scrolls by hand, the view goes back to the unread messages when a picture changes its height.
    view.dispatchEvent(new WheelEvent("wheel"));
    while (!view.querySelector(".divider.soft")) {
      view.scrollTop = 0;
      await frames(1);
    }
    for (;;) {
      view.scrollTop = 0;
      await frames(3);
      const rows = new Map<number, ShownRow>();
      let hadGap = false;
      for (;;) {
        for (let gap = view.querySelector(".gap"); gap; gap = view.querySelector(".gap")) {
          hadGap = true;
          gap.scrollIntoView({ block: "center" });
          await frames(2);
        }
        while ([...view.querySelectorAll(".picture.waiting p")].some((says) => says.textContent === loading)) {
          await frames(1);
        }
        for (const row of view.querySelectorAll("li")) rows.set(Number(row.dataset["index"]), shown(row));
        if (view.scrollHeight - view.scrollTop - view.clientHeight < 2) break;
        view.scrollTop += 300;
        await frames(2);
      }
      // Rows that came in between have changed the places of those behind them.
      if (!hadGap) return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
    }
  }, zh.loadingDetails);
