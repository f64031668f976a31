// The report of a check: made to be read by strangers. All that it says is words of this project, names that programmers
// gave, counts, and small numbers that are codes, types or states.

import { beliefsSeen } from "./beliefs.ts";
import type { Findings } from "./check.ts";
import { stepNames, type SeenError, type StepName } from "./evidence.ts";
import { learnedOf } from "./learned-of.ts";
import { observationText } from "./observation-text.ts";
import { enumerated, jsonTypes } from "../model/raw.ts";
import type { ReportWords } from "./report-words.ts";
import type { StepFinding } from "./sightings.ts";
import { steps } from "./steps.ts";
import { counted, isDeclared, isShownName } from "./unknown-fields.ts";

/** Where a check ran. */
export interface Surroundings {
  /** The version of this project. */
  version: string;
  /** What it ran in: a program and its major version, such as `Chrome 140`. */
  place: string;
  /** The host of the gateway; of an address only its host is told. */
  host: string;
}

/** At most so many rows of a table are listed. */
const mostRows = 60;

/** The classes of errors that are named. */
const errorNames =
  /^(?:InvalidArgument|CredentialInvalid|CredentialExpired|SignatureRequired|RateLimited|CGI|Gateway|HTTP|Network|Timeout|Data|Closed|Module)Error$/;

const expectedTypes: readonly string[] = ["integer", "string", "boolean", "array", "object"];

/** Writes the report, in Markdown. */
export function reportOf(findings: Findings, surroundings: Surroundings, words: ReportWords): string {
  const { evidence, ended, mayMarkRead } = findings;
  const done = findings.steps.length;
  const lines = [
    `# ${words.title}`,
    "",
    `- ${words.day}: ${hourOf(evidence.startedAt)}`,
    `- ${words.version}: qqmusicpm ${surroundings.version}`,
    `- ${words.place}: ${surroundings.place}`,
    `- ${words.gateway}: ${hostText(surroundings.host, words)}`,
    `- ${words.ended}: ${words.endedAt(words.endings[ended], String(done), String(stepNames.length))}`,
    `- ${words.markRead}: ${mayMarkRead ? words.yes : words.no}`,
    "",
    words.nothingPersonal,
    ...section(words.beliefs, beliefTable(findings, words)),
    ...section(words.calls, callTable(findings, words)),
    ...section(words.signature, signatureLines(findings, words)),
    ...section(words.unread, unreadTable(findings, words)),
    ...section(words.unknown, unknownTable(findings, words)),
    ...section(words.learned, learnedLines(findings, words)),
  ];
  return `${lines.join("\n")}\n`;
}

function section(title: string, lines: string[]): string[] {
  return ["", `## ${title}`, "", ...lines];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[], words: ReportWords): string[] {
  if (rows.length === 0) return [words.none];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const shown = rows.slice(0, mostRows).map(line);
  const left = rows.length - shown.length;
  return [
    line(columns),
    line(columns.map(() => "---")),
    ...shown,
    ...(left > 0 ? ["", words.andMore(String(left))] : []),
  ];
}

function hourOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 13).replace("T", " ")}:00 UTC`;
}

/** The name of a host. An address that is none of a name is told as what it is. */
function hostText(host: string, words: ReportWords): string {
  const name = hostIn(host);
  if (name === undefined) return words.unknownHost;
  if (name === "localhost" || name === "[::1]" || /^127(\.\d+){3}$/.test(name)) return words.thisComputer;
  return /^[\d.]+$|^\[/.test(name) ? words.ipAddress : name;
}

function hostIn(host: string): string | undefined {
  try {
    return new URL(host.includes("://") ? host : `https://${host}`).hostname || undefined;
  } catch {
    return undefined;
  }
}

function beliefTable({ evidence }: Findings, words: ReportWords): string[] {
  const rows = beliefsSeen(evidence).map(({ number, verdict, observations }) => [
    String(number),
    words.beliefNames[number - 1]!,
    words.verdicts[verdict],
    observations.map((one) => observationText(one, words)).join(words.semicolon),
  ]);
  return table(words.beliefColumns, rows, words);
}

function callTable({ steps: found, evidence, texts }: Findings, words: ReportWords): string[] {
  const sessions = evidence.sessionAnswers.map(({ dialect, failed, status, code, ms }) => [
    `${dialect}`,
    "getSession",
    words.outcomes[!failed ? "answered" : status === 0 ? "silent" : "refused"],
    enumerated(code),
    time(ms),
    "",
    "",
  ]);
  const rows = stepNames.map((name) => {
    const finding = found.find(({ step }) => step === name);
    const what = [words.steps[name], steps[name].call];
    if (!finding) return [...what, words.notAsked, "", "", "", ""];
    const { state, error, ms, unread } = finding;
    if (typeof state !== "string") return [...what, words.skipped[state.skipped], "", "", "", ""];
    const code = error ? enumeratedOrNone(error.code) : state === "answered" ? "0" : "";
    return [
      ...what,
      outcomeText(finding, words),
      code,
      time(ms),
      String(unread.length),
      String(namesIn([finding], texts, words).length),
    ];
  });
  return table(words.callColumns, [...sessions, ...rows], words);
}

function outcomeText({ state, error, readError }: StepFinding, words: ReportWords): string {
  if (typeof state !== "string") return "";
  if (readError) return words.readFailed(errorText(readError, words));
  return error ? `${words.outcomes[state]} (${errorText(error, words)})` : words.outcomes[state];
}

function errorText({ name }: SeenError, words: ReportWords): string {
  return errorNames.test(name) ? name : words.otherError;
}

function enumeratedOrNone(code: unknown): string {
  return code === undefined ? "" : enumerated(code);
}

function time(ms: number): string {
  return ms < 10 ? "< 10 ms" : `${Math.round(Math.min(ms, 999_990) / 10) * 10} ms`;
}

function signatureLines({ evidence }: Findings, words: ReportWords): string[] {
  const outcome = (name: StepName) => words.outcomes[evidence.outcomes[name] ?? "silent"];
  const lines = (["dialect", "signed"] as const)
    .filter((name) => evidence.outcomes[name])
    .map((name) => `- ${name === "signed" ? words.signed : words.unsigned}: ${outcome(name)}`);
  const wanted = [...new Set(evidence.wantedSignature.map((name) => steps[name].call))];
  if (wanted.length > 0) lines.push(`- ${words.wantedSignature(wanted.join(words.comma))}`);
  return lines.length > 0 ? lines : [words.none];
}

function unreadTable({ steps: found }: Findings, words: ReportWords): string[] {
  const all = found.flatMap(({ step, unread }) => unread.map((one) => ({ call: steps[step].call, ...one })));
  const rows = counted(all, ({ call, place, expected, got }) => [call, place, expected, got].join(" ")).map(
    ([{ call, place, expected, got }, count]) => [
      call,
      `\`${place}\``,
      expectedTypes.includes(expected) ? expected : "",
      (jsonTypes as readonly string[]).includes(got) ? got : "",
      String(count),
    ],
  );
  return table(words.unreadColumns, rows, words);
}

interface NameRow {
  call: string;
  place: string;
  name: string;
  type: string;
}

/** The unknown fields, each once, as they are told. */
function namesIn(found: readonly StepFinding[], texts: ReadonlySet<string>, words: ReportWords): [NameRow, number][] {
  const isShown = (name: string) => isShownName(name, texts);
  const all = found.flatMap(({ step, unknown }) =>
    unknown.map(({ place, name, type }): NameRow => {
      const shown = isShown(name);
      const at = place
        .split(/(?:\[\])*\.|(?:\[\])+$/)
        .every((part) => part === "" || part === "*" || isDeclared(part) || isShown(part));
      return {
        call: steps[step].call,
        place: at ? place : "?",
        name: shown && at ? `\`${name}\`` : words.hiddenName,
        type,
      };
    }),
  );
  return counted(all, ({ call, place, name, type }) => [call, place, name, type].join(" "));
}

function unknownTable({ steps: found, texts }: Findings, words: ReportWords): string[] {
  const rows = namesIn(found, texts, words).map(([{ call, place, name, type }, count]) => [
    call,
    place === "" ? "" : `\`${place}\``,
    name,
    type,
    String(count),
  ]);
  return table(words.unknownColumns, rows, words);
}

function learnedLines({ evidence }: Findings, words: ReportWords): string[] {
  const { dialect, pageOrder, newestOrder, timeUnit } = learnedOf(evidence);
  const lines = [
    dialect && words.learnedDialect(dialect),
    pageOrder && words.learnedOrders[pageOrder],
    newestOrder !== undefined && words.learnedNewestOrder(String(newestOrder)),
    timeUnit && words.learnedUnit(words.units[timeUnit]),
  ].flatMap((line) => (line ? [`- ${line}`] : []));
  return lines.length > 0 ? lines : [words.none];
}
