import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loginsOf } from "../model/login.ts";
import { hostIn } from "../model/login-values.ts";

const hosts = { site: "y.qq.com", music: ".y.qq.com", qq: ".qq.com", bare: "qq.com", other: "qq.com.example" };

/** Reads the logins out of cookies as `name@host=value`, each as its number and its key. */
function logins(...cookies: string[]): string[] {
  return all(...cookies).map((read) =>
    "login" in read ? `${read.login.musicid} ${read.login.musickey}` : `fault ${read.fault}`,
  );
}

function all(...cookies: string[]) {
  return loginsOf(
    cookies.map((cookie) => {
      const [, name = "", host = "", value = ""] = /^(\w+)@(\w+)=(.*)$/.exec(cookie) ?? [];
      return { name, value, host: hosts[host as keyof typeof hosts] };
    }),
  );
}

describe("cookies of one name at several hosts", () => {
  for (const [what, cookies, expected] of [
    [
      "another QQ is logged in at qq.com",
      ["uin@qq=o0222222", "uin@site=o0111111", "qm_keyst@site=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    [
      "another QQ is logged in at qq.com, where the key is too",
      ["uin@qq=o0222222", "uin@site=o0111111", "qm_keyst@qq=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    [
      "an old key of another name is at a farther host",
      ["uin@qq=111111", "qqmusic_key@qq=Q_H_L_old", "qm_keyst@music=Q_H_L_new"],
      ["111111 Q_H_L_new", "111111 Q_H_L_old"],
    ],
    [
      "an old key of the same name is at a farther host",
      ["uin@qq=111111", "qm_keyst@qq=Q_H_L_old", "qm_keyst@site=Q_H_L_new"],
      ["111111 Q_H_L_new", "111111 Q_H_L_old"],
    ],
    [
      "one key is at all hosts",
      ["uin@qq=111111", "qm_keyst@qq=Q_H_L_a", "qqmusic_key@music=Q_H_L_a", "qm_keyst@site=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    [
      "there are two whole logins: neither has the key of the other",
      ["uin@qq=222222", "qm_keyst@qq=Q_H_L_b", "uin@music=111111", "qm_keyst@music=Q_H_L_a"],
      ["111111 Q_H_L_a", "222222 Q_H_L_b"],
    ],
    [
      "the other keys of one account come before those of another",
      [
        "uin@site=111111",
        "qm_keyst@site=Q_H_L_a1",
        "uin@music=222222",
        "qm_keyst@music=Q_H_L_b",
        "uin@qq=111111",
        "qm_keyst@qq=Q_H_L_a2",
      ],
      ["111111 Q_H_L_a1", "111111 Q_H_L_a2", "222222 Q_H_L_b"],
    ],
    [
      "a WeChat login is nearer than the QQ login that stayed behind",
      ["uin@qq=111111", "wxuin@music=1152921504606846999", "qm_keyst@qq=Q_H_L_old", "qm_keyst@music=W_X_new"],
      ["1152921504606846999 W_X_new", "111111 Q_H_L_old"],
    ],
    [
      "the cookies name the kind, and a key of the other kind stayed behind at a nearer host",
      [
        "uin@qq=111111",
        "wxuin@qq=1152921504606846999",
        "qqmusic_key@music=W_X_old",
        "qm_keyst@qq=Q_H_L_new",
        "tmeLoginType@qq=2",
      ],
      ["111111 Q_H_L_new", "1152921504606846999 W_X_old"],
    ],
    [
      "the number of WeChat is a uin, and another one stayed behind",
      ["uin@site=1152921504606846999", "wxuin@qq=1152921504606846111", "qm_keyst@site=W_X_a"],
      ["1152921504606846999 W_X_a"],
    ],
    [
      "the nearer number is of the other kind",
      ["wxuin@site=1152921504606846999", "uin@qq=o0111111", "qm_keyst@qq=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    [
      "the nearer number is too short for the kind",
      ["uin@site=111111", "wxuin@qq=1152921504606846999", "qm_keyst@site=W_X_a"],
      ["1152921504606846999 W_X_a"],
    ],
    [
      "the nearer number has another name than the kind's",
      ["musicid@site=1152921504606846111", "wxuin@qq=1152921504606846999", "qm_keyst@site=W_X_a"],
      ["1152921504606846999 W_X_a"],
    ],
    [
      "the nearer number is too long for the kind",
      ["uin@site=1152921504606846999", "uin@qq=111111", "qm_keyst@qq=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    [
      "beside the nearer number is a key of the other kind alone",
      [
        "uin@site=111111",
        "wxuin@site=1152921504606846999",
        "qqmusic_key@site=W_X_b",
        "uin@qq=222222",
        "qm_keyst@qq=Q_H_L_a",
      ],
      ["1152921504606846999 W_X_b", "111111 Q_H_L_a"],
    ],
    ["they are at a host without a dot before it", ["uin@bare=111111", "qm_keyst@bare=Q_H_L_a"], ["111111 Q_H_L_a"]],
    ["another host only begins as the site's", ["uin@other=111111", "qm_keyst@other=Q_H_L_a"], ["fault notALogin"]],
    [
      "the nearer ones are empty",
      [
        "uin@site=",
        'qm_keyst@site=""',
        "uin@music=o0",
        "qm_keyst@music=%22%22",
        "uin@qq=o0111111",
        "qm_keyst@qq=Q_H_L_a",
      ],
      ["111111 Q_H_L_a"],
    ],
    [
      "the nearer ones are no such things",
      ["uin@site=guest", "qm_keyst@site=@ML3DiChDL", "qqmusic_key@site=密", "uin@qq=o0111111", "qm_keyst@qq=Q_H_L_a"],
      ["111111 Q_H_L_a"],
    ],
    ["they are in quotes", ['uin@site="o0111111"', 'qm_keyst@qq="Q_H_L_a"'], ["111111 Q_H_L_a"]],
    [
      "they are encoded, quotes and all",
      ["uin@site=%22o0111111%22", "qm_keyst@qq=%22Q%5FH_L_a%3D%22"],
      ["111111 Q_H_L_a="],
    ],
    [
      "one is encoded and one is not",
      ["uin@site=1", "qm_keyst@site=Q_H_L_a%3D", "qm_keyst@qq=Q_H_L_a="],
      ["1 Q_H_L_a="],
    ],
    ["there is no key", ["uin@site=1"], ["fault cookieWithoutKey"]],
    ["there is no number", ["qm_keyst@site=Q_H_L_a", "qm_keyst@qq=Q_H_L_b"], ["fault cookieWithoutId"]],
  ] as const) {
    it(`make the login of the nearest: ${what}`, () => assert.deepEqual(logins(...cookies), expected));
  }

  describe("tell of the only login", () => {
    const one = ["uin@site=111111", "qm_keyst@site=Q_H_L_a"];
    for (const [what, cookies, expected] of [
      ["when it began, wherever it is told", "psrf_musickey_createtime@qq=1748855989", { createTime: 1748855989 }],
      ["its encrypted number, wherever it is told", "euin@qq=own", { encryptUin: "own" }],
    ] as const) {
      it(what, () => {
        assert.deepEqual(all(...one, cookies), [{ login: { musicid: "111111", musickey: "Q_H_L_a", ...expected } }]);
      });
    }
  });

  it("tell of the login of two keys of nobody knows which kind its type", () => {
    const [first] = all("uin@site=111111", "qm_keyst@site=a", "qm_keyst@qq=b", "tmeLoginType@qq=1");
    assert.deepEqual(first, { login: { musicid: "111111", musickey: "a", loginType: 1 } });
  });

  describe("tell of a login", () => {
    const two = ["uin@site=111111", "qm_keyst@site=Q_H_L_a", "uin@qq=222222", "qm_keyst@qq=Q_H_L_b"];
    for (const [what, cookies, expected] of [
      ["nothing that is another one's", ["euin@qq=other", "psrf_musickey_createtime@qq=1748855989"], {}],
      [
        "what is its own",
        ["euin@site=own", "psrf_musickey_createtime@site=1748855989"],
        { encryptUin: "own", createTime: 1748855989 },
      ],
      ["not the kind of another one", ["tmeLoginType@qq=1"], {}],
      ["its kind, wherever it is told", ["tmeLoginType@qq=2"], { loginType: 2 }],
    ] as const) {
      it(what, () => {
        const [first] = all(...two, ...cookies);
        assert.deepEqual(first, { login: { musicid: "111111", musickey: "Q_H_L_a", ...expected } });
      });
    }
  });
});

describe("the host of a cookie", () => {
  for (const [text, host] of [
    ["y.qq.com", "y.qq.com"],
    [".y.qq.com", ".y.qq.com"],
    ["https://.y.qq.com/", ".y.qq.com"],
    ["http://y.qq.com", "y.qq.com"],
    [" Y.QQ.com\n", "y.qq.com"],
    ["https://y.qq.com/n", ""],
    ["ftp://y.qq.com", ""],
    ["at y.qq.com", ""],
    ["2027-01-01T00:00:00.000Z", ""],
    ["1799999999.5", ""],
    ["Session", ""],
    ["", ""],
  ] as const) {
    it(`in ${JSON.stringify(text)} is ${host || "none"}`, () => assert.equal(hostIn(text), host));
  }
});
