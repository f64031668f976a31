import { isQQMusicError } from "../../sdk/src/errors.ts";
import type { ClientEvent } from "../../sdk/src/index.ts";
import type { Problem } from "../../sdk/src/models.gen.ts";
import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";
import type { EndReason, Evidence, SeenError, SessionAnswer, SkipReason, StepName, StepState } from "./evidence.ts";
import { idOf, integerOf, objectOf, objectsOf, type Raw } from "../model/raw.ts";
import { endOf, outcomeOf, seenError } from "./seen-error.ts";
import { chooseConversation, steps, type Found } from "./steps.ts";
import { textsIn, unknownFields, unreadValue, type UnknownField, type UnreadValue } from "./unknown-fields.ts";
import { answerModels } from "../model/wire-fields.gen.ts";

/** A step that was asked, or left out. */
export interface StepFinding {
  step: StepName;
  state: Exclude<StepState, "waiting" | "asking">;
  error?: SeenError;
  /** The error of reading an answer that came. */
  readError?: SeenError;
  /** How long the answer took, in milliseconds. */
  ms: number;
  unread: UnreadValue[];
  unknown: UnknownField[];
}

/** What came of a step: the answer as it was sent, and, where it was asked for, as the inbox reads it. */
export interface StepAnswer {
  asSent: PromiseSettledResult<unknown> | undefined;
  asRead?: PromiseSettledResult<unknown> | undefined;
  ms: number;
  /** How often the request was sent: a second time is signed. */
  attempts: number;
}

/** Who asks, as far as what is seen depends on it. */
export type Asker = Pick<Login, "musicid" | "musickey" | "encryptUin" | "createTime" | "expiresIn">;

const lists = ["list", "listBehind"] as const;
const pages = ["messages", "messagesBehind", "otherOrder"] as const;

/** What a check has seen so far. */
export class Sightings {
  /** The steps that were asked or left out. */
  readonly steps: StepFinding[] = [];
  private readonly login: Asker;
  private readonly answers = new Map<StepName, Raw>();
  private readonly sessionAnswers: SessionAnswer[] = [];
  private readonly wantedSignature: StepName[] = [];
  private readonly texts = new Set<string>();
  private opened: Raw | undefined;

  constructor(login: Asker) {
    this.login = login;
    textsIn([login.musicid, login.musickey, login.encryptUin], this.texts);
  }

  /** Whether a step was answered. */
  has(step: StepName): boolean {
    return this.answers.has(step);
  }

  /** Every text that the gateway sent, in lower case, and those of the login. */
  get allTexts(): ReadonlySet<string> {
    return this.texts;
  }

  /** Notes how a gateway session was answered. */
  takeSession({ status, code, ms, error }: ClientEvent, dialect: Dialect): void {
    this.sessionAnswers.push({ dialect, status, code, ms, failed: error !== undefined });
  }

  /** Notes that a step was left out. */
  leaveOut(step: StepName, reason: SkipReason): void {
    this.steps.push({ step, state: { skipped: reason }, ms: 0, unread: [], unknown: [] });
  }

  /** Notes what came of a step. Gives the reason when asking on makes no sense. */
  take(step: StepName, { asSent, asRead, ms, attempts }: StepAnswer): EndReason | undefined {
    const model = answerModels[steps[step].call];
    const finding: StepFinding = { step, state: "answered", ms, unread: [], unknown: [] };
    this.steps.push(finding);
    let ended: EndReason | undefined;
    if (asSent?.status === "fulfilled") {
      const data = objectOf(asSent.value);
      this.answers.set(step, data);
      textsIn(data, this.texts);
      finding.unknown = unknownFields(data, model);
      if (attempts > 1) this.wantedSignature.push(step);
    } else {
      const error: unknown = asSent?.reason;
      finding.state = outcomeOf(error);
      finding.error = seenError(error);
      if (isQQMusicError(error)) textsIn([error.data, error.message, error.feedbackURL, error.traceId], this.texts);
      ended = endOf(error);
    }
    if (asRead?.status === "fulfilled") {
      finding.unread = problemsIn(asRead.value).map((problem) => unreadValue(problem, model));
    } else if (asRead && finding.state === "answered") {
      const error: unknown = asRead.reason;
      finding.readError = seenError(error);
      const path = isQQMusicError(error, "DataError") ? error.path : undefined;
      if (path !== undefined) finding.unread = [unreadValue({ path }, model)];
      ended = endOf(error);
    }
    return ended;
  }

  /** What the next step may build on. */
  foundSoFar(next: StepName, mayMarkRead: boolean): Found {
    const found: Found = {
      mayMarkRead,
      own: { musicid: this.login.musicid, encryptUin: this.login.encryptUin ?? "" },
      lists: this.all(lists),
      opened: this.opened,
      messages: this.answers.get("messages"),
      allMessages: this.all(pages).flatMap(({ messages }) => objectsOf(messages)),
    };
    if (next !== "messages") return found;
    // Chosen once: what is read afterwards is that one.
    this.opened = chooseConversation(found);
    return { ...found, opened: this.opened };
  }

  /** All of it, for the beliefs. */
  evidence(dialects: readonly [Dialect, Dialect], startedAt: number): Evidence {
    const { musicid, encryptUin, createTime, expiresIn } = this.login;
    const unreadCounts = this.unreadCounts();
    const read = pages.flatMap((name) => {
      const page = this.answers.get(name);
      return page ? [[name, objectsOf(page["messages"])] as const] : [];
    });
    return {
      dialects,
      outcomes: Object.fromEntries(
        this.steps.flatMap(({ step, state }) => (typeof state === "string" ? [[step, state]] : [])),
      ),
      errors: Object.fromEntries(this.steps.flatMap(({ step, error }) => (error ? [[step, error]] : []))),
      sessionAnswers: this.sessionAnswers,
      unread: this.steps.reduce((sum, { unread }) => sum + unread.length, 0),
      wantedSignature: this.wantedSignature,
      conversations: this.all(lists).flatMap(({ sessions }) => objectsOf(sessions)),
      ...(this.opened && { opened: this.opened }),
      pages: Object.fromEntries(read),
      details: Object.values(objectOf(this.answers.get("media")?.["MsgIDs"])).map(objectOf),
      ...(unreadCounts && { unreadCounts }),
      login: {
        musicid,
        ...(encryptUin !== undefined && { encryptUin }),
        ...(createTime !== undefined && { createTime }),
        ...(expiresIn !== undefined && { expiresIn }),
      },
      startedAt,
    };
  }

  private all(names: readonly StepName[]): Raw[] {
    return names.flatMap((name): Raw[] => {
      const answer = this.answers.get(name);
      return answer ? [answer] : [];
    });
  }

  private unreadCounts(): Evidence["unreadCounts"] {
    const before = integerOf(this.opened?.["new_msg_cnt"]) ?? 0n;
    const page = this.answers.get("listAfter");
    if (!page || before === 0n) return undefined;
    const id = idOf(this.opened?.["session_id"]);
    const now = objectsOf(page["sessions"]).find(({ session_id }) => idOf(session_id) === id);
    return { before, after: now && integerOf(now["new_msg_cnt"]) };
  }
}

function problemsIn(answer: unknown): readonly Problem[] {
  const { problems } = objectOf(answer);
  return Array.isArray(problems) ? (problems as Problem[]) : [];
}
