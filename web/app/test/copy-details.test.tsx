// Wherever the gateway's errors are shown in little room, what is known of them can be copied.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import { render, type ComponentChildren } from "preact";
import { act } from "preact/test-utils";
import { CGIError } from "../../sdk/src/errors.ts";
import { problemOf } from "../model/problem.ts";
import type { App } from "../shell/app.ts";
import type { Inbox } from "../shell/inbox.ts";
import { Selection } from "../thread/selection.ts";
import type { Thread } from "../thread/thread.ts";
import { message } from "./messages.ts";

const { Banners } = await import("../shell/banners.tsx");
const { GapView } = await import("../thread/gap-view.tsx");
const { MediaView } = await import("../thread/media-view.tsx");
const { OutgoingView } = await import("../thread/outgoing-view.tsx");
const { complain, NoticeLayer } = await import("../ui/notices.tsx");
const { ProblemPanel } = await import("../ui/problem-view.tsx");
const { KeepEverythingView } = await import("../settings/keep-everything-view.tsx");

const error = new CGIError("no", { call: "getMessages", code: 10007, traceId: "trace-7" });
const problem = problemOf(error, { online: true, foreign: false }, { at: 0, dialect: "20.9" });
const failed = { state: "failed" as const, problem };

/** The banners of an inbox whose gateway is so. */
function banners(gateway: Partial<Record<"dead" | "loginProblem" | "limit" | "silent", unknown>>) {
  const inbox = {
    account: { endpoint: "", musicid: "1" },
    login: signal({ musicid: "1", musickey: "k" }),
    page: { online: signal(true) },
    archive: { place: "disk" },
    list: { items: signal([{}]) },
    gateway: Object.fromEntries(
      ["dead", "loginProblem", "limit", "silent"].map((name) => [
        name,
        signal((gateway as Record<string, unknown>)[name]),
      ]),
    ),
  } as unknown as Inbox;
  return <Banners app={{ host: {} } as App} inbox={inbox} />;
}

const threadOf = (parts: object) => parts as unknown as Thread;
const outgoing = (state: string) =>
  ({
    clientKey: "k",
    text: "t",
    receiver: { userId: "2" },
    state,
    problem,
    doubt: "unknown",
    kept: true,
  }) as unknown as Parameters<typeof OutgoingView>[0]["outgoing"];

const places: Record<string, () => ComponentChildren> = {
  "a notice": () => {
    complain(problem);
    return <NoticeLayer />;
  },
  "a part of the page": () => <ProblemPanel problem={problem}>{null}</ProblemPanel>,
  "the banner of a module that died": () => banners({ dead: problem }),
  "the banner of a login that does not hold": () => banners({ loginProblem: problem }),
  "the banner of a limit": () => banners({ limit: { until: 0, page: "", problem } }),
  "the banner of a silent gateway": () => banners({ silent: problem }),
  "a gap": () => (
    <GapView
      thread={threadOf({ shown: { gaps: signal(new Map([["1", failed]])) } as unknown as Thread["shown"] })}
      before="1"
    />
  ),
  "a picture": () => (
    <MediaView
      thread={threadOf({ media: { details: signal(new Map([["1", failed]])), want() {} } })}
      message={message(1, { msgType: 3, metaData: null })}
    />
  ),
  "a message that was not sent": () => (
    <OutgoingView thread={threadOf({ selection: new Selection() })} outgoing={outgoing("failed")} closes active />
  ),
  "a message that may have arrived": () => (
    <OutgoingView thread={threadOf({ selection: new Selection() })} outgoing={outgoing("maybe")} closes active />
  ),
  "the job that keeps everything": () => (
    <KeepEverythingView
      job={
        {
          state: signal(failed),
          progress: signal({ conversations: 1, done: 0, messages: 0, skippedUnread: [] }),
        } as unknown as Parameters<typeof KeepEverythingView>[0]["job"]
      }
    />
  ),
};

let copied: string[];
beforeEach(() => {
  copied = [];
  Object.assign(globalThis, {
    IntersectionObserver: class {
      observe() {}
      disconnect() {}
    },
  });
  Object.defineProperty(navigator, "clipboard", {
    value: { writeText: async (text: string) => void copied.push(text) },
    configurable: true,
  });
});
afterEach(() => render(null, document.body));

describe("the details of an error can be copied", () => {
  for (const [place, view] of Object.entries(places)) {
    it(`at ${place}`, async () => {
      await act(() => render(view(), document.body));
      const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Copy the details");
      await act(() => button?.click());
      const [text = ""] = copied;
      for (const fact of [
        "getMessages",
        "10007",
        "trace-7",
        "1970-01-01T00:00:00.000Z",
        '"20.9"',
        "qqmusicpm 1.2.3",
        navigator.userAgent,
      ]) {
        assert.ok(text.includes(fact), `${fact} is not in ${text}`);
      }
    });
  }
});
