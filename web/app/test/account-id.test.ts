import assert from "node:assert/strict";
import { it } from "node:test";
import { accountKey, isSameAccount } from "../model/account-id.ts";
import { kindPrefix, manyRecords, recordPrefix, singleRecords } from "../model/record-names.ts";

const at = (endpoint: string, musicid = "1") => ({ endpoint, musicid });

it("an account is its number and its gateway", () => {
  assert.ok(isSameAccount(at("https://a.example"), at(" https://a.example/ ")));
  assert.ok(isSameAccount(at("https://a.example"), at("https://a.example//")));
  assert.ok(!isSameAccount(at("https://a.example"), at("https://b.example")));
  assert.ok(!isSameAccount(at(""), at("", "2")));
});

it("no account's names begin as those of another one", () => {
  const ids = [at(""), at("", "12"), at("http://a"), at("http://a.b"), at("http://a.b.c"), at("http://a:8"), at(".")];
  for (const one of ids) {
    for (const other of ids) {
      const name = `${recordPrefix("draft", other)}b.c`;
      assert.equal(name.startsWith(recordPrefix("draft", one)), one === other, `${accountKey(one)} ${name}`);
    }
  }
});

it("no names of a kind of records begin as those of another kind", () => {
  const prefixes = [...singleRecords, ...manyRecords].map(kindPrefix);
  for (const one of prefixes)
    assert.deepEqual(
      prefixes.filter((other) => other.startsWith(one)),
      [one],
    );
});
