import type { Page } from "playwright-core";
import type { Plan } from "../plan.js";
import { waitOf, type Wait, type WaitSubject } from "../wait.js";
import { startChromium, startDemo } from "../../e2e/harness.js";
import { cutOff, keepMessages } from "../../e2e/inbox-keeping.js";
import { InboxPage, sample } from "../../e2e/inbox-page.js";

const what = (place: string) =>
  `the inbox in two tabs, messages ${place}: a message that one sent, to the other showing it`;

export const memoryTabsSubject: WaitSubject = { id: "tabs-memory", what: what("in memory"), goal: 100 };
export const diskTabsSubject: WaitSubject = { id: "tabs-disk", what: what("on disk"), goal: 100 };

/** Sends messages in one tab, of which the other, which does not reach the gateway, hears from that one alone. */
export async function measureTabs(plan: Plan): Promise<Wait[]> {
  const demo = await startDemo();
  const browser = await startChromium();
  try {
    const waits: Wait[] = [];
    for (const subject of [memoryTabsSubject, diskTabsSubject]) {
      const one = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
      await one.signInOnDisk(sample);
      if (subject === diskTabsSubject) await keepMessages(one);
      const other = await one.anotherTab();
      for (const tab of [one, other]) await tab.openSession("贝斯手阿哲");
      await cutOff(other.page);
      const took: number[] = [];
      for (let i = 0; i < plan.waits; i++) {
        const text = `${subject.id} ${i}`;
        const shown = Promise.all([timeOfMessage(one.page, text), timeOfMessage(other.page, text)]);
        await one.send(text);
        const [here, there] = await shown;
        took.push(Math.max(0, there - here));
      }
      waits.push(waitOf(subject, took));
      await one.close();
    }
    return waits;
  } finally {
    await browser.close();
    await demo.stop();
  }
}

/** When a message that has arrived is in a page, in Unix milliseconds. */
function timeOfMessage(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const watcher = new MutationObserver(() => look());
        const look = () => {
          const arrived = [...document.querySelectorAll(".messages .bubble:not(.is-waiting, .is-sending)")];
          if (!arrived.some((bubble) => bubble.textContent.includes(text))) return;
          watcher.disconnect();
          resolve(performance.timeOrigin + performance.now());
        };
        watcher.observe(document.body, { subtree: true, childList: true, attributes: true });
        look();
      }),
    text,
  );
}
