import assert from "node:assert/strict";
import { it } from "node:test";
import { Accounts } from "../account/accounts.ts";
import { tracesOf } from "../account/traces.ts";
import { Drafts } from "../compose/drafts.ts";
import { LearnedGateway } from "../gateway/learned-gateway.ts";
import type { Places } from "../host.ts";
import { gatewayName } from "../model/gateway-record.ts";
import { account, places, settled, SharedStore } from "./shared-store.ts";

const id = { endpoint: "http://gateway", musicid: "4711" };
const kept = account("4711", { endpoint: "http://gateway" });
const neighbours = [
  account("4711", { endpoint: "http://gateway.example" }),
  account("47110", { endpoint: "http://gateway" }),
];

/** Puts something of an account wherever there can be something. */
async function leaveTraces(here: Places, { login, endpoint }: typeof kept): Promise<void> {
  const { names, prefixes } = tracesOf({ endpoint, musicid: login.musicid });
  const all = [...names, ...prefixes.map((prefix) => `${prefix}x.example.1`)];
  for (const store of Object.values(here)) for (const name of all) await store.set(name, login.musickey);
}

async function dump({ memory, tab, disk }: Places): Promise<string> {
  const stores = await Promise.all(
    [memory, tab, disk].map(async (store) =>
      Promise.all((await store.names("")).map(async (name) => [name, await store.get(name)])),
    ),
  );
  return JSON.stringify(stores);
}

for (const place of ["memory", "tab", "disk"] as const) {
  it(`an account that is removed from ${place} leaves nothing anywhere`, async () => {
    const here = places(new SharedStore());
    const gone: string[] = [];
    const accounts = new Accounts(here, async ({ musicid }) => void gone.push(musicid));
    await accounts.restore();
    await accounts.add({ ...kept, place });
    await accounts.use(id);
    await accounts.learn(id, "小周", "a.png");
    const drafts = new Drafts(id, accounts.storeOf(accounts.current.value!));
    drafts.set("friend", "noch nicht fertig");
    await settled();
    await leaveTraces(here, kept);
    await accounts.add({ ...kept, place });
    await accounts.remove(id);
    const left = (await dump(here)).replace('["qqmusicpm.current",""]', ""); // nobody is in use
    assert.equal(left, "[[],[],[]]");
    assert.deepEqual(gone, ["4711"]);
  });
}

it("an account that is removed takes nothing of another one with it", async () => {
  const here = places(new SharedStore());
  const accounts = new Accounts(here);
  for (const one of neighbours) {
    await accounts.add(one);
    for (const prefix of tracesOf({ endpoint: one.endpoint, musicid: one.login.musicid }).prefixes) {
      await here.disk.set(`${prefix}example.1`, "d");
    }
  }
  const before = await dump(here);
  await accounts.add(kept);
  await accounts.remove(id);
  assert.equal(await dump(here), before);
});

it("what was learned of a gateway stays when an account of it is removed, and has nothing of the account", async () => {
  const here = places(new SharedStore());
  const learned = new LearnedGateway(id.endpoint, here.disk);
  await learned.restored;
  learned.learn({ dialect: "14.9", timeUnit: "milliseconds" });
  const accounts = new Accounts(here);
  await accounts.add(kept);
  await accounts.remove(id);
  assert.deepEqual(await here.disk.names(""), [gatewayName(id.endpoint)]);
  assert.doesNotMatch(await dump(here), /4711/);
});

it("the device stays when an account is removed", async () => {
  const here = places(new SharedStore());
  for (const name of ["qqmusicpm.device", "qqmusicpm.session", "qqmusicpm.theme"]) await here.disk.set(name, "x");
  const accounts = new Accounts(here);
  await accounts.add(kept);
  await accounts.remove(id);
  assert.deepEqual(await here.disk.names(""), ["qqmusicpm.device", "qqmusicpm.session", "qqmusicpm.theme"]);
});

it("what this tab writes for an account that another one has removed is gone too", async () => {
  const disk = new SharedStore();
  const [here, there] = [new Accounts(places(disk)), new Accounts(places(disk))];
  await here.add(account("4711"));
  await here.restore();
  await there.restore();
  const removed = { endpoint: "", musicid: "4711" };
  const drafts = new Drafts(removed, here.storeOf(here.all.value[0]!));
  await there.remove(removed);
  drafts.set("friend", "just typed");
  await settled();
  assert.equal(disk.dump(), "[]");
});

it("a removal does not fail where nothing can be kept outside", async () => {
  const accounts = new Accounts(places(new SharedStore()), () => Promise.reject(new Error("no database")));
  await accounts.add(kept);
  await accounts.remove(id);
  assert.deepEqual(accounts.all.value, []);
});
