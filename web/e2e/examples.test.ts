// Runs each example as its README says, against the simulator that it starts for itself.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { fromRoot, openPage, startBrowser, startDemo } from "./harness.js";
import { example, install, Running } from "./running-example.js";

describe("the runner", () => {
  it("is what make example runs", async () => {
    const running = new Running("make", ["example", "NAME=go-program"], fromRoot(""));
    assert.equal(await running.ended, 0, running.stderr);
    assert.match(running.stdout, /小鹿乱撞/);
  });

  it("names the examples when none is given, and has a README for each", async () => {
    const running = example("");
    assert.equal(await running.ended, 2);
    const folders = readdirSync(fromRoot("examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      assert.ok(running.stderr.includes(name), running.stderr);
      assert.ok(readFileSync(fromRoot(`examples/${name}/README.md`), "utf8").includes(`make example NAME=${name}\n`));
      assert.ok(readFileSync(fromRoot("examples/README.md"), "utf8").includes(`[${name}](${name})`));
    }
  });
});

describe("pages", () => {
  let browser: Browser;
  before(async () => {
    await install("vite-typescript");
    browser = await startBrowser();
  });
  after(() => browser?.close());

  it("plain-page lists the conversations and shows one", async () => {
    const running = example("plain-page");
    const [, url] = await running.prints(/Open (\S+)/);
    const { page, close } = await openPage(browser);
    try {
      await page.goto(url!);
      await page.getByRole("button", { name: "登录" }).click();
      await page.getByText("48 个会话").waitFor();
      assert.equal(await page.locator("#sessions li").count(), 48);
      // A name of the sample data is HTML: it must be text here.
      await page.getByRole("button", { name: "<img src=x onerror=alert(1)> (5)" }).waitFor();
      await page.getByRole("button", { name: "许知夏" }).click();
      await page.locator("#messages li").first().waitFor();
      assert.equal(await page.locator("#messages li").count(), 20);

      await page.getByLabel("musickey").fill("Q_H_L_wrong");
      await page.getByRole("button", { name: "登录" }).click();
      await page.getByText("登录已过期").waitFor();
    } finally {
      await close();
      assert.equal(await running.interrupt(), 0, running.stderr);
    }
  });

  /** Uses the page of vite-typescript: reads the list and sends a text. */
  async function sendText(url: string) {
    const { page, close } = await openPage(browser);
    try {
      await page.goto(url);
      await page.getByRole("button", { name: "发送" }).waitFor();
      await page.getByRole("button", { name: "登录" }).click();
      await page.getByText("48 个会话").waitFor();
      await page.getByLabel("会话").selectOption({ label: "贝斯手阿哲 (0)" });
      await page.getByLabel("文本").fill("排练见 🎸");
      await page.getByRole("button", { name: "发送" }).click();
      await page.getByText("已发送：排练见 🎸").waitFor();
    } finally {
      await close();
    }
  }

  it("vite-typescript lists the conversations and sends a text", async () => {
    const running = example("vite-typescript");
    const [url] = await running.prints(/http:\/\/127\.0\.0\.1:\d+\//);
    try {
      await sendText(url);
    } finally {
      await running.interrupt();
    }
  });

  it("vite-typescript reaches the gateway through a relay", async () => {
    const simulator = await startDemo();
    const folder = fromRoot("examples/vite-typescript");
    const args = ["-addr", "127.0.0.1:0", "-quiet", "-site", folder, "-upstream", simulator.url];
    const relay = new Running(fromRoot("bin/demo"), args, folder);
    try {
      const [endpoint] = await relay.prints(/http:\/\/127\.0\.0\.1:\d+\//);
      const vite = new Running("npm", ["start", "--silent"], folder, { QQMUSIC_ENDPOINT: endpoint });
      try {
        const [url] = await vite.prints(/http:\/\/127\.0\.0\.1:\d+\//);
        await sendText(url);
      } finally {
        await vite.interrupt();
      }
    } finally {
      await relay.interrupt();
      await simulator.stop();
    }
  });

  it("vite-typescript works as it is built", async () => {
    const folder = fromRoot("examples/vite-typescript");
    const build = new Running("npm", ["run", "build", "--silent"], folder);
    assert.equal(await build.ended, 0, build.stdout + build.stderr);
    const demo = await startDemo(join(folder, "dist"));
    try {
      await sendText(demo.url);
    } finally {
      await demo.stop();
    }
  });
});

describe("export-conversation", () => {
  let folder: string;
  before(async () => {
    await install("export-conversation");
    folder = mkdtempSync(join(tmpdir(), "qqmusicpm-export-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  interface Exported {
    id: string;
    sequence: string;
    metaData: { content: string };
  }
  const read = (path: string) =>
    readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Exported);

  it("writes every message once, newest first", async () => {
    const out = join(folder, "friend.jsonl");
    const running = example("export-conversation", "--out", out);
    assert.equal(await running.ended, 0, running.stderr);
    assert.equal(running.stdout, `${out}\n`);
    assert.match(running.stderr, /^100 pages, 10000 messages, \d+ a second$/m);
    const messages = read(out);
    assert.equal(messages.length, 10_000);
    assert.equal(new Set(messages.map(({ id }) => id)).size, 10_000);
    for (const [index, { sequence }] of messages.entries()) {
      if (index > 0) assert.ok(BigInt(sequence) < BigInt(messages[index - 1]!.sequence), `line ${index + 1}`);
    }
    assert.equal(statSync(out).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ["friend.jsonl"]);
  });

  /** Runs the script itself with a simulator of the test. */
  async function script(args: string[], use: (running: Running, url: string) => Promise<void>) {
    const demo = await startDemo();
    const env = {
      QQMUSIC_ENDPOINT: demo.url,
      QQMUSIC_MUSICID: "2837461905",
      QQMUSIC_MUSICKEY: "Q_H_L_sample0key0of0the0simulator",
    };
    const path = fromRoot("examples/export-conversation/export.js");
    try {
      const fault = async (faults: object[]) =>
        void (await fetch(`${demo.url}_simulator/faults`, { method: "POST", body: JSON.stringify({ faults }) }));
      await fault(faultsOf(args));
      const own = args.filter((arg) => !arg.startsWith("{"));
      await use(new Running(process.execPath, [path, ...own], folder, env), demo.url);
    } finally {
      await demo.stop();
    }
  }
  const faultsOf = (args: string[]) =>
    args.filter((arg) => arg.startsWith("{")).map((arg) => JSON.parse(arg) as object);

  it("takes the conversation by name and goes on over a failing page", async () => {
    const busy = '{"kind":"status","status":503,"method":"GetMessage","skip":2}';
    await script([busy, "--nick", "许知夏", "--size", "50", "--out", "star.jsonl"], async (running) => {
      assert.equal(await running.ended, 0, running.stderr);
      assert.match(running.stderr, /^5 pages, 236 messages, \d+ a second$/m);
      assert.equal(new Set(read(join(folder, "star.jsonl")).map(({ id }) => id)).size, 236);
    });
  });

  it("leaves the earlier file as it was when it fails", async () => {
    const out = join(folder, "kept.jsonl");
    writeFileSync(out, "as it was\n");
    const loop = '{"kind":"hasMoreLoop","method":"GetMessage","times":-1}';
    await script([loop, "--out", "kept.jsonl"], async (running) => {
      assert.equal(await running.ended, 1);
      assert.match(running.stderr, /DataError: .*kept\.jsonl was not written/);
    });
    assert.equal(readFileSync(out, "utf8"), "as it was\n");
    assert.ok(!readdirSync(folder).some((name) => name.endsWith(".part")));
  });

  it("says what is missing", async () => {
    await script(["--nick", "nobody"], async (running) => {
      assert.equal(await running.ended, 1);
      assert.match(running.stderr, /no conversation with nobody/);
    });
  });

  it("stops at Ctrl-C, says so and leaves nothing behind", async () => {
    // The third page never comes: whatever the machine does, it is then that Ctrl-C is pressed.
    const stuck = '{"kind":"","delayMs":600000,"method":"GetMessage","skip":2}';
    await script([stuck, "--out", "stopped.jsonl"], async (running, url) => {
      const arrived = async () => {
        const answer = await fetch(`${url}_simulator/requests`);
        const { requests } = (await answer.json()) as { requests: { methods: string[] }[] };
        return requests.filter(({ methods }) => methods.includes("GetMessage")).length;
      };
      while ((await arrived()) < 3) assert.equal(running.stderr, "");
      assert.equal(await running.interrupt(), 130);
      assert.match(running.stderr, /^2 pages, 200 messages, .*\nStopped\. .*stopped\.jsonl was not written/);
    });
    assert.ok(!existsSync(join(folder, "stopped.jsonl")));
    assert.ok(!readdirSync(folder).some((name) => name.endsWith(".part")));
  });
});

describe("check-gateway", () => {
  before(() => install("check-gateway"));

  it("says what it will ask, and prints a report in which nobody is named", async () => {
    const running = example("check-gateway");
    assert.equal(await running.ended, 0, running.stderr);
    assert.match(
      running.stderr,
      /^The check only reads: .*\nNothing is marked read: .*\n\n 1\. one conversation of the list$/m,
    );
    assert.match(running.stderr, /^the badge of a friendship: answered$/m);
    assert.match(running.stdout, /^# Check of a gateway\n/);
    assert.match(running.stdout, /^- Runs in: Node \d+$/m);
    assert.match(running.stdout, /^- The check: is complete, 17 of 17 steps$/m);
    assert.match(running.stdout, /^\| 4 \| pages of messages are newest first \| as believed \|/m);
    assert.doesNotMatch(running.stdout + running.stderr, /2837461905|sample0key|小鹿乱撞/);
  });

  it("may mark a conversation read when it is told so, and reports in Chinese", async () => {
    const running = example("check-gateway", "--mark-read", "--language", "zh");
    assert.equal(await running.ended, 0, running.stderr);
    assert.match(running.stdout, /^\| 5 \| 读取消息会把会话标为已读 \| 相符 \| 未读数变为 0 \|$/m);
  });

  it("says so when the login does not hold", async () => {
    const demo = await startDemo();
    const env = { QQMUSIC_ENDPOINT: demo.url, QQMUSIC_MUSICID: "2837461905", QQMUSIC_MUSICKEY: "Q_H_L_wrong" };
    const folder = fromRoot("examples/check-gateway");
    try {
      const running = new Running(process.execPath, ["check-gateway.js"], folder, env);
      assert.equal(await running.ended, 1);
      assert.match(running.stdout, /^- The check: stopped because the login does not hold, 1 of 17 steps$/m);
      assert.doesNotMatch(running.stdout + running.stderr, /Q_H_L_wrong/);
    } finally {
      await demo.stop();
    }
  });
});
