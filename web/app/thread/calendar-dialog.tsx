import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { text } from "../words/words.ts";
import "../style/calendar.css";
import { calendarText } from "./calendar-words.ts";
import { DayCalendar, weekBegins, type DayCell } from "./day-calendar.ts";
import type { Thread } from "./thread.ts";

interface CalendarDialogProps {
  thread: Thread;
  /** The day that is shown at first, as a moment in Unix milliseconds. */
  start: number;
  onClose: () => void;
}

/** A calendar of the days on which there are messages of a conversation: one that is chosen is gone to. */
export function CalendarDialog({ thread, start, onClose }: CalendarDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const tag = languageTag.value;
  const calendar = useMemo(
    () => new DayCalendar({ history: thread.shown.history, start, weekBegins: weekBegins(tag, navigator.language) }),
    [thread, tag],
  );
  const words = calendarText.value;
  useModal(dialog, {
    opened: (opened) => opened.querySelector<HTMLElement>('[tabindex="0"].calendar-day')?.focus(),
  });
  const choose = ({ kept }: DayCell) => {
    if (!kept) return;
    dialog.current?.close();
    void thread.goTo(kept.firstId, "start");
  };
  const readBack = () => {
    dialog.current?.close();
    void thread.readBack.start();
  };
  return (
    <dialog ref={dialog} class="calendar" aria-labelledby="calendar-title" onClose={onClose}>
      <header>
        <h2 id="calendar-title">{words.title}</h2>
        <button
          type="button"
          class="round"
          aria-label={text.value.close}
          title={text.value.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      {calendar.span.value ? (
        <Month calendar={calendar} choose={choose} />
      ) : (
        <p class="soft" tabIndex={-1}>
          {words.noneKept}
        </p>
      )}
      <footer>
        {calendar.span.value && <p class="soft">{words.note}</p>}
        {thread.shown.window.value.hasOlder && (
          <>
            <p class="soft">{words.notBeginning}</p>
            <button type="button" class="button small" onClick={readBack}>
              {text.value.readToBeginning}
            </button>
          </>
        )}
      </footer>
    </dialog>
  );
}

function Month({ calendar, choose }: { calendar: DayCalendar; choose: (day: DayCell) => void }) {
  const grid = useRef<HTMLTableElement>(null);
  const words = calendarText.value;
  const tag = languageTag.value;
  const formats = useMemo(
    () => ({
      month: new Intl.DateTimeFormat(tag, { year: "numeric", month: "long" }),
      day: new Intl.DateTimeFormat(tag, { dateStyle: "full" }),
      weekday: new Intl.DateTimeFormat(tag, { weekday: "long" }),
      shortWeekday: new Intl.DateTimeFormat(tag, { weekday: "narrow" }),
    }),
    [tag],
  );
  const focused = calendar.focused.value;
  // The focus goes with the day, but not away from the buttons that turn the pages.
  useLayoutEffect(() => {
    if (!grid.current?.contains(document.activeElement)) return;
    grid.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focused]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (calendar.press(event.key, event.shiftKey)) event.preventDefault();
  };
  return (
    <>
      <div class="calendar-head">
        <Turn calendar={calendar} months={-12} label={words.previousYear} sign="«" />
        <Turn calendar={calendar} months={-1} label={words.previousMonth} sign="‹" />
        <h3 id="calendar-month" aria-live="polite">
          {formats.month.format(focused)}
        </h3>
        <Turn calendar={calendar} months={1} label={words.nextMonth} sign="›" />
        <Turn calendar={calendar} months={12} label={words.nextYear} sign="»" />
      </div>
      <table ref={grid} role="grid" aria-labelledby="calendar-month" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {calendar.weekdays.map((day) => (
              <th key={day.getDay()} scope="col" abbr={formats.weekday.format(day)}>
                {formats.shortWeekday.format(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calendar.weeks.value.map((week, i) => (
            <tr key={i}>
              {week.map((day, weekday) => (
                <td key={weekday}>
                  {day && (
                    <button
                      type="button"
                      class={day.kept ? "calendar-day has-messages" : "calendar-day"}
                      tabIndex={day.focused ? 0 : -1}
                      aria-disabled={!day.kept}
                      aria-label={words.day(formats.day.format(day.date), day.kept?.messages ?? 0)}
                      onFocus={() => calendar.focus(day.date)}
                      onClick={() => choose(day)}
                    >
                      {day.date.getDate()}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface TurnProps {
  calendar: DayCalendar;
  months: number;
  label: string;
  sign: string;
}

function Turn({ calendar, months, label, sign }: TurnProps) {
  const reaches = calendar.reaches(months);
  return (
    <button
      type="button"
      class="round"
      aria-label={label}
      title={label}
      aria-disabled={!reaches}
      onClick={() => reaches && calendar.turn(months)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
