// An app that vitest tests with jsdom around it: the package, its bytes, Responses and signals are of different realms.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { promisify } from "node:util";
import { fromRoot, startDemo, type Demo } from "./harness.js";
import { questionFor } from "./sdk-app.js";

// Below the folder where the packed package is installed, and below that of vitest.
const folder = fromRoot("web/test-results/vitest");

let demo: Demo;

before(async () => {
  cpSync(fromRoot("web/e2e/environments/vitest"), folder, { recursive: true });
  cpSync(fromRoot("web/e2e/environments/calls.js"), join(folder, "calls.js"));
  demo = await startDemo();
});
after(async () => {
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

interface Report {
  numPassedTests: number;
  testResults: { assertionResults: { title: string; failureMessages: string[] }[] }[];
}

it("works as it is, however vitest runs it", async () => {
  const { question } = await questionFor(demo);
  const runner = fromRoot("web/node_modules/vitest/vitest.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [runner, "run", "--reporter=json"], {
    cwd: folder,
    env: { ...process.env, QUESTION: JSON.stringify(question) },
  }).catch((failed: { stdout: string }) => failed);
  const report = JSON.parse(stdout) as Report;
  const failures = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ failureMessages }) => failureMessages.length > 0),
  );
  assert.deepEqual(failures, []);
  assert.equal(report.numPassedTests, 3 * 4);
});
