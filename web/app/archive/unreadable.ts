// Messages whose content came in a form that cannot be read: an answer says so of places in its body.

import type { Message, Session } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "./history.ts";

/** Problems of one answer are listed up to this number. */
const mostProblems = 100;

/** What an answer says besides its values. */
interface Answer {
  problems?: readonly { path: string }[];
}

/** The messages of a page, those marked whose content could not be read. */
export function readMessages({
  messages,
  problems = [],
}: Answer & { messages: readonly Message[] }): ArchivedMessage[] {
  const isUnreadable = unreadableIn(problems, "messages", /^(\d+)\/meta_data$/, messages.map(hasNoContent));
  return messages.map((one, i) => (isUnreadable(i) ? { ...one, lost: "unreadable" } : one));
}

/** A page of the list, the newest messages marked whose content could not be read. */
export function readList<Page extends Answer & { sessions: Session[] }>(page: Page): Page {
  const { sessions, problems = [] } = page;
  const lacks = sessions.map(({ newMsg }) => newMsg !== null && hasNoContent(newMsg));
  const isUnreadable = unreadableIn(problems, "sessions", /^(\d+)\/new_msg\/meta_data$/, lacks);
  if (!sessions.some((_, i) => isUnreadable(i))) return page;
  const marked = sessions.map((one, i) =>
    isUnreadable(i) ? { ...one, newMsg: { ...one.newMsg!, lost: "unreadable" } } : one,
  );
  return { ...page, sessions: marked };
}

const hasNoContent = ({ metaData }: Message) => metaData === null;

// Which entries of a list lack what could not be read. Problems have the numbers that entries have on the wire, where those
// stand too that were left out.
function unreadableIn(
  problems: readonly { path: string }[],
  list: string,
  content: RegExp,
  lacks: readonly boolean[],
): (index: number) => boolean {
  const places = problems.flatMap(({ path }) => path.split(`/data/${list}/`)[1] ?? []);
  const wanted = new Set(places.flatMap((place) => content.exec(place)?.[1] ?? []).map(Number));
  if (wanted.size === 0) return () => false;
  const all = lacks.filter((one) => one).length === wanted.size || problems.length >= mostProblems;
  const left = new Set(places.flatMap((place) => /^(\d+)(?:\/(?:session_)?id)?$/.exec(place)?.[1] ?? []).map(Number));
  const numbers: number[] = [];
  for (let number = 0; numbers.length < lacks.length; number++) if (!left.has(number)) numbers.push(number);
  return (index) => lacks[index]! && (all || wanted.has(numbers[index]!));
}
