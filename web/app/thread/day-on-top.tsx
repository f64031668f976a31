import { languageTag } from "../../common/language.ts";
import { isoTime } from "../model/times.ts";
import { today } from "../ui/today.ts";
import { dayName } from "../words/times.ts";
import { text } from "../words/words.ts";
import { openCalendar } from "./calendar-layer.tsx";
import type { Row } from "./rows.ts";
import type { Thread } from "./thread.ts";
import { timeOnTop } from "./time-on-top.ts";

/** The day of the messages in view, above them: `first` is the first row in view. It leads to other days. */
export function DayOnTop({ thread, rows, first }: { thread: Thread; rows: readonly Row[]; first: number }) {
  const time = timeOnTop(rows, first);
  if (time === undefined) return null;
  return (
    <div class="day-on-top">
      <DayButton thread={thread} time={time} />
    </div>
  );
}

/** The name of a day, which opens the calendar there. `tabIndex` is -1 where the keyboard finds it elsewhere. */
export function DayButton({ thread, time, tabIndex }: { thread: Thread; time: number; tabIndex?: number }) {
  const words = text.value;
  return (
    <button
      type="button"
      class="day-name"
      aria-haspopup="dialog"
      title={words.toDay}
      tabIndex={tabIndex}
      onClick={() => openCalendar(thread, time * 1000)}
    >
      <time dateTime={isoTime(time)}>{dayName(time, today.value, languageTag.value, words)}</time>
    </button>
  );
}
