// Contents that came as texts: a page as it was sent has them.

import type { Message, MetaData, Problem } from "../../sdk/src/index.ts";
import { readMetaData } from "../model/meta-data.ts";
import { idOf, objectOf, objectsOf, type Raw } from "../model/raw.ts";

const content = /\/data\/(?:messages\/\d+|sessions\/\d+\/new_msg)\/meta_data$/;

/** Asks for a page as it was sent, where contents came as texts. Gives undefined where not, and when that fails. */
export async function askForTexts(
  { problems = [] }: { problems?: readonly Problem[] },
  askAsSent: () => PromiseLike<unknown>,
): Promise<unknown> {
  if (!cameAsTexts(problems)) return undefined;
  try {
    return await askAsSent();
  } catch {
    // The contents stay unreadable until the next look.
    return undefined;
  }
}

/** Whether some content came as a text, as the problems of a page say. */
export function cameAsTexts(problems: readonly Problem[] = []): boolean {
  return problems.some(({ path, got }) => got === "string" && content.test(path));
}

/** The contents in a page of messages as it was sent. */
export function contentsOfMessages(asSent: unknown): (message: Message) => MetaData | undefined {
  const texts = textsOf(objectsOf(objectOf(asSent)["messages"]));
  return ({ id }) => contentIn(texts.get(id));
}

/** The contents of the newest messages in a page of the list as it was sent. */
export function contentsOfList(asSent: unknown): (message: Message, sessionId: string) => MetaData | undefined {
  const sessions = objectsOf(objectOf(asSent)["sessions"]);
  const found = new Map(sessions.map((one) => [idOf(one["session_id"]), textsOf([objectOf(one["new_msg"])])]));
  return ({ id }, sessionId) => contentIn(found.get(sessionId)?.get(id));
}

// Without an id nothing says which is which.
function textsOf(messages: readonly Raw[]): Map<string, unknown> {
  return new Map(messages.flatMap((one) => (idOf(one["id"]) === "" ? [] : [[idOf(one["id"]), one["meta_data"]]])));
}

function contentIn(text: unknown): MetaData | undefined {
  return typeof text === "string" ? readMetaData(text) : undefined;
}
