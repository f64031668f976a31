import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isSameLogin, readLogin } from "../model/login.ts";

const typed = (musicid: string, musickey: string) => readLogin({ musicid, musickey, cookie: "" });
const pasted = (cookie: string) => readLogin({ musicid: "", musickey: "", cookie });

describe("a login that is typed", () => {
  for (const [name, id, key, musicid, musickey] of [
    ["without the spaces around it", " 2837461905 ", " Q_H_L_x\n", "2837461905", "Q_H_L_x"],
    ["with all 19 digits", "9223372036854775807", "W_X_x", "9223372036854775807", "W_X_x"],
    ["without the mark of a cookie", "o0012345678", "Q_H_L_x", "12345678", "Q_H_L_x"],
    ["without what no one sees", "\u200b12345678\u00a0", "\ufeffQ_H_L_x\u200d", "12345678", "Q_H_L_x"],
    ["in the wide digits of an input method", "１２３４５６７８", "Q_H_L_x", "12345678", "Q_H_L_x"],
    ["without names and marks that were copied too", "uin=12345678;", 'qm_keyst: "Q_H_L_x",', "12345678", "Q_H_L_x"],
    ["with the = at the end of a key", "12345678", "Q_H_L_x=", "12345678", "Q_H_L_x="],
    ["with digits before other characters in the key", "12345678", "12345x", "12345678", "12345x"],
    ["with digits behind other characters in the key", "12345678", "x12345", "12345678", "x12345"],
    ["without names with space around them", " uin : 12345678", " qm_keyst = Q_H_L_x", "12345678", "Q_H_L_x"],
    ["whole in the field of the key", "", "uin=12345678; qm_keyst=Q_H_L_x", "12345678", "Q_H_L_x"],
    ["whole in the field of the id", "musicid=12345678, musickey=Q_H_L_x", "", "12345678", "Q_H_L_x"],
  ] as const) {
    it(`is taken ${name}`, () => assert.deepEqual(typed(id, key), { login: { musicid, musickey } }));
  }

  for (const [name, id, key, fault] of [
    ["has no id", "", "k", "missingId"],
    ["has the id 0", "000", "k", "missingId"],
    ["has letters in the id", "12a", "k", "idNotDigits"],
    ["has letters before the id", "a12", "k", "idNotDigits"],
    ["has letters in the id and no key", "12a", "", "idNotDigits"],
    ["has words before the name of the id", "my uin=12345678", "k", "idNotDigits"],
    ["has a second line in the id", "uin=12345678\n2", "k", "idNotDigits"],
    ["has an id one too large", "9223372036854775808", "k", "idTooLong"],
    ["has an id of a thousand digits", "1".repeat(1000), "k", "idTooLong"],
    ["has no key", "1", "  ", "missingKey"],
    ["has a key with a space", "1", "a b", "keyNotText"],
    ["has a key that was cut", "1", "Q_H_L_…", "keyNotText"],
    ["has the key of a QQ account as id", "Q_H_L_x", "", "keyAsId"],
    ["has the key of a WeChat account as id", " W_X_x", "k", "keyAsId"],
    ["has an id as key", "1", "12345678", "idAsKey"],
    ["has an id as key and no id", "", "1152921504606846999", "idAsKey"],
    ["has both in the field of the other", "Q_H_L_x", "12345678", "keyAsId"],
  ] as const) {
    it(`is refused when it ${name}`, () => assert.deepEqual(typed(id, key), { fault }));
  }
});

it("a login is that of the two fields where nothing but space was pasted", () => {
  const login = { musicid: "12345678", musickey: "Q_H_L_x" };
  assert.deepEqual(readLogin({ ...login, cookie: " \n" }), { login });
});

describe("a login in cookies", () => {
  for (const [name, line, musicid, musickey] of [
    ["of QQ", "uin=o0012345678; qm_keyst=Q_H_L_a", "12345678", "Q_H_L_a"],
    ["of QQ Music", "qqmusic_uin=12345678; qqmusic_key=Q_H_L_a; x=1", "12345678", "Q_H_L_a"],
    ["of QQ beside an old WeChat login", "wxuin=1152921504606846999; uin=o05; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    [
      "of WeChat beside an old QQ login",
      "uin=1; wxuin=1152921504606846999; qm_keyst=W_X_a",
      "1152921504606846999",
      "W_X_a",
    ],
    ["of WeChat beside an old number of QQ Music", "qqmusic_uin=1; wxuin=5; qm_keyst=W_X_a", "5", "W_X_a"],
    ["of QQ with a number of 11 digits", "wxuin=5; uin=12345678901; qm_keyst=Q_H_L_a", "12345678901", "Q_H_L_a"],
    ["of QQ beside an old number of QQ Music", "qqmusic_uin=1; uin=5; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["of nobody knows which kind", "uin=5; qm_keyst=a", "5", "a"],
    ["of nobody knows which kind, with the number of QQ Music", "uin=1; qqmusic_uin=5; qm_keyst=a", "5", "a"],
    ["of two accounts: the first of each", "uin=5; qm_keyst=Q_H_L_a; uin=6; qm_keyst=Q_H_L_b", "5", "Q_H_L_a"],
    ["with empty copies", "uin=; qm_keyst=; wxuin=; uin=5; qm_keyst=Q_H_L_a; uin=", "5", "Q_H_L_a"],
    ["with an id that is 0", "uin=o0; p_uin=o05; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["with an id that is none", "uin=guest; p_uin=o05; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["with a key that was cut", "uin=5; qqmusic_key=Q_H_L_…; qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["with the key of Qzone", "qqmusic_uin=05; qqmusic_key=@ML3DiChDL; qm_keyst=Q_H_L_a; uin=o05", "5", "Q_H_L_a"],
    ["with the site's own numbering of login types", "uin=5; qm_keyst=Q_H_L_a; login_type=1", "5", "Q_H_L_a"],
    ["with encoded values", "uin=5; qm_keyst=Q%5FH_L_a%3D", "5", "Q_H_L_a="],
    ["that is encoded as a whole", "uin%3D5%3B%20qm_keyst%3DQ_H_L_a", "5", "Q_H_L_a"],
    ["with a value that is badly encoded", "uin=5; qm_keyst=Q_H_L_%E0%A4%A", "5", "Q_H_L_%E0%A4%A"],
    ["with values in quotes", `uin="5"; qm_keyst="Q_H_L_a"`, "5", "Q_H_L_a"],
    ["in quotes", `"uin=5; qm_keyst=Q_H_L_a"`, "5", "Q_H_L_a"],
    ["on many lines", "uin=5\r\nqm_keyst=Q_H_L_a\r\n", "5", "Q_H_L_a"],
    ["on many lines that end as they did long ago", "uin=5\rqm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["in curly quotes", "“uin=5; qm_keyst=Q_H_L_a”", "5", "Q_H_L_a"],
    ["in the marks of an input method", "Cookie：uin＝5；qm_keyst＝Q_H_L_a", "5", "Q_H_L_a"],
    ["with what no one sees", "\ufeffuin\u200b=\u00a05;\u2028qm_keyst\u3000=\u3000Q_H_L_a\u200b", "5", "Q_H_L_a"],
    ["apart by spaces alone", "uin=5 qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["apart by commas", "uin=5, qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
    ["apart by &", "uin=5&qm_keyst=Q_H_L_a", "5", "Q_H_L_a"],
  ] as const) {
    it(`is read: ${name}`, () => assert.deepEqual(pasted(line), { login: { musicid, musickey } }));
  }

  for (const [name, line, known] of [
    ["the login type", "tmeLoginType=2", { loginType: 2 }],
    ["the login type, whatever the key is", "tmeLoginType=1", { loginType: 1 }],
    ["no login type that is none", "tmeLoginType=3", {}],
    ["when the key was given out", "psrf_musickey_createtime=1748855989", { createTime: 1748855989 }],
    ["no time that is 0", "psrf_musickey_createtime=0", {}],
    ["no time in milliseconds", "psrf_musickey_createtime=1748855989000", {}],
    ["the encrypted number", "euin=oK-koi6Pow6F7n%2A%2A", { encryptUin: "oK-koi6Pow6F7n**" }],
    ["no encrypted number that is empty", "euin=", {}],
    ["no encrypted number that begins with no text", "euin=密ab", {}],
    ["no encrypted number that ends with no text", "euin=ab密", {}],
    ["no encrypted number that is long", `euin=${"a".repeat(101)}`, {}],
  ] as const) {
    it(`tells ${name}`, () => {
      assert.deepEqual(pasted(`uin=5; qm_keyst=Q_H_L_a; ${line}`), {
        login: { musicid: "5", musickey: "Q_H_L_a", ...known },
      });
    });
  }

  it("of WeChat does not take its age from an earlier QQ login", () => {
    assert.deepEqual(pasted("wxuin=5; qm_keyst=W_X_a; psrf_musickey_createtime=1748855989"), {
      login: { musicid: "5", musickey: "W_X_a" },
    });
  });

  for (const [name, text, fault] of [
    ["has no id", "qm_keyst=Q_H_L_a", "cookieWithoutId"],
    ["has the id 0", "uin=0; qm_keyst=Q_H_L_a", "cookieWithoutId"],
    ["is a key alone", "Q_H_L_a", "cookieWithoutId"],
    ["has a key and two numbers", "12345678 87654321 Q_H_L_a", "cookieWithoutId"],
    [
      "has the id of another site",
      ".weibo.com\tTRUE\t/\tFALSE\t0\tuin\t5\n.qq.com\tTRUE\t/\tFALSE\t0\tqm_keyst\tQ_H_L_a",
      "cookieWithoutId",
    ],
    ["has null as key", '{"musicid":12345678,"musickey":null}', "cookieWithoutKey"],
    ["has no key", "uin=5; skey=@a", "cookieWithoutKey"],
    ["has an empty key", "uin=5; qm_keyst=", "cookieWithoutKey"],
    ["is a number alone", "12345678", "cookieWithoutKey"],
    ["is something else", "hello", "notALogin"],
    ["is JSON of something else", '{"code":0,"data":[]}', "notALogin"],
    ["comes behind millions of other characters", `${" ".repeat(2_000_000)}uin=5; qm_keyst=Q_H_L_a`, "notALogin"],
    ["is nothing but marks", " ;\n\u200b", "nothingPasted"],
    ["has letters in the id", "uin=12a; qm_keyst=Q_H_L_a", "idNotDigits"],
    ["has an id one too large", "uin=9223372036854775808; qm_keyst=Q_H_L_a", "idTooLong"],
    ["has a key that was cut", "uin=5; qm_keyst=Q_H_L_…", "keyNotText"],
    ["has a key that an editor broke", "uin=5; qm_keyst=Q_H_L_a b", "keyNotText"],
  ] as const) {
    it(`is refused when it ${name}`, () => assert.deepEqual(pasted(text), { fault }));
  }
});

describe("two logins", () => {
  const login = { musicid: "1", musickey: "a" };
  it("are the same whatever else is known of them", () =>
    assert.ok(isSameLogin(login, { ...login, createTime: 1, expiresIn: 2, encryptUin: "e" })));
  for (const changed of [{ musicid: "2" }, { musickey: "b" }, { loginType: 2 }]) {
    it(`are not when the ${Object.keys(changed)[0]} is another`, () =>
      assert.ok(!isSameLogin(login, { ...login, ...changed })));
  }
});
