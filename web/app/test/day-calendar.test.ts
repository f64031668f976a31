// The calendar of a conversation: its days, and the keys that go through them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { History } from "../archive/history.ts";
import { DayCalendar, weekBegins } from "../thread/day-calendar.ts";
import { daysOfMonth, keptSpan } from "../thread/kept-days.ts";
import { message } from "./messages.ts";

const at = (text: string) => new Date(`${text}T12:00:00`).getTime();

/** A history of runs of messages, each of them written at noon of a day. */
const historyOf = (...runs: string[][]): History => {
  let id = 0;
  const pieces = runs.map((days) => ({
    run: { messages: days.map((day) => message(++id, { time: day === "" ? 0 : at(day) / 1000 })) },
    joined: true,
  }));
  return { pieces, doubted: false };
};

const months = historyOf(["2024-01-30", "2024-01-30"], ["2024-02-01", "", "2024-02-29"], ["2024-03-05", "2026-11-20"]);

const calendar = (start: string, weekBegins = 1) =>
  new DayCalendar({ history: signal(months), start: at(start), weekBegins });

const iso = (date: Date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");

describe("the days of a month", () => {
  for (const [what, year, month, days] of [
    ["are those with messages", 2024, 1, { 1: ["3", 1], 29: ["5", 1] }],
    ["count their messages, and know the first", 2024, 0, { 30: ["1", 2] }],
    ["are none where there is nothing", 2025, 5, {}],
  ] as const) {
    it(what, () => {
      const found = [...daysOfMonth(months, year, month)].map(([day, { firstId, messages }]) => [
        day,
        [firstId, messages],
      ]);
      assert.deepEqual(Object.fromEntries(found), days);
    });
  }

  it("are found also among messages without times", () => {
    assert.deepEqual([...daysOfMonth(historyOf(["", "2024-02-03", ""]), 2024, 1).keys()], [3]);
  });

  it("are not looked for in messages of other months", () => {
    const [other, own] = historyOf(["2023-05-01", "2023-05-02"], ["2024-02-03"]).pieces;
    const messages = new Proxy(other!.run.messages, {
      get(all, name) {
        assert.notEqual(name, Symbol.iterator);
        return Reflect.get(all, name) as unknown;
      },
    });
    const history = { pieces: [{ ...other!, run: { messages } }, own!], doubted: false };
    assert.deepEqual([...daysOfMonth(history, 2024, 1).keys()], [3]);
  });

  it("are none where no message has a time", () => {
    assert.deepEqual([keptSpan(historyOf([""])), daysOfMonth(historyOf([""]), 2024, 1).size], [undefined, 0]);
  });
});

describe("the keys of the calendar", () => {
  for (const [key, shift, from, to] of [
    ["ArrowLeft", false, "2024-03-01", "2024-2-29"],
    ["ArrowRight", false, "2024-02-29", "2024-3-1"],
    ["ArrowUp", false, "2024-03-05", "2024-2-27"],
    ["ArrowDown", false, "2024-02-27", "2024-3-5"],
    ["Home", false, "2024-02-28", "2024-2-26"],
    ["End", false, "2024-02-28", "2024-3-3"],
    ["PageUp", false, "2024-03-31", "2024-2-29"],
    ["PageDown", false, "2024-02-29", "2024-3-29"],
    ["PageUp", true, "2025-03-10", "2024-3-10"],
    ["PageDown", true, "2024-02-29", "2025-2-28"],
    // No further than there is anything.
    ["PageUp", true, "2024-02-10", "2024-1-30"],
    ["PageDown", true, "2026-03-01", "2026-11-20"],
    ["ArrowRight", false, "2026-11-20", "2026-11-20"],
  ] as const) {
    it(`${shift ? "Shift " : ""}${key} goes from ${from} to ${to}`, () => {
      const it = calendar(from);
      assert.equal(it.press(key, shift), true);
      assert.equal(iso(it.focused.value), to);
    });
  }

  it("are no others", () => {
    const it = calendar("2024-02-28");
    assert.deepEqual([it.press("Enter", false), iso(it.focused.value)], [false, "2024-2-28"]);
  });
});

describe("the weeks of a month", () => {
  for (const [begins, first, days] of [
    [1, 4, 5],
    [7, 5, 6],
    [6, 6, 6],
  ] as const) {
    it(`that begin with day ${begins} of the week`, () => {
      const weeks = calendar("2024-03-05", begins).weeks.value; // 1 March 2024 was a Friday
      assert.deepEqual([weeks[0]!.findIndex(Boolean), weeks.length], [first, days]);
      assert.equal(weeks.flat().filter(Boolean).length, 31);
    });
  }

  it("have one day with the focus, and say what is kept of each", () => {
    const cells = calendar("2024-02-29").weeks.value.flat();
    assert.deepEqual(
      cells.filter((day) => day?.focused).map((day) => [iso(day!.date), day!.kept?.firstId]),
      [["2024-2-29", "5"]],
    );
  });

  it("begin where the language says", () => {
    assert.deepEqual(
      [weekBegins("zh-CN", "zh-CN"), weekBegins("zh-CN", "en-US"), weekBegins("en", "en-US")],
      [1, 1, 7],
    );
  });

  it("are named in their order", () => {
    assert.deepEqual(
      [1, 7].map((begins) => calendar("2024-02-01", begins).weekdays.map((day) => day.getDay())),
      [
        [1, 2, 3, 4, 5, 6, 0],
        [0, 1, 2, 3, 4, 5, 6],
      ],
    );
  });
});

describe("the day at which the calendar opens", () => {
  for (const [start, then] of [
    ["2024-03-05", "2024-3-5"],
    ["1970-01-01", "2024-1-30"],
    ["2027-01-01", "2026-11-20"],
  ] as const) {
    it(`is ${then} for ${start}`, () => assert.equal(iso(calendar(start).focused.value), then));
  }
});

describe("the pages of the calendar", () => {
  for (const [from, turns] of [
    ["2024-01-30", [false, false, true, true]],
    ["2024-02-10", [true, false, true, true]],
    ["2026-11-20", [true, true, false, false]],
  ] as const) {
    it(`from ${from} are turned as far as there is anything`, () => {
      const it = calendar(from);
      assert.deepEqual(
        [-1, -12, 1, 12].map((step) => it.reaches(step)),
        turns,
      );
    });
  }
});
