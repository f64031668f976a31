// Without the browser's permission nothing is asked, that is what is said, and with it all goes on by itself.

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { signal } from "@preact/signals";
import { NetworkError } from "../../sdk/src/errors.ts";
import type { FetchInit } from "../../sdk/src/index.ts";
import { GatewayPermit } from "../archive/gateway-permit.ts";
import { later } from "../archive/later.ts";
import { GatewayCheck } from "../check/check.ts";
import { fetchWithAccess } from "../gateway/fetch-with-access.ts";
import { Watch } from "../gateway/watch.ts";
import { problemOf, type Problem } from "../model/problem.ts";
import { canLookAfter, isOfTheNetwork } from "../outbox/send-outcome.ts";
import { login } from "./check-world.ts";
import { FakeAccess } from "./fake-access.ts";
import { GatewayWorld, settled } from "./gateway-world.ts";
import { listPage } from "./pages.ts";

const withheld = problemOf(new NetworkError("x"), { online: true, foreign: false, withheld: true });

function worldWith(access: FakeAccess) {
  const world = new GatewayWorld({ access });
  return { ...world, world, kindOf: async () => world.gateway.problem(await world.ask()).kind };
}

describe("a gateway that the browser does not let be asked", () => {
  it("is asked nothing, which is called a permission that is missing", async () => {
    const { fake, kindOf } = worldWith(new FakeAccess(false));
    assert.deepEqual([await kindOf(), fake.asked.length], ["withheld", 0]);
  });

  it("is asked nothing either when that was taken back without a word", async () => {
    const access = new FakeAccess();
    const { world, fake, kindOf } = worldWith(access);
    await world.succeed();
    access.takeBackUnseen();
    assert.deepEqual([await kindOf(), fake.asked.length], ["withheld", 1]);
  });

  it("is called neither silent nor refusing", async () => {
    const { gateway, kindOf } = worldWith(new FakeAccess(false));
    await kindOf();
    assert.deepEqual(
      [gateway.silent.value, gateway.limit.value, gateway.loginProblem.value],
      [undefined, undefined, undefined],
    );
  });

  it("lets nobody wait for an answer, and does again when the permission is there", () => {
    const access = new FakeAccess(false);
    const { gateway } = new GatewayWorld({ access });
    const seen = () => [gateway.withheld.value, gateway.answering.value, gateway.mayAsk];
    assert.deepEqual(seen(), [true, false, false]);
    access.change(true);
    assert.deepEqual(seen(), [false, true, true]);
  });

  it("is told apart from a network that fails while the permission is there", async () => {
    const { world, gateway } = worldWith(new FakeAccess());
    assert.equal(gateway.problem(await world.fail(new NetworkError("x"))).kind, "unreachable");
  });

  it("answers once the permission is there", async () => {
    const access = new FakeAccess(false);
    const { world } = worldWith(access);
    await world.ask();
    access.change(true);
    assert.deepEqual(await world.ask(), listPage([]));
  });
});

describe("a request", () => {
  const asked = async (access: FakeAccess) => {
    const sent: string[] = [];
    const own = globalThis.fetch;
    globalThis.fetch = async (address) => (sent.push(String(address)), new Response());
    try {
      await fetchWithAccess(access)!("https://u.y.qq.com/", {} as FetchInit).catch(() => sent.push("none"));
    } finally {
      globalThis.fetch = own;
    }
    return sent;
  };

  it("is sent while the permission is there", async () =>
    assert.deepEqual(await asked(new FakeAccess()), ["https://u.y.qq.com/"]));

  it("is not sent when it was taken back between two attempts", async () => {
    const access = new FakeAccess();
    access.takeBackUnseen();
    assert.deepEqual([await asked(access), access.withheld.value], [["none"], true]);
  });

  it("is as ever where no permission is needed", () => assert.equal(fetchWithAccess(undefined), undefined));
});

describe("what waits for the permission", () => {
  function watching(t: TestContext, access: FakeAccess) {
    t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
    const { gateway } = new GatewayWorld({ access });
    let looks = 0;
    const look = async () => (looks++, false);
    const watch = new Watch({ gateway, page: { hidden: signal(false), online: signal(true) }, look });
    watch.start();
    t.after(() => watch.stop());
    return () => looks;
  }

  it("is every look for news, which is made at once when it is given", async (t) => {
    const access = new FakeAccess();
    const looks = watching(t, access);
    access.change(false);
    t.mock.timers.tick(600_000);
    await settled();
    assert.equal(looks(), 0);
    access.change(true);
    await settled();
    assert.equal(looks(), 1);
  });

  it("is a message, which was not sent and is not looked for", () =>
    assert.deepEqual([isOfTheNetwork(withheld), canLookAfter(withheld)], [true, false]));

  it("is keeping everything, which goes on when it is given", async () => {
    const access = new FakeAccess(false);
    const { gateway } = new GatewayWorld({ access });
    const permit = new GatewayPermit(gateway, () => 0, later);
    const hindered: (string | undefined)[] = [permit.refused(withheld)];
    const granted = permit.granted(new AbortController().signal, (by) => hindered.push(by));
    access.change(true);
    await granted;
    assert.deepEqual(hindered, ["withheld", "withheld"]);
  });
});

describe("the check of a gateway", () => {
  const checked = async (access: FakeAccess, asks: () => void): Promise<string> => {
    const check = new GatewayCheck({
      login,
      access,
      pause: async () => {},
      connect: async () =>
        ({
          batch: async () => {
            asks();
            throw new NetworkError("x");
          },
          close() {},
        }) as never,
    });
    await check.start();
    return check.findings.value!.ended;
  };

  it("asks nothing without the permission, and ends for that reason", async () => {
    assert.equal(await checked(new FakeAccess(false), () => assert.fail("asked")), "withheld");
  });

  it("ends when it is taken back meanwhile", async () => {
    const access = new FakeAccess();
    let asked = 0;
    const ended = await checked(access, () => {
      asked++;
      access.takeBackUnseen();
    });
    assert.deepEqual([ended, asked], ["withheld", 1]);
  });
});

it("a problem of no network is one of the permission where that is missing, too", () =>
  assert.equal(
    (problemOf(new NetworkError("x"), { online: false, foreign: true, withheld: true }) satisfies Problem).kind,
    "withheld",
  ));
