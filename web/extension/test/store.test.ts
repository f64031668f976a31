import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { loginCookies } from "../login/cookie-login.ts";
import { manifestFor } from "../manifest.ts";

const read = (path: string) => readFileSync(new URL(`../../../../../${path}`, import.meta.url));

/** The sections of a page, in their order: the same in both languages. */
const sectionNames = [
  "name",
  "summary",
  "description",
  "purpose",
  "permissions",
  "remoteCode",
  "data",
  "certification",
  "notes",
  "pictures",
] as const;

/** How long a text may be, in characters: for each the shortest that a store takes, and for the description the longest minimum. */
const lengths: Partial<Record<(typeof sectionNames)[number], [least: number, most: number]>> = {
  name: [1, 45], // Edge; Firefox 50, Chrome 75
  summary: [1, 132], // all three, as the manifest's description
  description: [250, 10_000], // Edge; Firefox 15,000, Chrome 16,000
  purpose: [1, 1_000], // Chrome
  remoteCode: [1, 1_000], // Chrome
  notes: [1, 2_000], // Edge; Firefox 3,000
};
const longestReason = 1_000; // Chrome

/** A text, and those under the headings below it. */
interface Section {
  text: string;
  below: Map<string, string>;
}

function sectionsOf(page: string): Map<string, Section> {
  const [, ...parts] = page.split(/^## .*$/m);
  assert.equal(parts.length, sectionNames.length, "one section for each name");
  return new Map(
    parts.map((part, i) => {
      const [text, ...rest] = part.split(/^### /m);
      const below = rest.map((one): [string, string] => {
        const end = one.indexOf("\n");
        return [one.slice(0, end).trim(), one.slice(end).trim()];
      });
      return [sectionNames[i]!, { text: text!.trim(), below: new Map(below) }];
    }),
  );
}

const asked = (["chromium", "firefox"] as const).flatMap((browser) => {
  const manifest = manifestFor(browser, "1.2.3");
  return ["permissions", "optional_permissions", "host_permissions", "optional_host_permissions"].flatMap(
    (kind) => manifest[kind] as string[],
  );
});

/** The width and height of a PNG, and what its pixels are: 2 stands for colours of 24 bits without transparency. */
function pictureAt(path: string): { width: number; height: number; kind: number } {
  const file = read(path);
  assert.equal(file.toString("latin1", 1, 4), "PNG", path);
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), kind: file.readUInt8(25) };
}

for (const [language, locale] of [
  ["en", "en"],
  ["zh-CN", "zh_CN"],
] as const) {
  describe(`the store listing in ${language}`, () => {
    const sections = sectionsOf(read(`docs/store/${language}.md`).toString());
    const textOf = (name: (typeof sectionNames)[number]) => sections.get(name)!.text;

    for (const [name, [least, most]] of Object.entries(lengths)) {
      it(`has a ${name} of ${least} to ${most} characters`, () => {
        const { length } = textOf(name as keyof typeof lengths);
        assert.ok(length >= least && length <= most, `${length} characters`);
      });
    }

    it("has the name and the summary of the extension", () => {
      const messages = JSON.parse(read(`web/extension/_locales/${locale}/messages.json`).toString()) as Record<
        string,
        { message: string }
      >;
      assert.equal(textOf("name"), messages["name"]!.message);
      assert.equal(textOf("summary"), messages["description"]!.message);
    });

    it("says that it is unofficial, where it is seen first", () => {
      const unofficial = language === "en" ? /unofficial/ : /非官方/;
      assert.match(textOf("name"), unofficial);
      assert.match(textOf("description"), unofficial);
    });

    it("has a reason for every permission of both manifests, and for no other", () => {
      const { below } = sections.get("permissions")!;
      const named = [...below.keys()].map((heading) => heading.replaceAll("`", ""));
      assert.deepEqual(named.sort(), [...new Set(asked)].sort());
      for (const [heading, reason] of below) {
        assert.ok(reason.length >= 20 && reason.length <= longestReason, `${heading}: ${reason.length} characters`);
      }
    });

    it("has reasons for all hosts that fit into the one field that Chrome has for them", () => {
      const reasons = [...sections.get("permissions")!.below].filter(([heading]) => heading.includes("://"));
      assert.ok(reasons.map(([, reason]) => reason).join("\n").length <= longestReason);
    });

    it("names the cookies that are read, as the privacy text does", () => {
      const reason = sections.get("permissions")!.below.get("`cookies`")!;
      const privacy = read(`docs/${language === "en" ? "" : "zh-CN/"}privacy.md`).toString();
      for (const name of loginCookies) {
        assert.match(reason, new RegExp(`\\b${name}\\b`));
        assert.match(privacy, new RegExp(`\`${name}\``));
      }
    });

    it("answers yes or no to each category of data, and says why where it is yes", () => {
      const { below } = sections.get("data")!;
      assert.equal(below.size, 9);
      for (const [heading, why] of below) {
        assert.match(heading, /(: (yes|no)|：[是否])$/);
        if (/yes$|是$/.test(heading)) assert.notEqual(why, "", heading);
      }
    });

    it("has five pictures and a tile in the sizes of the stores", () => {
      const paths = [...textOf("pictures").matchAll(/\((pictures\/[^)]+)\)/g)].map(([, path]) => `docs/store/${path}`);
      const tile = paths.filter((path) => path.endsWith("/tile.png"));
      const screenshots = paths.filter((path) => !tile.includes(path));
      assert.equal(screenshots.length, 5);
      for (const path of screenshots) assert.deepEqual(pictureAt(path), { width: 1280, height: 800, kind: 2 });
      assert.deepEqual(tile.map(pictureAt), [{ width: 440, height: 280, kind: 2 }]);
    });
  });
}

describe("the categories of data", () => {
  it("have the same answers in both languages", () => {
    const [en, zh] = ["en", "zh-CN"].map((language) =>
      [
        ...sectionsOf(read(`docs/store/${language}.md`).toString())
          .get("data")!
          .below.keys(),
      ].map((heading) => /yes$|是$/.test(heading)),
    );
    assert.deepEqual(en, zh);
  });

  it("that are yes hold what Firefox is told", () => {
    const { gecko } = manifestFor("firefox", "1.2.3")["browser_specific_settings"] as {
      gecko: { data_collection_permissions: { required: string[] } };
    };
    const names: Record<string, string> = {
      authenticationInfo: "Authentication information: yes",
      personalCommunications: "Personal communications: yes",
    };
    const answers = [...sectionsOf(read("docs/store/en.md").toString()).get("data")!.below.keys()];
    for (const category of gecko.data_collection_permissions.required) {
      assert.ok(answers.includes(names[category]!), category);
    }
  });
});
