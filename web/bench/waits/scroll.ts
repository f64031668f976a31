import type { Page } from "playwright-core";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { timeToOpen, withKeptInbox } from "./kept.js";
import type { WatchedForPaint } from "./painted.js";
import { longestTask } from "./longest-task.js";

/** How far it is scrolled each time, in pixels, and how fast, in pixels a second: a hard swipe. */
const swipe = { distance: 6000, speed: 8000 };

/** The subjects of scrolling through a conversation that is as long as planned. */
export function scrollSubjects({ kept: { messages } }: Plan): [task: WaitSubject, blank: WaitSubject] {
  const what = (of: string) =>
    `the inbox, scrolling through a conversation of ${messages.toLocaleString("en")} messages: ${of}`;
  return [
    { id: "scroll-task", what: what("longest task of its page"), goal: 16 },
    { id: "scroll-blank", what: what("frames in which some of the view had no message"), unit: "frames", goal: 0 },
  ];
}

/** Swipes upwards through the conversation, again and again. */
export const measureScroll = (plan: Plan): Promise<Wait[]> =>
  withKeptInbox(plan.kept.messages, async ({ page, url, filled }) => {
    await page.goto(url);
    await page.evaluate(() => (globalThis as unknown as WatchedForPaint).listPainted);
    await timeToOpen(page, filled);
    const box = (await page.locator(".messages").boundingBox())!;
    const protocol = await page.context().newCDPSession(page);
    const task: number[] = [];
    const blank: number[] = [];
    for (let i = 0; i < plan.waits; i++) {
      const scroll = () =>
        protocol.send("Input.synthesizeScrollGesture", {
          x: Math.round(box.x + box.width / 2),
          y: Math.round(box.y + box.height / 2),
          yDistance: swipe.distance,
          speed: swipe.speed,
          gestureSourceType: "mouse",
        });
      const before = await positionOf(page);
      const counted = countBlankFrames(page);
      task.push(await longestTask(page.context().browser()!, page, scroll));
      blank.push(await counted.stop());
      if ((await positionOf(page)) === before) throw new Error("nothing was scrolled");
    }
    const [taskSubject, blankSubject] = scrollSubjects(plan);
    return [waitOf(taskSubject, task), waitOf(blankSubject, blank)];
  });

const positionOf = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll(".messages li")].map(({ textContent }) => textContent).join());

interface CountsFrames {
  stopCounting?: () => void;
}

/** Counts the frames of the page in which there is a hole in the conversation, until it is stopped. */
function countBlankFrames(page: Page) {
  const counted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let blank = 0;
        let goesOn = true;
        (globalThis as CountsFrames).stopCounting = () => (goesOn = false);
        const view = document.querySelector<HTMLElement>(".messages")!;
        // Rows are further apart than anything that stands between two of them.
        const hole = 120;
        const look = () => {
          const { top, bottom } = view.getBoundingClientRect();
          let covered = top;
          for (const row of view.querySelectorAll("li")) {
            const place = row.getBoundingClientRect();
            if (place.bottom < top || place.top > bottom) continue;
            if (place.top - covered > hole) break;
            covered = Math.max(covered, place.bottom);
          }
          if (bottom - covered > hole) blank++;
          if (goesOn) next();
          else resolve(blank);
        };
        // After all that is done for a frame: so it is painted.
        const next = () => requestAnimationFrame(() => setTimeout(look));
        next();
      }),
  );
  return {
    async stop(): Promise<number> {
      await page.evaluate(() => (globalThis as CountsFrames).stopCounting!());
      return counted;
    },
  };
}
