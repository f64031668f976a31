// A simulator that is killed and started again, and whose sends are counted all the same.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulator, startDemo, type Demo, type Fault } from "../e2e/harness.js";

/** What the simulator tells of the message with one key. */
export interface Told {
  /** How often it was asked to send it. */
  asked: number;
  /** In which of its lives it stored it. A simulator that was killed has forgotten it. */
  storedIn: number[];
}

/** The simulator. */
export class StormySimulator {
  private readonly folder: string;
  private demo: Demo;
  /** How many lines it had told by the end of each life. */
  private readonly ends: number[] = [];
  private injected = 0;

  private constructor(folder: string, demo: Demo) {
    this.folder = folder;
    this.demo = demo;
  }

  /** Starts it. */
  static async start(): Promise<StormySimulator> {
    const folder = mkdtempSync(join(tmpdir(), "qqmusicpm-storm-"));
    return new StormySimulator(folder, await startDemo(undefined, "-sends", sendsIn(folder)));
  }

  /** Its address, without a slash at the end. It stays the same. */
  get endpoint(): string {
    return this.demo.url.slice(0, -1);
  }

  /** How often it was killed. */
  get life(): number {
    return this.ends.length;
  }

  /** How many faults other than none it was given. */
  get faults(): number {
    return this.injected;
  }

  /** Kills it and starts it again: it has forgotten everything. */
  async killAndStart(): Promise<void> {
    const { host } = new URL(this.demo.url);
    await this.demo.kill();
    this.ends.push(this.lines().length);
    this.demo = await startDemo(undefined, "-sends", sendsIn(this.folder), "-addr", host);
  }

  /** Lets the next requests fail. */
  async inject(faults: readonly Fault[]): Promise<void> {
    this.injected += faults.filter(({ kind, delayMs }) => kind !== "" || delayMs).length;
    await simulator(this.demo).inject(...faults);
  }

  /** Lets nothing fail any more. */
  async clear(): Promise<void> {
    await simulator(this.demo).clearFaults();
  }

  /** What it told in all of its lives, by client key. */
  told(): ReadonlyMap<string, Told> {
    const told = new Map<string, Told>();
    for (const [i, line] of this.lines().entries()) {
      const { step, clientKey } = JSON.parse(line) as { step: string; clientKey: string };
      const one = told.get(clientKey) ?? { asked: 0, storedIn: [] };
      told.set(clientKey, one);
      if (step === "asked") one.asked++;
      if (step === "stored") one.storedIn.push(this.ends.filter((end) => end <= i).length);
    }
    return told;
  }

  /** Stops it, and removes what it told. */
  async stop(): Promise<void> {
    await this.demo.stop();
    rmSync(this.folder, { recursive: true });
  }

  private lines(): string[] {
    return readFileSync(sendsIn(this.folder), "utf8").split("\n").slice(0, -1);
  }
}

const sendsIn = (folder: string) => join(folder, "sends.jsonl");
