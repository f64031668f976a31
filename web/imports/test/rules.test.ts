import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

const options = await extractDepcruiseOptions(
  fileURLToPath(new URL("../../../../.dependency-cruiser.js", import.meta.url)),
);

/** The code of files by their paths. */
type Files = Record<string, string>;

/** The rules that files break, each named once. */
async function broken(files: Files): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  try {
    for (const [path, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), code);
    }
    const { output } = await cruise(Object.keys(files), { ...options, baseDir: folder });
    return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))].toSorted();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file that imports another by value, and the other. */
const imports = (from: string, to: string): Files => ({
  [from]: `import { it } from "${"../".repeat(from.split("/").length - 1)}${to}";\nexport const mine = it;\n`,
  [to]: "export const it = 1;\nexport type It = number;\n",
});

describe("an import against an arrow is seen", () => {
  const ways: [way: string, file: string, code: string][] = [
    ["of a value", "app/ui/menu.ts", 'import { it } from "../shell/app.ts";\nexport const mine = it;'],
    ["of a type", "app/ui/menu.ts", 'import type { It } from "../shell/app.ts";\nexport type Mine = It;'],
    [
      "of a type by a keyword of its own",
      "app/ui/menu.ts",
      'import { type It } from "../shell/app.ts";\nexport type Mine = It;',
    ],
    ["of a type, where it is used", "app/ui/menu.ts", 'export type Mine = import("../shell/app.ts").It;'],
    ["of what is handed on", "app/ui/menu.ts", 'export { it } from "../shell/app.ts";'],
    ["of a type that is handed on", "app/ui/menu.ts", 'export type { It } from "../shell/app.ts";'],
    ["for its effects", "app/ui/menu.ts", 'import "../shell/app.ts";'],
    ["later", "app/ui/menu.ts", 'export const later = () => import("../shell/app.ts");'],
    [
      "of a type, in a view",
      "app/ui/menu.tsx",
      'import type { It } from "../shell/app.ts";\nexport const Menu = (it: It) => <p class="menu">{it}</p>;',
    ],
  ];
  for (const [way, file, code] of ways) {
    it(way, async () => {
      const files = { [file]: code, "app/shell/app.ts": "export const it = 1;\nexport type It = number;" };
      assert.deepEqual(await broken(files), ["app-ui"]);
    });
  }
});

describe("no file may", () => {
  const forbidden: [what: string, from: string, to: string, rule: string][] = [
    ["of sdk import the inbox", "sdk/src/client.ts", "app/model/kinds.ts", "sdk"],
    ["of common import a page", "common/copy.ts", "console/calls.ts", "common"],
    ["of model import words", "app/model/kinds.ts", "app/words/zh.ts", "app-model"],
    ["of the gateway import the archive", "app/gateway/watch.ts", "app/archive/list.ts", "app-gateway"],
    ["of the archive import the outbox", "app/archive/list.ts", "app/outbox/sender.ts", "app-archive"],
    ["of the outbox import the archive", "app/outbox/sender.ts", "app/archive/list.ts", "app-outbox"],
    ["of a feature room import another", "app/thread/thread.ts", "app/compose/drafts.ts", "app-thread"],
    ["of a feature room import the shell", "app/thread/thread.ts", "app/shell/app.ts", "app-thread"],
    ["of the shell import the page", "app/shell/app.ts", "app/main.tsx", "app-shell"],
    ["of the inbox import the console", "app/ui/menu.ts", "console/calls.ts", "app-ui"],
    ["of the inbox import a test", "app/ui/menu.ts", "app/test/messages.ts", "app-ui"],
    ["beside the rooms of the inbox import the extension", "app/main.tsx", "extension/places.ts", "app-page"],
    ["stand in a room of the inbox without a line", "app/misc/all.ts", "common/copy.ts", "app-room-without-a-line"],
    ["of the console's state import words", "console/runs.ts", "console/words/zh.ts", "console-state"],
    ["of the console's state import a view", "console/runs.ts", "console/view/page.tsx", "console-state"],
    ["of the console's words import state", "console/words/zh.ts", "console/calls.ts", "console-words"],
    ["of the console's views import the inbox", "console/view/page.tsx", "app/ui/menu.tsx", "console-view"],
    ["of the extension's ground import a room", "extension/badge.ts", "extension/watch/news.ts", "extension-ground"],
    ["of watch import login", "extension/watch/news.ts", "extension/login/followed.ts", "extension-watch"],
    ["of account import login", "extension/account/stores.ts", "extension/login/followed.ts", "extension-account"],
    ["of login import the background", "extension/login/followed.ts", "extension/background/a.ts", "extension-login"],
    ["of the page import the background", "extension/page/main.tsx", "extension/background/a.ts", "extension-page"],
    ["of the options import the inbox itself", "extension/options/main.tsx", "app/shell/app.ts", "extension-options"],
    ["of pack import anything", "extension/pack/zip.ts", "extension/places.ts", "extension-pack"],
    [
      "stand in a room of the extension without a line",
      "extension/x/y.ts",
      "extension/places.ts",
      "extension-room-without-a-line",
    ],
  ];
  for (const [what, from, to, rule] of forbidden) {
    it(what, async () => assert.deepEqual(await broken(imports(from, to)), [rule]));
  }
});

describe("app/host.ts", () => {
  const host = (code: string) => broken({ "app/host.ts": code, "sdk/src/index.ts": "export type It = number;" });

  it("may name types of sdk", async () =>
    assert.deepEqual(await host('import type { It } from "../sdk/src/index.ts";\nexport type Mine = It;'), []));

  it("may not take values from it", async () =>
    assert.deepEqual(await host('import "../sdk/src/index.ts";'), ["app-host-has-types-alone"]));
});

describe("the background", () => {
  const account = "app/account/accounts.ts";
  const background = { "extension/background/run.ts": `import "../../${account}";` };

  it("may use the accounts of the inbox", async () => {
    assert.deepEqual(await broken({ ...background, [account]: "export const all = 1;" }), []);
  });

  it("may not get a widget of the inbox with them", async () => {
    const files = { [account]: 'import type { It } from "../ui/menu.ts";', "app/ui/menu.ts": "export type It = 1;" };
    assert.deepEqual(await broken({ ...background, ...files }), ["extension-background-shows-nothing"]);
  });

  it("may not get a view of the accounts", async () => {
    const files = { [account]: 'import "./sign-in.tsx";', "app/account/sign-in.tsx": "export const it = 1;" };
    assert.deepEqual(await broken({ ...background, ...files }), ["extension-background-shows-nothing"]);
  });
});

describe("a circle is seen", () => {
  const other = (path: string) => `import type { It } from "${path}";\nexport type It = 1;`;

  it("of two files of a room that need each other's types", async () => {
    const files = { "console/calls.ts": other("./form.ts"), "console/form.ts": other("./calls.ts") };
    assert.deepEqual(await broken(files), ["no-circle-of-files"]);
  });

  it("of folders, also when no file is in a circle", async () => {
    const files = {
      "sdk/src/one/a.ts": other("../two/a.ts"),
      "sdk/src/two/a.ts": "export type It = 1;",
      "sdk/src/two/b.ts": other("../one/b.ts"),
      "sdk/src/one/b.ts": "export type It = 1;",
    };
    assert.deepEqual(await broken(files), ["no-circle-of-folders"]);
  });
});

it("an import that leads nowhere is seen", async () => {
  assert.deepEqual(await broken({ "console/calls.ts": 'import "common/gone.ts";' }), ["found"]);
});

describe("a file may", () => {
  const allowed: [what: string, from: string, to: string][] = [
    ["of a feature room import what is below it", "app/thread/thread.ts", "app/archive/list.ts"],
    ["of a room import another of the same room", "app/thread/thread.ts", "app/thread/rows.ts"],
    ["of any room import the host", "app/model/pictures.ts", "app/host.ts"],
    ["of the shell import a feature room", "app/shell/app.ts", "app/find/find.ts"],
    ["of the console's words import the calls that ask", "console/words/zh.ts", "console/destroyers.ts"],
    ["of the extension's page import the inbox", "extension/page/main.tsx", "app/shell/app.ts"],
  ];
  for (const [what, from, to] of allowed) {
    it(what, async () => assert.deepEqual(await broken(imports(from, to)), []));
  }
});
