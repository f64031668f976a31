// Makes the faults of a storm come while messages are sent.

import { seeded, type Random } from "../app/test/seeded.ts";
import { readFaults, sendFaults } from "./faults.js";
import type { Plan } from "./plan.js";
import type { StormySimulator } from "./stormy-simulator.js";

/** How many sends the faults are drawn for at a time. */
const portion = 100;

/** Gives faults as sends go on, and kills the simulator from time to time. */
export class Sky {
  private readonly simulator: StormySimulator;
  private readonly plan: Plan;
  private readonly random: Random;
  private ended = 0;
  private killed = 0;
  /** What is being done to the simulator. */
  private work: Promise<void> = Promise.resolve();

  constructor(simulator: StormySimulator, plan: Plan) {
    this.simulator = simulator;
    this.plan = plan;
    this.random = seeded(plan.seed);
  }

  /** Lets it begin. */
  async begin(): Promise<void> {
    await this.give(portion + this.plan.atOnce);
  }

  /** Told that a send has come to its end, whatever it was. */
  sendEnded(): void {
    this.ended++;
    const { sends, kills } = this.plan;
    if (this.killed < kills && this.ended >= ((this.killed + 1) * sends) / (kills + 1)) {
      this.killed++;
      this.then(async () => {
        await this.simulator.killAndStart();
        await this.give(portion + this.plan.atOnce);
      });
    } else if (this.ended % portion === 0) {
      this.then(() => this.give(portion));
    }
  }

  /** Lets it end: from now on everything goes well. */
  async clear(): Promise<void> {
    await this.work;
    await this.simulator.clear();
  }

  private then(work: () => Promise<void>): void {
    this.work = this.work.then(work);
    this.work.catch(() => {}); // told by clear
  }

  private async give(sends: number): Promise<void> {
    const faults = [...sendFaults(this.random, sends), ...readFaults(this.random, sends)];
    await this.simulator.inject(faults);
  }
}
