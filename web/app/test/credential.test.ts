import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCookies, readLogin } from "../model/login.ts";

const typed = (musicid: string, musickey: string) => readLogin({ musicid, musickey, cookie: "" });
const pasted = (cookie: string) => readLogin({ musicid: "", musickey: "", cookie });

describe("a login that is typed", () => {
  it("is taken without the spaces around it", () => {
    assert.deepEqual(typed(" 2837461905 ", " Q_H_L_x\n"), { login: { musicid: "2837461905", musickey: "Q_H_L_x" } });
  });
  it("keeps all 19 digits", () => {
    assert.deepEqual(typed("9223372036854775807", "W_X_x"), {
      login: { musicid: "9223372036854775807", musickey: "W_X_x" },
    });
  });
  for (const [name, id, key, fault] of [
    ["has no id", "", "k", "missingId"],
    ["has the id 0", "000", "k", "missingId"],
    ["has letters in the id", "12a", "k", "idNotDigits"],
    ["has an id one too large", "9223372036854775808", "k", "idTooLong"],
    ["has an id of a thousand digits", "1".repeat(1000), "k", "idTooLong"],
    ["has no key", "1", "  ", "missingKey"],
    ["has a key with a space", "1", "a b", "keyNotText"],
    ["has a key that was cut", "1", "Q_H_L_…", "keyNotText"],
  ] as const) {
    it(`is refused when it ${name}`, () => assert.deepEqual(typed(id, key), { fault }));
  }
});

describe("a login in a cookie line", () => {
  for (const [name, line, musicid, musickey] of [
    ["of QQ", "uin=o0012345678; qm_keyst=Q_H_L_a", "12345678", "Q_H_L_a"],
    ["of QQ Music", "qqmusic_uin=12345678; qqmusic_key=Q_H_L_a; x=1", "12345678", "Q_H_L_a"],
    [
      "of WeChat beside an old QQ login",
      "uin=1; wxuin=1152921504606846999; qm_keyst=W_X_a",
      "1152921504606846999",
      "W_X_a",
    ],
    ["of QQ beside an old WeChat login", "wxuin=1152921504606846999; uin=o05; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["with the site's own numbering of login types", "uin=5; qm_keyst=Q_H_L_a; login_type=1", "5", "Q_H_L_a"],
    ["with the name of the header", 'Cookie: uin=5; qm_keyst="Q_H_L_a"', "5", "Q_H_L_a"],
    ["with encoded values", "uin=5; qm_keyst=Q%5FH_L_a%3D", "5", "Q_H_L_a="],
    ["on many lines", "uin=5;\nqm_keyst=Q_H_L_a\n", "5", "Q_H_L_a"],
  ] as const) {
    it(name, () => assert.deepEqual(pasted(line), { login: { musicid, musickey } }));
  }
  it("tells the login type", () => {
    assert.deepEqual(pasted("uin=5; qm_keyst=k; tmeLoginType=2"), {
      login: { musicid: "5", musickey: "k", loginType: 2 },
    });
  });
  it("is refused when the id is missing", () => assert.deepEqual(pasted("qm_keyst=k"), { fault: "cookieWithoutId" }));
  it("is refused when the key is missing", () => assert.deepEqual(pasted("uin=5"), { fault: "cookieWithoutKey" }));
  it("is refused when it is no cookie", () => assert.deepEqual(pasted("hello"), { fault: "cookieWithoutId" }));
  it("with a value that is badly encoded stays as it is", () => {
    assert.equal(parseCookies("a=%E0%A4%A").get("a"), "%E0%A4%A");
  });
});
