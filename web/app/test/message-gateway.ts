import type { Message } from "../../sdk/src/index.ts";
import type { MessagesPage } from "../archive/ingest.ts";
import { message } from "./messages.ts";
import type { Random } from "./seeded.ts";

/** A gateway with one conversation. */
export class MessageGateway {
  readonly messages: Message[] = [];
  private made = 0;
  private readonly random: Random;
  private readonly shape: MessageShape;

  constructor(random: Random, shape: MessageShape) {
    this.random = random;
    this.shape = shape;
  }

  /** A new message. */
  add(): Message {
    const n = ++this.made;
    const { sequence, times } = this.shape;
    const made = message(n, {
      id: `m${n}`,
      sequence: sequence ? n * 3 : 0,
      sortTime: times ? n : 0,
      time: times ? Math.ceil(n / 4) : 0,
    });
    this.messages.push(made);
    return made;
  }

  /** Deletes a message, if it is there; some one unless it is said which. */
  remove(id = this.messages[this.random.below(this.messages.length)]?.id): void {
    const place = this.messages.findIndex((one) => one.id === id);
    if (place >= 0) this.messages.splice(place, 1);
  }

  /** Changes some message. */
  change(): void {
    const i = this.random.below(this.messages.length);
    const one = this.messages[i];
    if (one) this.messages[i] = { ...one, tips: `changed ${this.random.below(1000)}` };
  }

  /** The page before a message, or of the newest; undefined when it does not know the message. */
  page(before: string | undefined, size: number): MessagesPage | undefined {
    const end = before === undefined ? this.messages.length : this.messages.findIndex((one) => one.id === before);
    if (end < 0) return undefined; // deleted meanwhile: the gateway gives nothing that can be used
    const start = Math.max(0, end - size);
    const messages = this.messages.slice(start, end);
    if (!this.shape.oldestFirst) messages.reverse();
    return { messages, hasMore: start > 0, before };
  }
}

/** How a gateway differs from others. */
export interface MessageShape {
  sequence: boolean;
  times: boolean;
  oldestFirst: boolean;
}
