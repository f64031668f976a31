// Logins as the tools that people have write them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLogin, type Login } from "../model/login.ts";

const read = (cookie: string) => readLogin({ musicid: "", musickey: "", cookie });
const qq: Login = { musicid: "12345678", musickey: "Q_H_L_a-b_9" };
const wechat: Login = { musicid: "1152921504606846999", musickey: "W_X_a-b_9" };

function itReads(forms: readonly (readonly [name: string, text: string, login: Login])[]): void {
  for (const [name, text, login] of forms) it(name, () => assert.deepEqual(read(text), { login }));
}

// What stands around a login may look like a part of one.
const elsewhere = "https://y.qq.com/?uin=77777777";
const line = "uin=o012345678; pgv_pvid=9876543210; qm_keyst=Q_H_L_a-b_9; login_type=1; ts_last=y.qq.com/n";

describe("a login out of headers", () => {
  itReads([
    ["of a request, as a line", `Cookie: ${line}`, qq],
    ["of a request, as Chrome's pane has them", `accept:\n*/*\nreferer:\n${elsewhere}\ncookie:\n${line}`, qq],
    ["of a request, raw", `GET /?uin=77777777 HTTP/1.1\nHost: y.qq.com\ncookie: ${line}\nOrigin: https://y.qq.com`, qq],
    ["of a request, as a table", `Referer\t${elsewhere}\nCookie\t${line}\nHost\ty.qq.com`, qq],
    [
      "of an answer",
      "Set-Cookie: uin=o012345678; Path=/; Domain=.qq.com\nset-cookie: qm_keyst=Q_H_L_a-b_9; Path=/; Secure",
      qq,
    ],
  ]);
});

describe("a login out of a file of cookies", () => {
  itReads([
    [
      "cookies.txt",
      `# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html

.qq.com\tTRUE\t/\tFALSE\t1799999999\tpgv_pvid\t1
.qq.com\tTRUE\t/\tTRUE\t1799999999\tqm_keyst\tQ_H_L_old
#HttpOnly_.y.qq.com\tTRUE\t/\tTRUE\t1799999999\tqm_keyst\tQ_H_L_a-b_9
.qq.com\tTRUE\t/\tFALSE\t0\tuin\to012345678
.y.qq.com\tTRUE\t/\tFALSE\t0\twxuin\t
`,
      qq,
    ],
    [
      "cookies.txt whose tabs became spaces",
      ".qq.com TRUE / FALSE 0 uin 12345678\n.y.qq.com   TRUE   /   FALSE   1799999999.5   qm_keyst   Q_H_L_a-b_9",
      qq,
    ],
    [
      "cookies.txt of a whole browser",
      `.weibo.com\tTRUE\t/\tFALSE\t0\tuin\t77777777
.mail.qq.com\tTRUE\t/\tFALSE\t0\tuin\t66666666
.qq.com\tTRUE\t/\tFALSE\t0\tuin\t55555555
.y.qq.com\tTRUE\t/\tFALSE\t0\tuin\t12345678
.qq.com\tTRUE\t/\tFALSE\t0\tqm_keyst\tQ_H_L_old
y.qq.com\tFALSE\t/\tFALSE\t0\tqm_keyst\tQ_H_L_a-b_9
.y.qq.com\tTRUE\t/\tFALSE\t0\tqm_keyst\tQ_H_L_older`,
      qq,
    ],
    [
      "Chrome's table",
      `qm_keyst\tQ_H_L_old\t.qq.com\t/\tSession\t12\t\t\t\tMedium
qm_keyst\tQ_H_L_a-b_9\t.y.qq.com\t/\t2027-01-01T00:00:00.000Z\t97\t\t✓\t\tMedium
uin\to012345678\t.qq.com\t/\tSession\t13\t\t\t\tMedium`,
      qq,
    ],
    [
      "Firefox's table with its titles",
      `Name\tValue\tDomain\tPath\tExpires / Max-Age\tSize\tHttpOnly\tSecure\tSameSite\tLast Accessed
uin\t"o012345678"\t.qq.com\t/\tSession\t13\tfalse\tfalse\tNone\tFri, 01 Jan 2027 00:00:00 GMT
qm_keyst\t"Q_H_L_a-b_9"\t.y.qq.com\t/\tSession\t97\tfalse\ttrue\tNone\tFri, 01 Jan 2027 00:00:00 GMT`,
      qq,
    ],
    [
      "a table with other columns first",
      "域名\t名称\t值\n.weibo.com\tuin\t77777777\n.y.qq.com\tuin\t12345678\n.y.qq.com\tqm_keyst\tQ_H_L_a-b_9",
      qq,
    ],
    ["a table without hosts", "pgv_pvid\t9876543210\nuin\to012345678\t1799999999.5\nqm_keyst\tQ_H_L_a-b_9", qq],
    [
      "a table whose tabs became spaces",
      "uin        o012345678     .qq.com\nuin        77777777   .weibo.com\nqm_keyst   Q_H_L_a-b_9    .qq.com",
      qq,
    ],
  ]);
});

const inEditThisCookie = (name: string, value: string, domain = ".y.qq.com", id = 1) => ({
  domain,
  expirationDate: 1799999999.123,
  hostOnly: false,
  httpOnly: false,
  name,
  path: "/",
  sameSite: "unspecified",
  secure: false,
  session: false,
  storeId: "0",
  value,
  id,
});

describe("a login in JSON of cookies", () => {
  const list = [inEditThisCookie("uin", "o012345678"), inEditThisCookie("qm_keyst", "Q_H_L_a-b_9")];
  itReads([
    ["EditThisCookie, Cookie-Editor", JSON.stringify(list, null, 4), qq],
    [
      "of several hosts",
      JSON.stringify([
        inEditThisCookie("uin", "77777777", ".163.com"),
        inEditThisCookie("uin", "55555555", ".qq.com"),
        inEditThisCookie("qm_keyst", ""),
        ...list,
      ]),
      qq,
    ],
    ["Playwright's state", JSON.stringify({ cookies: list, origins: [{ origin: "https://y.qq.com" }] }), qq],
    [
      "Cookie Quick Manager",
      JSON.stringify([
        { "Host raw": "https://.weibo.com/", "Name raw": "uin", "Path raw": "/", "Content raw": "77777777" },
        { "Host raw": "https://.y.qq.com/", "Name raw": "uin", "Path raw": "/", "Content raw": "12345678" },
        { "Host raw": "https://.qq.com/", "Name raw": "qm_keyst", "Path raw": "/", "Content raw": "Q_H_L_a-b_9" },
      ]),
      qq,
    ],
    [
      "tough-cookie",
      `[{"key":"pgv_pvid","value":"9876543210"},{"key":"uin","value":"12345678"},{"key":"qm_keyst","value":"Q_H_L_a-b_9"}]`,
      qq,
    ],
    ["names and values", JSON.stringify({ uin: 12345678, qm_keyst: "Q_H_L_a-b_9", login_type: "1" }), qq],
    [
      "what Firefox copies of a request",
      JSON.stringify({ "Request Cookies": { uin: "o012345678", qm_keyst: "Q_H_L_a-b_9" } }, null, 2),
      qq,
    ],
    [
      "what Firefox copies of an answer",
      `{"Response Cookies":{"pgv_pvid":{"path":"/","value":"9876543210"},"uin":{"path":"/","value":"12345678"},"qm_keyst":{"httpOnly":true,"value":"Q_H_L_a-b_9"}}}`,
      qq,
    ],
    [
      "a HAR file",
      JSON.stringify({
        log: { entries: [{ request: { url: elsewhere, headers: [{ name: "Cookie", value: line }] } }] },
      }),
      qq,
    ],
    ["a setting of another program", JSON.stringify({ site: elsewhere, qqmusic_cookie: line }), qq],
    ["lines in a text of JSON", JSON.stringify({ site: elsewhere, cookies: line.replaceAll("; ", ";\n") }), qq],
    ["a dict of Python", `cookies = {\n    'uin': '12345678',  # QQ\n    'qm_keyst': 'Q_H_L_a-b_9',\n}`, qq],
    ["an object of JavaScript", "const c = {uin: 12345678n, qm_keyst: `Q_H_L_a-b_9`}", qq],
    ["that was cut", JSON.stringify(list).slice(0, -8), qq],
  ]);
});

describe("a login that another client keeps", () => {
  itReads([
    [
      "this one's credential",
      JSON.stringify({ ...wechat, loginType: 1, createTime: 1748855989, expiresIn: 86400 }),
      {
        ...wechat,
        loginType: 1,
        createTime: 1748855989,
        expiresIn: 86400,
      },
    ],
    [
      "the Python client's",
      `{"openid":"o","refresh_token":"r","access_token":"a","expired_at":1790000000,"musicid":1152921504606846999,` +
        `"musickey":"W_X_a-b_9","unionid":"u","str_musicid":"1152921504606846999","refresh_key":"k",` +
        `"musickeyCreateTime":1748855989,"keyExpiresIn":259200,"first_login":0,"bindAccountType":0,` +
        `"needRefreshKeyIn":0,"encryptUin":"oK6kowEAoK4z7ecq**","loginType":1}`,
      { ...wechat, loginType: 1, createTime: 1748855989, expiresIn: 259200, encryptUin: "oK6kowEAoK4z7ecq**" },
    ],
    [
      "the Python client's, in the names of its fields",
      `{"musicid":12345678,"musickey":"Q_H_L_a-b_9","str_musicid":"","login_type":2,"musickey_create_time":1748855989,` +
        `"key_expires_in":259200,"encrypt_uin":"owEk"}`,
      { ...qq, loginType: 2, createTime: 1748855989, expiresIn: 259200, encryptUin: "owEk" },
    ],
    [
      "the Python client's of a QQ account, whose login_type is not the site's",
      `{"musicid":12345678,"musickey":"Q_H_L_a-b_9","login_type":2,"musickeyCreateTime":0,"keyExpiresIn":0}`,
      { ...qq, loginType: 2 },
    ],
    ["with a number of 19 digits", `{"musicid":1152921504606846999,"musickey":"W_X_a-b_9"}`, wechat],
    [
      "with a rounded number beside the right one",
      `{"musicid":1152921504606847000,"musickey":"W_X_a-b_9","str_musicid":"1152921504606846999"}`,
      wechat,
    ],
    ["with an empty second spelling", `{"musicid":12345678,"musickey":"Q_H_L_a-b_9","music_key":""}`, qq],
    ["with a null", `{"str_musicid":null,"musicid":"12345678","musickey":"Q_H_L_a-b_9"}`, qq],
    ["below a name", `{"credential":{"musicid":12345678,"musickey":"Q_H_L_a-b_9"}}`, qq],
    ["as an answer", `{"code":0,"req_0":{"data":{"musicid":12345678,"musickey":"Q_H_L_a-b_9"}}}`, qq],
    ["in parts", `{"musicid":12345678,"auth":{"musickey":"Q_H_L_a-b_9"}}`, qq],
    [
      "of two accounts, one of them half",
      `[{"musicid":77777777,"musickey":""},{"musicid":12345678,"musickey":"Q_H_L_a-b_9"}]`,
      qq,
    ],
    ["within a text", String.raw`"{\"musicid\":12345678,\"musickey\":\"Q_H_L_a-b_9\"}"`, qq],
    ["as Python prints it", "Credential(openid='', musicid=12345678, musickey='Q_H_L_a-b_9', login_type=2)", qq],
    [
      "as Python prints it, with all that is known of it",
      "Credential(musicid=12345678, musickey='Q_H_L_a-b_9', musickey_create_time=1748855989, key_expires_in=259200, encrypt_uin='owEk')",
      { ...qq, createTime: 1748855989, expiresIn: 259200, encryptUin: "owEk" },
    ],
    ["as YAML", "musicid: 12345678\nmusickey: Q_H_L_a-b_9\n", qq],
    ["as variables", 'export QQMUSIC_UIN="12345678"\nexport QQMUSIC_KEY="Q_H_L_a-b_9"', qq],
    ["in words", "QQ号：12345678，密钥：Q_H_L_a-b_9", qq],
  ]);
});

describe("a login in a command", () => {
  itReads([
    [
      "Chrome's curl for bash",
      `curl 'https://u.y.qq.com/cgi-bin/musicu.fcg?uin=77777777' \\
  -H 'accept: */*' \\
  -b 'pgv_pvid=1; uin=o012345678; qm_keyst=Q_H_L_a-b_9' \\
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64)' \\
  --data-raw $'{"comm":{"cv":1,"uin":77777777},"text":"it\\'s"}'`,
      qq,
    ],
    [
      "Chrome's curl for bash, with an exclamation mark in it",
      `curl '${elsewhere}' -b $'n=it\\'s\\u0021; uin=12345678; qm_keyst=Q_H_L_a-b_9'`,
      qq,
    ],
    [
      "Chrome's curl for cmd",
      `curl ^"https://u.y.qq.com/cgi-bin/musicu.fcg?uin=77777777^&sign=a^" ^
  -H ^"accept: */*^" ^
  -b ^"pgv_pvid=1; ptcz=^%^7B^\\^"a^\\^"^%^7D; uin=o012345678; qm_keyst=Q_H_L_a-b_9; euin=ab^%^2A^%^2A^" ^
  --data-raw ^"^{^\\^"comm^\\^":^{^\\^"cv^\\^":1^}^}^"`.replaceAll("\n", "\r\n"),
      { ...qq, encryptUin: "ab**" },
    ],
    [
      "Firefox's curl",
      `curl '${elsewhere}' --compressed -H 'User-Agent: Mozilla/5.0' -H 'Cookie: uin=o012345678; qm_keyst=Q_H_L_a-b_9'`,
      qq,
    ],
    [
      "an older curl for Windows",
      `curl "${elsewhere}" -H "X: 5\\" disk" -H "Cookie: n="%"7B; uin=o012345678; qm_keyst=Q_H_L_a-b_9" --compressed`,
      qq,
    ],
    ["the long options of curl", `curl ${elsewhere} --cookie=uin=12345678 --header="cookie: qm_keyst=Q_H_L_a-b_9"`, qq],
    ["the short options of curl", `curl ${elsewhere} -buin=12345678 -H'Cookie:qm_keyst=Q_H_L_a-b_9'`, qq],
    ["a quote that was cut off", `curl '${elsewhere}' --cookie 'uin=12345678; qm_keyst=Q_H_L_a-b_9`, qq],
    ["wget", `wget ${elsewhere} --header="Cookie: uin=12345678; qm_keyst=Q_H_L_a-b_9"`, qq],
    [
      "Chrome's PowerShell",
      `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.Cookies.Add((New-Object System.Net.Cookie("uin", "77777777", "/", ".qq.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("uin", "12345678", "/", ".y.qq.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("qm_keyst", "Q_H_L_a-b_9", "/", ".qq.com")))
Invoke-WebRequest -UseBasicParsing -Uri "https://y.qq.com/" -WebSession $session`,
      qq,
    ],
    [
      "Chrome's fetch for Node.js",
      `fetch("https://u.y.qq.com/cgi-bin/musicu.fcg", {
  "headers": {
    "accept": "*/*",
    "cookie": "pgv_pvid=1; uin=o012345678; qm_keyst=Q_H_L_a-b_9",
    "Referer": "https://y.qq.com/"
  },
  "body": "{\\"comm\\":{\\"cv\\":1,\\"uin\\":77777777}}",
  "method": "POST"
});`,
      qq,
    ],
    [
      "a fetch that somebody wrote",
      `await fetch('${elsewhere}', { headers: { cookie: 'uin=12345678; qm_keyst=Q_H_L_a-b_9' } })`,
      qq,
    ],
  ]);

  it("says that there is none where the browser left the cookies out", () => {
    assert.deepEqual(read(`fetch("https://y.qq.com/", {"headers": {"accept": "*/*"}, "credentials": "include"});`), {
      fault: "notALogin",
    });
  });
});
