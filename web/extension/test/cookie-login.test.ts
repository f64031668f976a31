import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loginsFrom, type LoginCookie } from "../login/cookie-login.ts";

const qqKey = "Q_H_L_59bunIaWWLlTp6";
const wechatKey = "W_X_63c1nQ8r";

const loginFrom = (cookies: Partial<Record<LoginCookie, string>>) =>
  loginsFrom(Object.entries(cookies).map(([name, value]) => ({ name, value, domain: ".qq.com" })))[0];

describe("the login in the cookies of y.qq.com", () => {
  it("is that of a QQ account", () => {
    const login = { musicid: "123456", musickey: qqKey };
    assert.deepEqual(loginFrom({ uin: "123456", qm_keyst: qqKey }), login);
    assert.deepEqual(loginFrom({ uin: "o0123456", qm_keyst: qqKey }), login);
    assert.deepEqual(loginFrom({ uin: "o123456", qqmusic_key: qqKey }), login);
    assert.deepEqual(loginFrom({ uin: "0123456", qqmusic_key: qqKey }), login);
  });

  it("is that of a WeChat account, to the last digit", () => {
    const login = { musicid: "1152921504606846999", musickey: wechatKey };
    assert.deepEqual(loginFrom({ wxuin: "1152921504606846999", qm_keyst: wechatKey }), login);
    assert.deepEqual(loginFrom({ wxuin: "o1152921504606846999", qm_keyst: wechatKey }), login);
    assert.deepEqual(loginFrom({ uin: "1152921504606846999", qm_keyst: wechatKey }), login);
  });

  it("belongs to the key where a login of the other kind stayed behind", () => {
    const both = { uin: "o0123456", wxuin: "1152921504606846999" };
    assert.equal(loginFrom({ ...both, qm_keyst: qqKey })?.musicid, "123456");
    assert.equal(loginFrom({ ...both, qm_keyst: wechatKey })?.musicid, "1152921504606846999");
  });

  it("has the kind that the site names", () => {
    assert.equal(loginFrom({ uin: "1", qm_keyst: qqKey, tmeLoginType: "2" })?.loginType, 2);
    assert.equal(loginFrom({ uin: "1", qm_keyst: qqKey, tmeLoginType: "1" })?.loginType, 1);
    for (const tmeLoginType of ["", "0", "3", "2x"]) {
      assert.ok(!("loginType" in loginFrom({ uin: "1", qm_keyst: qqKey, tmeLoginType })!), tmeLoginType);
    }
  });

  it("knows when its key was given out, and the account's encrypted number", () => {
    const login = loginFrom({
      uin: "1",
      qm_keyst: qqKey,
      psrf_musickey_createtime: "1748855989",
      euin: "oK-koi6Pow6F7n**",
    });
    assert.deepEqual(login, {
      musicid: "1",
      musickey: qqKey,
      createTime: 1748855989,
      encryptUin: "oK-koi6Pow6F7n**",
    });
  });

  it("is taken out of percent signs", () => {
    assert.equal(loginFrom({ uin: "1", qm_keyst: "Q_H_L_a%2Bb%3D" })?.musickey, "Q_H_L_a+b=");
    assert.equal(loginFrom({ uin: "1", qm_keyst: "Q_H_L_50%" })?.musickey, "Q_H_L_50%");
  });

  it("is none while a part is missing or is no such thing", () => {
    assert.equal(loginFrom({}), undefined);
    assert.equal(loginFrom({ uin: "123456" }), undefined);
    assert.equal(loginFrom({ qm_keyst: qqKey }), undefined);
    assert.equal(loginFrom({ uin: "", qm_keyst: "" }), undefined);
    for (const uin of ["0", "o0", "-5", "12a", "1e3", "٣", "9223372036854775808", "12345678901234567890"]) {
      assert.equal(loginFrom({ uin, qm_keyst: qqKey }), undefined, uin);
    }
    for (const qm_keyst of ["a b", "a\nb", "密"]) assert.equal(loginFrom({ uin: "1", qm_keyst }), undefined);
    assert.equal(loginFrom({ uin: "1", qm_keyst: "", qqmusic_key: qqKey })?.musickey, qqKey);
  });

  it("is of the nearest host, with those of the others behind it", () => {
    const cookies = [
      { name: "uin", value: "o0222222", domain: ".qq.com" },
      { name: "qm_keyst", value: "Q_H_L_b", domain: ".qq.com" },
      { name: "uin", value: "o0111111", domain: "Y.QQ.com" },
      { name: "qm_keyst", value: "Q_H_L_a", domain: "Y.QQ.com" },
    ];
    assert.deepEqual(
      loginsFrom(cookies).map(({ musicid, musickey }) => [musicid, musickey]),
      [
        ["111111", "Q_H_L_a"],
        ["222222", "Q_H_L_b"],
      ],
    );
  });

  it("is made of the cookies alone that are named for it", () => {
    const other = ["p_uin", "qqmusic_uin", "musicid", "musickey", "encrypt_uin"];
    const cookies = other.map((name) => ({ name, value: "Q_H_L_1", domain: "y.qq.com" }));
    assert.deepEqual(loginsFrom(cookies), []);
  });
});
