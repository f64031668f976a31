import type { SentMessages } from "../../sdk/src/index.ts";
import { notAccepted, type Problem, type ProblemKind } from "../model/problem.ts";
import type { EntryChange, OutboxEntry } from "./entry.ts";

/** What the gateway answers to a message. */
export type SendAnswer = Pick<SentMessages, "messages" | "tips" | "msg" | "reason" | "identifyUrl" | "session">;

/** Says what an answer means for the message with this key: undefined when it was sent, otherwise what becomes of it. */
export function judgeAnswer(clientKey: string, answer: SendAnswer): EntryChange | undefined {
  const { messages, tips, msg, reason, identifyUrl } = answer;
  const own = messages.filter((message) => message.clientKey === clientKey);
  const sent = own.length > 0 ? own : messages;
  if (sent.some((message) => Number(message.result) === 0)) return undefined;
  const says = tips || msg || (sent.find((message) => message.tips !== "")?.tips ?? "");
  if (messages.length === 0 && (Number(reason) !== 0 || identifyUrl !== "")) {
    return { state: "failed", problem: notAccepted(says, String(reason), identifyUrl) };
  }
  return { state: "accepted", says };
}

const pointless: readonly ProblemKind[] = [
  "limited",
  "expired",
  "wrongKey",
  "noLogin",
  "argument",
  "module",
  "withheld",
];

/** Whether looking for a message makes sense after a problem: not where the look would meet the same one. */
export function canLookAfter({ kind }: Problem): boolean {
  return !pointless.includes(kind);
}

const refusals: readonly (ProblemKind | undefined)[] = ["refused", "notAccepted", "argument"];

/**
 * Whether a message may have been refused because of whom it went to: nobody knows whether the gateway takes anything but
 * a number for that.
 */
export function isReceiverInDoubt({ problem, receiver }: Pick<OutboxEntry, "problem" | "receiver">): boolean {
  return refusals.includes(problem?.kind) && !/^\d+$/.test(receiver.userId);
}

const ofTheNetwork: readonly ProblemKind[] = ["withheld", "offline", "blocked", "unreachable", "timeout"];

/** Whether a problem is what having no network, or no permission to use it, looks like. */
export function isOfTheNetwork({ kind }: Problem): boolean {
  return ofTheNetwork.includes(kind);
}
