// Messages whose content came in a form that cannot be read: an answer says so of places in its body.

import type { Message, MessagePage, MetaData, Problem, SessionPage } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "./history.ts";
import { contentsOfList, contentsOfMessages } from "./text-contents.ts";

/** Problems of one answer are listed up to this number. */
const mostProblems = 100;

const contentOfMessage = /^(\d+)\/meta_data$/;
const contentOfNewest = /^(\d+)\/new_msg\/meta_data$/;

/**
 * A page of messages, those marked whose content could not be read. The same page as it was sent has the contents that came
 * as texts. Problems of contents are no more among its problems, so that nobody asks again for what is marked.
 */
export function readMessages(page: MessagePage, asSent?: unknown): MessagePage {
  const { messages, problems = [] } = page;
  const isUnread = unreadableIn(problems, "messages", contentOfMessage, messages.map(hasNoContent));
  if (!isUnread) return page;
  const contentOf = contentsOfMessages(asSent);
  const read = messages.map((one, i) => withContent(one, contentOf(one), isUnread(i)));
  return { ...page, messages: read, problems: withoutContents(problems, "messages", contentOfMessage) };
}

/** A page of the list, whose newest messages are read in the same way. */
export function readList(page: SessionPage, asSent?: unknown): SessionPage {
  const { sessions, problems = [] } = page;
  const lacks = sessions.map(({ newMsg }) => newMsg !== null && hasNoContent(newMsg));
  const isUnread = unreadableIn(problems, "sessions", contentOfNewest, lacks);
  if (!isUnread) return page;
  const contentOf = contentsOfList(asSent);
  const read = sessions.map((one, i) => {
    const { newMsg, sessionId } = one;
    return newMsg ? { ...one, newMsg: withContent(newMsg, contentOf(newMsg, sessionId), isUnread(i)) } : one;
  });
  return { ...page, sessions: read, problems: withoutContents(problems, "sessions", contentOfNewest) };
}

const hasNoContent = ({ metaData }: Message) => metaData === null;

function withContent(message: Message, metaData: MetaData | undefined, isUnread: boolean): ArchivedMessage {
  if (metaData && hasNoContent(message)) return { ...message, metaData };
  return isUnread ? { ...message, lost: "unreadable" } : message;
}

function withoutContents(problems: readonly Problem[], list: string, content: RegExp): Problem[] {
  return problems.filter(({ path }) => !content.test(path.split(`/data/${list}/`)[1] ?? ""));
}

// Which entries of a list lack what could not be read, where anything could not. Problems have the numbers that entries
// have on the wire, where those stand too that were left out.
function unreadableIn(
  problems: readonly { path: string }[],
  list: string,
  content: RegExp,
  lacks: readonly boolean[],
): ((index: number) => boolean) | undefined {
  const places = problems.flatMap(({ path }) => path.split(`/data/${list}/`)[1] ?? []);
  const wanted = new Set(places.flatMap((place) => content.exec(place)?.[1] ?? []).map(Number));
  if (wanted.size === 0) return undefined;
  const all = lacks.filter((one) => one).length === wanted.size || problems.length >= mostProblems;
  const left = new Set(places.flatMap((place) => /^(\d+)(?:\/(?:session_)?id)?$/.exec(place)?.[1] ?? []).map(Number));
  const numbers: number[] = [];
  for (let number = 0; numbers.length < lacks.length; number++) if (!left.has(number)) numbers.push(number);
  return (index) => lacks[index]! && (all || wanted.has(numbers[index]!));
}
