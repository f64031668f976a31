import type { Language } from "../../common/language.ts";
import { zh, type ReportWords } from "./report-words.ts";
import { en } from "./report-words-en.ts";

/** What the report of a check says, in each language. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { zh, en };
