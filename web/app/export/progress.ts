import { coveredShare } from "../archive/covered.ts";
import { secondsOf } from "../model/times.ts";
import { everyDay, type Days } from "./days.ts";
import type { Conversation } from "./job.ts";

/** How far an export is. */
export interface Progress {
  conversations: number;
  /** Conversations that are complete or left out. */
  done: number;
  pages: number;
  messages: number;
  /** The conversation that is read now. */
  current: Conversation | undefined;
  /** How much of it is done, from 0 to 1; undefined when nothing tells. */
  share: number | undefined;
}

/** Sums up how far the conversations are, of these days. */
export function progressOf(
  conversations: readonly Conversation[],
  current: number,
  { since = 0 }: Days = everyDay,
): Progress {
  const done = conversations.filter((one) => one.state !== "open").length;
  const now = conversations[current];
  const began = now && secondsOf(now.session.createTime);
  const wanted = since > 0 ? Math.max(since, began ?? 0) : began;
  const part = now?.state === "open" ? coveredShare(wanted, now.newest, now.oldest) : 0;
  const known = conversations.length > 1 || part !== undefined;
  return {
    conversations: conversations.length,
    done,
    pages: sum(conversations, (one) => one.pages),
    messages: sum(conversations, (one) => one.messages),
    current: now,
    share: known && conversations.length > 0 ? (done + (part ?? 0)) / conversations.length : undefined,
  };
}

function sum(conversations: readonly Conversation[], count: (one: Conversation) => number): number {
  return conversations.reduce((total, one) => total + count(one), 0);
}

/** Over how long the rate is measured, in milliseconds. */
const rateSpan = 5_000;

/** Messages a second, of the last seconds. */
export class Rate {
  private points: { at: number; count: number }[] = [];

  /** Tells how many there are in all at a time in milliseconds. */
  add(count: number, at: number): void {
    this.points.push({ at, count });
    while (this.points.length > 2 && at - this.points[1]!.at >= rateSpan) this.points.shift();
  }

  /** Messages a second; 0 while nothing tells. */
  get perSecond(): number {
    const first = this.points[0];
    const last = this.points.at(-1);
    if (!first || !last || last.at <= first.at) return 0;
    return ((last.count - first.count) * 1000) / (last.at - first.at);
  }
}

/** The last round number that a count passed, to be said aloud; 0 when it passed none. */
export function milestone(before: number, now: number, step: number): number {
  const reached = Math.floor(now / step) * step;
  return reached > before ? reached : 0;
}
