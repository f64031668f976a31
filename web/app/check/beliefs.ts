// What the answers of a gateway say of each belief about it (docs/protocol.md has them by the same numbers).

import type { Evidence, Outcome, StepName } from "./evidence.ts";
import { enumerated, type Raw } from "../model/raw.ts";
import { husksSeen, typesSeen, type Filled } from "./kinds-seen.ts";
import { behindPage, hasNoSequences, isNewer, withinPage, type BehindPage, type WithinPage } from "./order-seen.ts";
import { peersOf, writersOf, type WriterSeen } from "./sides-seen.ts";
import { unitsSeen, type UnitSeen } from "./times-seen.ts";
import type { Dialect } from "../model/learned.ts";

/** What was seen of a belief. */
export type Verdict = "asBelieved" | "otherwise" | "notSeen";

/** A time of an answer, in its declared names. */
export type TimeField = "message.time" | "message.sort_time" | "session.sort_time" | "session.create_time";

/** Something that was seen, as names and counts. Every text in it is one of a few words, or the digits of a small number. */
export type Observation =
  | { seen: "unreadValues"; count: number }
  | { seen: "unit"; field: TimeField; unit: UnitSeen; count: number }
  | { seen: "sendsNothing" }
  | { seen: "within"; order: WithinPage }
  | { seen: "behind"; page: BehindPage }
  | { seen: "otherOrder"; order: WithinPage; newer: boolean | undefined }
  | { seen: "noSequences" }
  | { seen: "unreadCount"; became: "zero" | "same" | "other" | "unknown" }
  | { seen: "writer"; writer: WriterSeen; count: number }
  | { seen: "peers"; has: "uin" | "encryptUinAlone" | "nothing"; count: number }
  | { seen: "limit"; namesPage: boolean }
  | { seen: "limitIsLogin" }
  | { seen: "dialect"; dialect: Dialect; outcome: Outcome; code: string }
  | { seen: "session"; dialect: Dialect; outcome: "answered" | "refused" | "silent"; code: string }
  | { seen: "sessionAgain"; dialect: Dialect; count: number }
  | { seen: "type"; type: string; count: number; filled: readonly Filled[] }
  | { seen: "husk"; state: string; showType: string; count: number }
  | { seen: "loginAge"; days: number }
  | { seen: "loginLife"; days: number }
  | { seen: "loginAgeUnknown" }
  | { seen: "loginRefused" };

/** What was seen of one belief. */
export interface BeliefSeen {
  /** The belief's number, 1 to 13. */
  number: number;
  verdict: Verdict;
  observations: Observation[];
}

/** Message types that the inbox knows, by the numbers of what they hold. */
const textTypes = ["0"];
const mediaTypes = ["2", "3", "5", "6"];
const otherKnownTypes = ["1", "7", "8"];

const day = 86_400_000;

/** What the evidence says of each of the 13 beliefs, in their order. */
export function beliefsSeen(evidence: Evidence): BeliefSeen[] {
  const looks = [
    types,
    times,
    sends,
    order,
    marksRead,
    own,
    peers,
    limits,
    dialects,
    session,
    messageTypes,
    husks,
    age,
  ];
  return looks.map((look, index) => ({ number: index + 1, ...look(evidence) }));
}

type Seen = Omit<BeliefSeen, "number">;

const notSeen = (...observations: Observation[]): Seen => ({ verdict: "notSeen", observations });

function judged(asBelieved: boolean, observations: Observation[]): Seen {
  return { verdict: asBelieved ? "asBelieved" : "otherwise", observations };
}

function types({ unread, outcomes }: Evidence): Seen {
  if (unread > 0) return judged(false, [{ seen: "unreadValues", count: unread }]);
  return Object.values(outcomes).includes("answered") ? judged(true, []) : notSeen();
}

/** The messages of all pages, and the newest of each conversation. */
function messagesOf({ pages, details, conversations }: Evidence): Raw[] {
  return [...Object.values(pages).flat(), ...details, ...conversations.flatMap(newestOf)];
}

function newestOf({ new_msg }: Raw): Raw[] {
  return typeof new_msg === "object" && new_msg !== null ? [new_msg as Raw] : [];
}

function times(evidence: Evidence): Seen {
  const messages = messagesOf(evidence);
  const fields: [TimeField, [UnitSeen, number][]][] = [
    ["message.time", unitsSeen(messages, "time")],
    ["message.sort_time", unitsSeen(messages, "sort_time")],
    ["session.sort_time", unitsSeen(evidence.conversations, "sort_time")],
    ["session.create_time", unitsSeen(evidence.conversations, "create_time")],
  ];
  const observations = fields.flatMap(([field, units]) =>
    units.map(([unit, count]): Observation => ({ seen: "unit", field, unit, count })),
  );
  const [, ofMessages] = fields[0]!;
  if (ofMessages.length === 0) return notSeen(...observations);
  return judged(
    ofMessages.every(([unit]) => unit === "seconds"),
    observations,
  );
}

function sends(): Seen {
  return notSeen({ seen: "sendsNothing" });
}

function order({ pages: { messages, messagesBehind, otherOrder } }: Evidence): Seen {
  if (!messages) return notSeen();
  const within = withinPage(messages);
  const observations: Observation[] = [{ seen: "within", order: within }];
  const behind = messagesBehind && messagesBehind.length > 0 ? behindPage(messages, messagesBehind) : undefined;
  if (behind) observations.push({ seen: "behind", page: behind });
  if (hasNoSequences(messages)) observations.push({ seen: "noSequences" });
  if (otherOrder) {
    observations.push({ seen: "otherOrder", order: withinPage(otherOrder), newer: isNewer(otherOrder, messages) });
  }
  if (within === "tooFew") return notSeen(...observations);
  const asBelieved = within === "newestFirst" && (behind ?? "older") === "older" && !hasNoSequences(messages);
  return judged(asBelieved, observations);
}

function marksRead({ unreadCounts }: Evidence): Seen {
  if (!unreadCounts) return notSeen();
  const { before, after } = unreadCounts;
  if (after === undefined) return notSeen({ seen: "unreadCount", became: "unknown" });
  const became = after === 0n ? "zero" : after === before ? "same" : "other";
  return judged(became === "zero", [{ seen: "unreadCount", became }]);
}

function own(evidence: Evidence): Seen {
  const { login, pages, conversations, opened } = evidence;
  const inPages = Object.values(pages)
    .flat()
    .map((message) => ({ message, peer: opened?.["user"] }));
  const newest = conversations.flatMap((one) => newestOf(one).map((message) => ({ message, peer: one["user"] })));
  const writers = writersOf([...inPages, ...newest], { uin: login.musicid, encryptUin: login.encryptUin ?? "" });
  const observations = Object.entries(writers).map(([writer, count]): Observation => ({
    seen: "writer",
    writer: writer as WriterSeen,
    count,
  }));
  const { ownUin = 0, ownEncryptUin = 0, clientKey = 0, nobody = 0, other = 0 } = writers;
  if (ownEncryptUin + clientKey + nobody > 0) return judged(false, observations);
  // Neither own nor the other side's: own ones whose ids nobody knows, or a third person's.
  if (ownUin === 0) return other > 0 ? judged(false, observations) : notSeen(...observations);
  return judged(true, observations);
}

function peers({ conversations }: Evidence): Seen {
  if (conversations.length === 0) return notSeen();
  const counts = peersOf(conversations);
  const observations = (["uin", "encryptUinAlone", "nothing"] as const)
    .filter((has) => counts[has] > 0)
    .map((has): Observation => ({ seen: "peers", has, count: counts[has] }));
  return judged(counts.encryptUinAlone + counts.nothing === 0, observations);
}

function limits({ errors }: Evidence): Seen {
  for (const { name, code, namesPage } of Object.values(errors)) {
    if (enumerated(code) !== "2001") continue;
    if (name === "CredentialExpiredError") return judged(false, [{ seen: "limitIsLogin" }]);
    return judged(true, [{ seen: "limit", namesPage }]);
  }
  return notSeen();
}

function dialects({ dialects: [inUse, other], outcomes, errors }: Evidence): Seen {
  const asked: [Dialect, StepName][] = [
    [inUse, "dialect"],
    [other, "otherDialect"],
  ];
  const observations = asked.flatMap(([dialect, step]): Observation[] => {
    const outcome = outcomes[step];
    return outcome ? [{ seen: "dialect", dialect, outcome, code: enumerated(errors[step]?.code ?? 0) }] : [];
  });
  const both = asked.map(([, step]) => outcomes[step]);
  if (both.every((outcome) => outcome === "answered")) return judged(true, observations);
  return both.includes("refused") && both.includes("answered") ? judged(false, observations) : notSeen(...observations);
}

function session({ sessionAnswers }: Evidence): Seen {
  if (sessionAnswers.length === 0) return notSeen();
  const observations: Observation[] = [];
  for (const dialect of new Set(sessionAnswers.map((one) => one.dialect))) {
    const all = sessionAnswers.filter((one) => one.dialect === dialect);
    for (const { status, code, failed } of all) {
      const outcome = !failed ? "answered" : status === 0 ? "silent" : "refused";
      observations.push({ seen: "session", dialect, outcome, code: enumerated(code) });
    }
    // It is asked again by the next call when the answer held none.
    const answers = all.filter(({ failed }) => !failed).length;
    if (answers > 1) observations.push({ seen: "sessionAgain", dialect, count: answers });
  }
  if (sessionAnswers.every(({ status }) => status === 0)) return notSeen(...observations);
  const asBelieved = observations.every((one) => one.seen === "session" && one.outcome === "answered");
  return judged(asBelieved, observations);
}

function messageTypes(evidence: Evidence): Seen {
  const seen = typesSeen(messagesOf(evidence));
  if (seen.length === 0) return notSeen();
  const asBelieved = seen.every(({ type, filled }) => {
    const has = (...names: Filled[]) => names.some((name) => filled.includes(name));
    if (textTypes.includes(type)) return !has("title", "pic", "url", "text");
    if (mediaTypes.includes(type)) return has("pic", "url", "nothing") && !has("text");
    return otherKnownTypes.includes(type) || filled.join() === "tips";
  });
  return judged(
    asBelieved,
    seen.map((one): Observation => ({ seen: "type", ...one })),
  );
}

function husks(evidence: Evidence): Seen {
  const found = husksSeen(messagesOf(evidence));
  if (found.length === 0) return notSeen();
  return judged(
    false,
    found.map((one): Observation => ({ seen: "husk", ...one })),
  );
}

function age({ login, startedAt, outcomes, errors }: Evidence): Seen {
  const observations: Observation[] = [];
  const life = login.expiresIn ?? 0;
  if (life > 0) observations.push({ seen: "loginLife", days: Math.floor((life * 1000) / day) });
  const created = (login.createTime ?? 0) * 1000;
  const isKnown = created > 0 && created <= startedAt + day;
  const days = Math.max(0, Math.floor((startedAt - created) / day));
  observations.push(isKnown ? { seen: "loginAge", days } : { seen: "loginAgeUnknown" });
  const isOver = Object.values(errors).some(({ name }) => name === "CredentialExpiredError");
  if (isOver) observations.push({ seen: "loginRefused" });
  if (!isKnown) return notSeen(...observations);
  const isAnswered = Object.values(outcomes).includes("answered");
  if (isOver) return judged(days >= 3, observations);
  return isAnswered ? judged(days < 3, observations) : notSeen(...observations);
}
