import type { Session } from "../../sdk/src/index.ts";
import { nameOf } from "../model/conversation.ts";
import { previewOf } from "../words/preview.ts";
import { sideOf } from "../model/kinds.ts";
import type { Inbox } from "../shell/inbox.ts";
import { text } from "../words/words.ts";
import { nextWait, type Situation } from "./schedule.ts";

/** Looks for new messages again and again: the list, and the conversation in view while the page can be seen. */
export class Watch {
  private readonly inbox: Inbox;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking = false;
  private running = false;
  private quiet = 0;
  private failures = 0;

  constructor(inbox: Inbox) {
    this.inbox = inbox;
  }

  /** Begins. */
  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener("visibilitychange", this.onVisibility);
    addEventListener("online", this.onOnline);
    this.reschedule();
  }

  /** Ends. */
  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onVisibility);
    removeEventListener("online", this.onOnline);
  }

  /** Looks often for a while: the user did something. */
  soon(): void {
    this.quiet = 0;
    this.reschedule();
  }

  /** Looks at once. */
  now(): void {
    this.quiet = 0;
    this.failures = 0;
    clearTimeout(this.timer);
    void this.look();
  }

  /** Sets the time of the next look anew. */
  reschedule(): void {
    clearTimeout(this.timer);
    if (!this.running || this.looking) return;
    const { limit, loginProblem, dead } = this.inbox;
    if (loginProblem.value || dead.value) return; // goes on with a new login
    const wait = limit.value ? limit.value.until - Date.now() : nextWait(this.situation());
    this.timer = setTimeout(() => void this.look(), Math.max(0, wait));
  }

  private situation(): Situation {
    return { quiet: this.quiet, failures: this.failures, hidden: document.hidden };
  }

  private readonly onVisibility = () => {
    if (document.hidden || this.inbox.limit.value) this.reschedule();
    else this.now();
  };

  private readonly onOnline = () => {
    if (!this.inbox.limit.value) this.now();
  };

  private async look(): Promise<void> {
    if (this.looking || !this.running) return;
    this.looking = true;
    try {
      const found = await this.ask();
      this.failures = 0;
      this.quiet = found ? 0 : this.quiet + 1;
      this.inbox.sessions.looked();
    } catch (error) {
      this.failures++;
      const problem = this.inbox.notice(error);
      if (this.inbox.sessions.items.value.length === 0) this.inbox.sessions.looked(problem);
    } finally {
      this.looking = false;
      this.reschedule();
    }
  }

  // Reading a conversation marks it read, so nobody reads it for a page that cannot be seen.
  private async ask(): Promise<boolean> {
    const { reader, archive, open } = this.inbox;
    const thread = open.value;
    if (!thread || document.hidden || thread.loading.value.state !== "idle") {
      return this.tell((await reader.lookAtList()).news);
    }
    const { list, messages } = await reader.lookAtBoth(thread.id);
    const changed = list.news.filter((session) => session.sessionId !== thread.id);
    const arrived = thread.takeNewest(messages.page);
    await archive.markRead(thread.id);
    if (arrived.length > 0) {
      thread.arrived.value += arrived.length;
      const newest = arrived.at(-1)!;
      this.inbox.announce(text.value.newMessage(thread.name || text.value.noName, previewOf(newest, text.value)));
    }
    return this.tell(changed) || arrived.length > 0;
  }

  private tell(changed: readonly Session[]): boolean {
    const arrived = changed.filter(
      ({ newMsg, user, newMsgCnt }) =>
        newMsg && Number(newMsgCnt) > 0 && sideOf(newMsg, user, this.inbox.musicid) !== "me",
    );
    const newest = arrived[0];
    if (newest?.newMsg) {
      this.inbox.announce(
        text.value.newMessage(nameOf(newest) || text.value.noName, previewOf(newest.newMsg, text.value)),
      );
    }
    return changed.length > 0;
  }
}
