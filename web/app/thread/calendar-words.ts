import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";

/** What the calendar says. */
interface CalendarWords {
  title: string;
  previousMonth: string;
  nextMonth: string;
  previousYear: string;
  nextYear: string;
  /** A day, in words, and how many messages are kept of it. */
  day: (day: string, messages: number) => string;
  note: string;
  noneKept: string;
  notBeginning: string;
}

const words: Record<Language, CalendarWords> = {
  zh: {
    title: "跳到某一天",
    previousMonth: "上个月",
    nextMonth: "下个月",
    previousYear: "上一年",
    nextYear: "下一年",
    day: (day, messages) => (messages > 0 ? `${day}，${messages} 条消息` : `${day}，没有消息`),
    note: "带圆点的日子有已读取的消息。",
    noneKept: "还没有读取到带时间的消息。",
    notBeginning: "更早的消息还没有读取。",
  },
  en: {
    title: "Go to a day",
    previousMonth: "Previous month",
    nextMonth: "Next month",
    previousYear: "Previous year",
    nextYear: "Next year",
    day: (day, messages) =>
      `${day}, ${messages === 0 ? "no messages" : messages === 1 ? "1 message" : `${messages} messages`}`,
    note: "Days with a dot have messages that were read.",
    noneKept: "No message with a time has been read yet.",
    notBeginning: "Older messages have not been read yet.",
  },
};

/** What the calendar says, in the language in use. */
export const calendarText = computed(() => words[language.value]);
