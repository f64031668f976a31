// Nothing personal gets into a report, whatever a gateway answers and wherever it stands.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, DataError } from "../../sdk/src/errors.ts";
import { reportOf } from "../check/report.ts";
import { reportWords } from "../check/report-languages.ts";
import { looksDeclared } from "../check/unknown-fields.ts";
import { wireModels } from "../model/wire-fields.gen.ts";
import { asBelieved, CheckWorld, otherwise, wireSession, type Answering, type Wire } from "./check-world.ts";
import { seeded, type Random } from "./seeded.ts";

const surroundings = { version: "0.1.0", place: "Chrome 140, page", host: "https://u.y.qq.com" };

/** What is planted: each kind of thing that must not get out, new each time. */
class Planter {
  readonly planted: string[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  private letters(count: number, from: string): string {
    return Array.from({ length: count }, () => from[this.random.below(from.length)]).join("");
  }

  private keep(text: string): string {
    this.planted.push(text);
    return text;
  }

  /** A text as people and the gateway write them: ids, keys, names, sentences, addresses. */
  text(): string {
    const digits = "0123456789";
    const mixed = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789";
    const makers = [
      () => this.letters(10, digits),
      () => this.letters(19, digits),
      () => `Q_H_L_${this.letters(24, mixed)}`,
      () => `W_X_${this.letters(24, mixed)}`,
      () => `o${this.letters(14, mixed)}**`,
      () => this.letters(4, "听雨的猫小鹿乱撞北纬三十度"),
      () => `Alice${this.letters(6, "abcdefghij")}`,
      () => `see ${this.letters(8, "klmnopqrst")} | at | noon\n# title`,
      () => `https://photo.example/${this.letters(12, mixed)}?uin=${this.letters(9, digits)}`,
      () => `${this.letters(6, "abcdef")}@mail.example`,
      () => `10002_${this.letters(10, digits)}_1780000000`,
      () => `<img src=${this.letters(6, mixed)}>`,
    ];
    return this.keep(makers[this.random.below(makers.length)]!());
  }

  /** A name of a member: what is planted, or one that no programmer gave. */
  key(): string {
    for (;;) {
      const key = this.text();
      if (!looksDeclared(key)) return key;
      this.planted.pop();
    }
  }

  /** A number that is no code, no type and no count. */
  number(): number {
    const number = 1_000_000 + this.random.below(4_000_000_000) * 2000 + this.random.below(1000);
    this.keep(String(number));
    return number;
  }
}

/** Fills every field of a model, with the right types or wrong ones, and adds members with planted names. */
function fill(model: string, planter: Planter, random: Random, depth = 0): unknown {
  const fields = wireModels[model];
  const strange = () =>
    [planter.text(), planter.number(), [planter.text()], { [planter.key()]: planter.text() }][random.below(4)];
  // A name that looks like a programmer's, and is one that somebody has.
  const spoken = planter.text();
  const members: Wire = { [planter.key()]: strange(), [spoken]: spoken };
  if (!fields) return { ...members, [planter.key()]: { [planter.key()]: [planter.text()] }, title: planter.text() };
  const many = (make: () => unknown) => Array.from({ length: depth > 2 ? 0 : 2 }, make);
  for (const [name, { kind, model: inner = "" }] of Object.entries(fields)) {
    const one = () => (depth > 4 ? null : fill(inner, planter, random, depth + 1));
    const right: Record<string, () => unknown> = {
      integer: () => planter.number(),
      string: () => planter.text(),
      boolean: () => true,
      whole: () => ({ [planter.key()]: { [planter.key()]: planter.text() } }),
      texts: () => ({ [planter.text()]: planter.text() }),
      one,
      list: () => many(one),
      map: () => ({ [planter.text()]: one() }),
      listMap: () => ({ [planter.text()]: many(one) }),
    };
    members[name] = random.below(8) === 0 ? strange() : right[kind]!();
  }
  return members;
}

/** A gateway all of whose answers hold nothing but what is planted, so that every step is asked. */
function plantedGateway(planter: Planter, random: Random): Answering {
  const models: Record<string, string> = {
    getConfig: "ConfigResult",
    getSafetyHint: "SafetyHint",
    getChatEntries: "ChatEntries",
    getMusicianMessageCard: "MusicianMessageCard",
    getFriendshipBadge: "FriendshipBadge",
    getMediaMessageDetails: "MediaMessageDetails",
  };
  const message = () => ({ ...(fill("Message", planter, random) as Wire), id: planter.text(), msg_type: 2 });
  return ({ call }) => {
    if (random.below(12) === 0) {
      const fields = { code: planter.number(), path: `/req_0/data/${planter.text()}`, traceId: planter.text() };
      return new CGIError(planter.text(), { ...fields, data: { msg: planter.text() }, feedbackURL: planter.text() });
    }
    if (call === "getSessions") {
      const session = { ...(fill("Session", planter, random) as Wire), session_id: planter.text(), new_msg_cnt: 0 };
      const user = { ...(fill("User", planter, random) as Wire), uin: planter.text(), encrypt_uin: planter.text() };
      return { ...(fill("SessionPage", planter, random) as Wire), has_more: 1, sessions: [{ ...session, user }] };
    }
    if (call === "getMessages") {
      return {
        ...(fill("MessagePage", planter, random) as Wire),
        has_more: 1,
        messages: [message(), message(), message()],
      };
    }
    return fill(models[call]!, planter, random);
  };
}

/** Problems and errors of reading, full of what is planted. */
function plantedReading(planter: Planter, random: Random): unknown {
  if (random.below(4) === 0)
    return new DataError(planter.text(), { path: `/req_0/data/${planter.text()}/${planter.text()}` });
  const paths = ["sessions/0/", "messages/0/from_user/", "MsgIDs/", "PatMap/", "Entries/", ""];
  const problem = () => ({
    path: `/req_0/data/${paths[random.below(paths.length)]}${planter.text()}`,
    expected: random.below(2) === 0 ? "integer" : planter.text(),
    got: random.below(2) === 0 ? "string" : planter.text(),
  });
  return { problems: [problem(), problem()] };
}

describe("nothing that is planted gets into a report", () => {
  const seed = Number(process.env["CHECK_SEED"] ?? 20_260_601);
  for (let run = 0; run < 60; run++) {
    it(`seed ${seed + run}`, async () => {
      const random = seeded(seed + run);
      const planter = new Planter(random);
      const who = {
        musicid: planter.text(),
        musickey: planter.text(),
        encryptUin: planter.text(),
        createTime: 1_780_000_000 - random.below(500_000),
      };
      const world = new CheckWorld(plantedGateway(planter, random), who);
      world.sessionEvent = { code: planter.number(), traceId: planter.text(), error: planter.text() };
      world.read = () => plantedReading(planter, random);
      const findings = await world.found();
      const host = `https://${encodeURIComponent(planter.text())}@u.y.qq.com/${encodeURIComponent(planter.text())}`;
      for (const words of Object.values(reportWords)) {
        const report = reportOf(findings, { ...surroundings, host }, words);
        const leaked = planter.planted.filter((one) => report.includes(one));
        assert.deepEqual(leaked, [], report);
      }
      assert.ok(findings.steps.length > 5, "most was asked");
    });
  }

  it("nor the message of an error that ends it", async () => {
    const over = otherwise(({ call }, answer) =>
      call === "getMessages"
        ? new CredentialExpiredError("key Q_H_L_secret", { code: 1000, data: { msg: "secret" } })
        : answer,
    );
    assert.doesNotMatch(reportOf(await new CheckWorld(over).found(), surroundings, reportWords.en), /secret/);
  });

  it("nor the name of an error that claims to be one of ours", async () => {
    const named = new CGIError("x", { code: 1 });
    Object.defineProperty(named, "name", { value: "SecretError" });
    const claims = otherwise(
      ({ call }, answer) => (call === "getConfig" ? named : answer),
      asBelieved([wireSession("s")]),
    );
    assert.doesNotMatch(reportOf(await new CheckWorld(claims).found(), surroundings, reportWords.en), /Secret/);
  });
});
