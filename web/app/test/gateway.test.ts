// What concerns all calls of an account is remembered in one place, and counts once.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  CredentialInvalidError,
  DataError,
  GatewayError,
  HTTPError,
  InvalidArgumentError,
  ModuleError,
  NetworkError,
  RateLimitedError,
  SignatureRequiredError,
  TimeoutError,
} from "../../sdk/src/errors.ts";
import { FakeClient } from "./fake-client.ts";
import { GatewayWorld, settled } from "./gateway-world.ts";
import { listPage } from "./pages.ts";

const login = { musicid: "1", musickey: "another" };

const limited = (retryAfter?: number) => new RateLimitedError("wait", { code: 2001, retryAfter });
const expired = () => new CredentialExpiredError("expired", { code: 1000 });

describe("a call", () => {
  it("gives the answer of the client, which is connected once", async () => {
    const world = new GatewayWorld();
    assert.deepEqual([await world.ask(), await world.ask()], [listPage([]), listPage([])]);
    assert.deepEqual([world.connections, world.fake.asked.length], [1, 2]);
  });

  it("rejects with what the client rejects with", async () => {
    const error = new CGIError("no", { code: 5 });
    assert.equal(await new GatewayWorld().fail(error), error);
  });

  it("connects again when the call before could not connect", async () => {
    let connections = 0;
    const { client } = new FakeClient().answer("getSessions", listPage([]));
    const error = new NetworkError("no module");
    const world = new GatewayWorld({
      connect: () => (++connections === 1 ? Promise.reject(error) : Promise.resolve(client)),
    });
    assert.deepEqual([await world.ask(), await world.ask()], [error, listPage([])]);
  });

  it("connects once for calls that are made together", async () => {
    const world = new GatewayWorld();
    await Promise.all([world.ask(), world.ask()]);
    assert.equal(world.connections, 1);
  });

  it("that changes something gives its problem", async () => {
    const world = new GatewayWorld();
    world.fake.answer("getSessions", new CGIError("no", { code: 5 }), listPage([]));
    const attempt = () => world.gateway.attempt((client) => client.getSessions());
    assert.deepEqual([(await attempt())?.kind, await attempt()], ["refused", undefined]);
  });
});

describe("a problem", () => {
  it("of an error is found out once, however often it is told", () => {
    const { gateway } = new GatewayWorld();
    const error = limited();
    assert.equal(gateway.problem(error), gateway.problem(error));
    assert.equal(gateway.limit.value!.until, 1_030_000);
  });

  for (const thrown of [undefined, null, "a text", 7]) {
    it(`of ${JSON.stringify(thrown)}, which is no error, is unknown`, () => {
      assert.equal(new GatewayWorld().gateway.problem(thrown).kind, "unknown");
    });
  }

  it("tells when, of which account and in which dialect", () => {
    const { gateway } = new GatewayWorld({ account: { endpoint: "", musicid: "31415" } });
    const { detail } = gateway.problem(new CGIError("31415 said no", { code: 5 }));
    assert.match(detail, /1970-01-01T00:16:40/);
    assert.match(detail, /20\.9/);
    assert.ok(!detail.includes("31415"), detail);
  });

  it("counts once when the call and who made it tell of it", async () => {
    const world = new GatewayWorld();
    const error = limited();
    await world.fail(error);
    world.now += 30_000;
    world.gateway.problem(error);
    assert.equal(world.gateway.mayAsk, true);
  });
});

describe("a login that does not hold", () => {
  it("is wrong when it was never answered", async () => {
    const world = new GatewayWorld({ proven: false });
    await world.fail(expired());
    assert.equal(world.gateway.loginProblem.value?.kind, "wrongKey");
    assert.equal(world.gateway.mayAsk, false);
  });

  it("is not known of by what says nothing of it", async () => {
    const world = new GatewayWorld({ proven: false });
    await world.fail(new NetworkError("no"));
    assert.equal(world.gateway.loginProblem.value, undefined);
  });

  it("has expired when it was answered", async () => {
    const world = new GatewayWorld({ proven: false });
    await world.succeed();
    await world.fail(expired());
    assert.equal(world.gateway.loginProblem.value?.kind, "expired");
  });

  it("is none at all", async () => {
    const world = new GatewayWorld();
    await world.fail(new CredentialInvalidError("none"));
    assert.equal(world.gateway.loginProblem.value?.kind, "noLogin");
  });
});

describe("a renewed login", () => {
  it("is set, and asked with", async () => {
    const world = new GatewayWorld();
    await world.fail(expired());
    await world.gateway.renew(login);
    assert.deepEqual(world.fake.credentials, [login]);
    assert.deepEqual(
      [world.gateway.loginProblem.value, world.gateway.mayAsk, world.gateway.resumed.value],
      [undefined, true, 1],
    );
  });

  it("is there although the client that was being made could not be", async () => {
    let fail = (_: Error) => {};
    const world = new GatewayWorld({ connect: () => new Promise((_, reject) => (fail = reject)) });
    const asked = world.ask();
    await settled();
    const renewed = world.gateway.renew(login);
    fail(new NetworkError("no module"));
    await Promise.all([asked, renewed]);
    assert.equal(world.gateway.resumed.value, 1);
  });

  it("is set in clients that are connected later, too", async () => {
    const world = new GatewayWorld();
    await world.gateway.renew(login);
    await world.succeed();
    assert.deepEqual(world.fake.credentials, [login]);
  });

  for (const [what, options, kind] of [
    ["is wrong when it was never answered", undefined, "wrongKey"],
    ["has expired when it was answered elsewhere", { proven: true }, "expired"],
  ] as const) {
    it(what, async () => {
      const world = new GatewayWorld();
      await world.succeed();
      await world.gateway.renew(login, options);
      await world.fail(expired());
      assert.equal(world.gateway.loginProblem.value?.kind, kind);
    });
  }

  it("does not make the one before a wrong one", async () => {
    const world = new GatewayWorld();
    const held = world.fake.hold("getSessions");
    const attempt = world.gateway.attempt((client) => client.getSessions());
    await settled();
    await world.gateway.renew(login);
    held.fail(expired());
    assert.equal((await attempt)?.kind, "expired");
  });

  it("is not refused by the answer to what was asked with the one before", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    await world.gateway.renew(login);
    const error = expired();
    await slow.fail(error);
    assert.deepEqual([world.gateway.loginProblem.value, world.gateway.problem(error).kind], [undefined, "expired"]);
  });

  it("is not proven by the answer to what was asked with the one before", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    await world.gateway.renew(login);
    await slow.answer();
    await world.fail(expired());
    assert.equal(world.gateway.loginProblem.value?.kind, "wrongKey");
  });
});

describe("the module's death", () => {
  const died = () => new ModuleError("died");

  it("is remembered until it is started again, and then the next call connects", async () => {
    const world = new GatewayWorld();
    await world.fail(died());
    assert.deepEqual([world.gateway.dead.value?.kind, world.gateway.mayAsk], ["module", false]);
    world.gateway.revive();
    assert.deepEqual(
      [world.gateway.dead.value, world.gateway.mayAsk, world.gateway.resumed.value],
      [undefined, true, 1],
    );
    assert.deepEqual([await world.succeed(), world.connections], [listPage([]), 2]);
  });

  it("is remembered when it died at the start", async () => {
    const world = new GatewayWorld({ connect: () => Promise.reject(died()) });
    await world.ask();
    assert.equal(world.gateway.dead.value?.kind, "module");
  });

  it("is not remembered of the one before", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    await world.fail(died());
    world.gateway.revive();
    await world.succeed();
    await slow.fail(died());
    assert.deepEqual([world.gateway.dead.value, world.connections], [undefined, 2]);
    await world.succeed();
    assert.equal(world.connections, 2);
  });
});

describe("a gateway that is silent", () => {
  for (const [error, kind] of [
    [new NetworkError("no"), "unreachable"],
    [new TimeoutError("no"), "timeout"],
    [new HTTPError("no", { status: 502 }), "busy"],
  ] as const) {
    it(`is one with a ${error.name}, until it answers`, async () => {
      const world = new GatewayWorld();
      await world.fail(error);
      assert.equal(world.gateway.silent.value?.kind, kind);
      await world.succeed();
      assert.equal(world.gateway.silent.value, undefined);
    });
  }

  for (const [error, stays] of [
    [new CGIError("no", { code: 5 }), false],
    [new GatewayError("no", { code: 5 }), false],
    [new DataError("no"), false],
    [new SignatureRequiredError("no", { code: 2000 }), false],
    [limited(), false],
    [expired(), false],
    [new CredentialInvalidError("nothing was sent"), true],
    [new InvalidArgumentError("nothing was sent"), true],
    [new ModuleError("died"), true],
    [new TypeError("a mistake of ours"), true],
  ] as const) {
    it(`is ${stays ? "still silent" : "heard again"} with a ${error.name}`, async () => {
      const world = new GatewayWorld();
      await world.fail(new NetworkError("no"));
      await world.fail(error);
      assert.equal(world.gateway.silent.value !== undefined, stays);
    });
  }
});

describe("a gateway that was left", () => {
  it("remembers nothing", async () => {
    const world = new GatewayWorld();
    await world.succeed();
    const slow = await world.begin();
    world.gateway.close();
    await slow.fail(expired());
    for (const error of [limited(), new NetworkError("no"), new ModuleError("died")]) world.gateway.problem(error);
    const { loginProblem, limit, silent, dead } = world.gateway;
    assert.deepEqual(
      [loginProblem, limit, silent, dead].map(({ value }) => value),
      [undefined, undefined, undefined, undefined],
    );
  });

  it("keeps what it knew when an answer comes late", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    await world.fail(new NetworkError("no"));
    world.gateway.close();
    await slow.answer();
    assert.equal(world.gateway.silent.value?.kind, "unreachable");
  });

  it("closes its client, asks nothing, and connects to nothing", async () => {
    const world = new GatewayWorld();
    await world.succeed();
    world.gateway.close();
    const asked = await world.ask();
    await settled();
    assert.ok(asked instanceof ClosedError);
    assert.deepEqual([world.fake.closes, world.connections, world.gateway.mayAsk], [1, 1, false]);
  });
});
