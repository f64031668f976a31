import { signal } from "@preact/signals";

/** An id seen in an answer, with words that say whose it is. */
export interface Suggestion {
  id: string;
  about: string;
}

type Role = "session" | "uin" | "encryptedUin" | "message";

const roles: Readonly<Record<string, Role>> = {
  sessionId: "session",
  userId: "uin",
  targetUserId: "uin",
  encUin: "encryptedUin",
  targetEncUin: "encryptedUin",
  encryptUin: "encryptedUin",
  encryptFromUin: "encryptedUin",
  msgId: "message",
  locationId: "message",
};

const seen = signal<Readonly<Record<Role, readonly Suggestion[]>>>(none());
const most = 60;

function none(): Record<Role, readonly Suggestion[]> {
  return { session: [], uin: [], encryptedUin: [], message: [] };
}

/** The ids of earlier answers that a parameter may take, newest first. */
export function suggestionsFor(param: string): readonly Suggestion[] {
  const role = roles[param];
  return role ? seen.value[role] : [];
}

/** Forgets all ids: they belong to one account. */
export function forgetSuggestions(): void {
  seen.value = none();
}

interface User {
  uin: string;
  encryptUin: string;
  nick: string;
}

interface Session {
  sessionId: string;
  user: User | null;
}

interface Message {
  id: string;
  metaData: { title: string; content: string } | null;
}

/** Remembers the ids of an answer to getSessions, getMessages or sendMessage. */
export function remember(answer: unknown): void {
  const page = (answer ?? {}) as { sessions?: Session[]; session?: Session | null; messages?: Message[] };
  const sessions = page.sessions ?? (page.session ? [page.session] : []);
  const users = sessions.map((s) => s.user).filter((user) => user !== null);
  seen.value = {
    session: merge(
      "session",
      sessions.map((s) => ({ id: s.sessionId, about: s.user?.nick ?? "" })),
    ),
    uin: merge(
      "uin",
      users.map((u) => ({ id: u.uin, about: u.nick })),
    ),
    encryptedUin: merge(
      "encryptedUin",
      users.map((u) => ({ id: u.encryptUin, about: u.nick })),
    ),
    message: merge(
      "message",
      (page.messages ?? []).map((m) => ({ id: m.id, about: m.metaData?.content || m.metaData?.title || "" })),
    ),
  };
}

function merge(role: Role, found: Suggestion[]): readonly Suggestion[] {
  const known = new Set(found.map((s) => s.id));
  return [...found, ...seen.value[role].filter((s) => !known.has(s.id))].filter((s) => s.id !== "").slice(0, most);
}
