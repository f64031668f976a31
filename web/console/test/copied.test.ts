import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import { callNamed } from "../calls.ts";
import { curlOf } from "../curl.ts";
import { program } from "../program.ts";
import type { SentRequest } from "../traffic.ts";

describe("a program that is copied", () => {
  const given = { args: [5n], options: {} };
  const login = { musicid: "1152921504606846999", musickey: "W_X_secret", loginType: 1 };
  const written = (endpoint: string) => program(callNamed("getConfig")!, given, login, endpoint);

  it("imports the package, makes the call and ends the client", () => {
    assert.equal(
      written("https://u.y.qq.com"),
      `import { createClient } from "qqmusic-private-message";

const client = await createClient({ credential: { musicid: "1152921504606846999", musickey: "YOUR_MUSICKEY", loginType: 1 } });
console.log(await client.getConfig(5));
client.close();
`,
    );
  });

  it("names a gateway that is not the usual one", () => {
    assert.match(written("http://127.0.0.1:8787"), /endpoint: "http:\/\/127\.0\.0\.1:8787"/);
  });

  it("has no key", () => assert.doesNotMatch(written(""), /secret/));
});

describe("a command for curl", () => {
  const request: SentRequest = {
    method: "POST",
    url: "https://u.y.qq.com/cgi-bin/musicu.fcg?sign=a&b='c",
    headers: [["content-type", "application/json"]],
    body: `{"comm":{"authst":"••••••"},"text":"it's \\"••••••\\" $HOME \`x\`\\n"}`,
  };

  it("gives a shell the request as it was, with a placeholder for the key", () => {
    const printed = curlOf(request).replace(/^curl/, `printf '%s\\0'`);
    const words = execFileSync("sh", ["-c", printed], { encoding: "utf8" }).split("\0");
    assert.deepEqual(words.slice(0, -1), [
      request.url,
      "-X",
      "POST",
      "-H",
      "content-type: application/json",
      "--data-binary",
      request.body.replace('"authst":"••••••"', '"authst":"YOUR_MUSICKEY"'),
    ]);
  });
});
