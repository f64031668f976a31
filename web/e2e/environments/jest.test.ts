// An app that jest tests, in Node and with jsdom around it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fromRoot, startDemo, type Demo } from "../harness.js";
import { questionFor } from "../sdk-app.js";
import { documentedFile, placeApp, tool } from "./tools.js";

let demo: Demo;
before(async () => (demo = await startDemo()));
after(() => demo?.stop());

interface Report {
  numPassedTests: number;
  testResults: { assertionResults: { title: string; failureMessages: string[] }[] }[];
}

it("jest runs tests in Node, and with jsdom in the documented environment", async () => {
  const folder = placeApp("environments/jest");
  copyFileSync(fromRoot("web/e2e/environments/calls.js"), join(folder, "calls.js"));
  writeFileSync(join(folder, "jest-environment.js"), documentedFile("jest-environment.js"));
  const { question } = await questionFor(demo);
  const command = ["--experimental-vm-modules", tool("jest"), "--runInBand", "--json"];
  const { stdout } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, QUESTION: JSON.stringify(question) },
  });
  const report = JSON.parse(stdout) as Report;
  const outcomes = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  assert.deepEqual(
    outcomes.filter(({ failureMessages }) => failureMessages.length > 0),
    [],
  );
  assert.equal(report.numPassedTests, 3 + 4 + 1);
});
