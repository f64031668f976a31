// What the banners say of a login that may be the reason, or may end: what is known, and no more.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { memoryStore } from "../account/memory-place.ts";
import type { Login } from "../model/login.ts";
import type { App } from "../shell/app.ts";
import type { Inbox } from "../shell/inbox.ts";
import { settled } from "./fake-clock.ts";

const { Banners } = await import("../shell/banners.tsx");
const { LoginAgeBanner } = await import("../shell/login-age-banner.tsx");

afterEach(() => render(null, document.body));

const shown = () => document.body.textContent ?? "";
const buttons = () => [...document.querySelectorAll("button")].map((one) => one.textContent);

describe("the banner of a limit", () => {
  const app = { host: {}, signingIn: signal(undefined) } as unknown as App;
  const showLimit = (mayWantLogin: boolean) => {
    const inbox = {
      account: { endpoint: "", musicid: "4711" },
      login: signal({ musicid: "4711", musickey: "k" }),
      page: { online: signal(true) },
      archive: { place: "memory" },
      list: { items: signal([]) },
      gateway: {
        dead: signal(undefined),
        loginProblem: signal(undefined),
        limit: signal({ until: 0, page: "", mayWantLogin }),
        silent: signal(undefined),
      },
    } as unknown as Inbox;
    return act(() => render(<Banners app={app} inbox={inbox} />, document.body));
  };

  it("says nothing of the login at first", () => {
    showLimit(false);
    assert.doesNotMatch(shown(), /sign in/i);
    assert.deepEqual(buttons(), ["Try now"]);
  });

  it("says that the login may be what is wanted, and leads to the sign-in of this account", () => {
    showLimit(true);
    assert.match(shown(), /may want you to sign in anew/);
    assert.deepEqual(buttons(), ["Sign in", "Try now"]);
    act(() => document.querySelector("button")!.click());
    assert.deepEqual(app.signingIn.value, { musicid: "4711" });
  });
});

describe("the banner of a login that may end", () => {
  const showAge = async (login: Partial<Login>) => {
    const inbox = {
      account: { endpoint: "", musicid: "4711" },
      login: signal({ musicid: "4711", musickey: "k", ...login }),
    };
    const host = { tab: memoryStore() };
    const view = <LoginAgeBanner host={host as never} inbox={inbox as never} signIn={() => {}} />;
    await act(async () => {
      render(view, document.body);
      await settled();
    });
    await act(() => settled());
  };
  const hoursAgo = (hours: number) => Math.floor(Date.now() / 1000) - hours * 3600;

  for (const [what, login, says] of [
    ["says what usually is near the end that is believed", { createTime: hoursAgo(65) }, /may end soon.*usually/],
    [
      "says what the login says near the end of its own",
      { createTime: hoursAgo(1), expiresIn: 7200 },
      /ends soon, by what it says itself/,
    ],
    ["says nothing without a time of its making", {}, /^$/],
    ["says nothing of a young login", { createTime: hoursAgo(1) }, /^$/],
    ["says nothing any more after the end that is believed", { createTime: hoursAgo(80) }, /^$/],
    ["says nothing any more after an end of its own", { createTime: hoursAgo(3), expiresIn: 7200 }, /^$/],
  ] as [string, Partial<Login>, RegExp][]) {
    it(what, async () => {
      await showAge(login);
      assert.match(shown(), says);
    });
  }

  it("names no usual life where the login says its own", async () => {
    await showAge({ createTime: hoursAgo(1), expiresIn: 7200 });
    assert.doesNotMatch(shown(), /usually/);
  });
});
