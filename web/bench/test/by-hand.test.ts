// The other side of the page row keeps every digit and breaks no text, or it would be no floor.

import assert from "node:assert/strict";
import { it } from "node:test";
import { clientByHand } from "../in-page/by-hand.js";
import { answering } from "../in-page/stub.js";

const read = (data: string) =>
  clientByHand(answering(`{"code":0,"req_0":{"code":0,"data":${data}}}`), {}).getMessages("1");

it("keeps integers that a double cannot hold", async () => {
  const page = await read('{"end_msg_seq": 9007199254740993 ,"new":1,"messages":[{"sequence":-9223372036854775808}]}');
  assert.equal(page.endMsgSeq, "9007199254740993");
  assert.equal(page.messages[0]!.sequence, "-9223372036854775808");
});

it("gives numbers where they are exact, and defaults where nothing is", async () => {
  const page = await read('{"end_msg_seq":9007199254740991,"messages":[{"from_user":{}}]}');
  assert.equal(page.endMsgSeq, 9007199254740991);
  assert.equal(page.messages[0]!.fromUser!.identity, -1);
  assert.equal(page.messages[0]!.metaData, null);
});

it("leaves texts alone that look like members", async () => {
  const texts = [
    'a":1234567890123456789,',
    ":1234567890123456789,",
    ',"b":1234567890123456789}',
    'x\\":1234567890123456789 ,',
  ];
  const messages = JSON.stringify(texts.map((content) => ({ meta_data: { content } })));
  const page = await read(`{"messages":${messages}}`);
  assert.deepEqual(
    page.messages.map(({ metaData }) => metaData!.content),
    texts,
  );
});

it("refuses what it does not know", async () => {
  await assert.rejects(read('{"messages":{}}'), /messages: expected a list/);
  await assert.rejects(read('{"messages":[{"id":[]}]}'), /id: expected a string/);
  await assert.rejects(read('{"has_more":1.5}'), /has_more: expected an integer/);
  await assert.rejects(read('{"has_more":9223372036854775808}'), /64 bits/);
});
