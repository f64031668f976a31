// A storm over the SDK in Node.

import { setTimeout as wait } from "node:timers/promises";
import { createClient, isQQMusicError, QQMusicError, type Client } from "qqmusic-private-message";
import { sample } from "../e2e/inbox-page.js";
import { endsOf, lateOf, twiceOf, type Findings } from "./findings.js";
import { judge, type Outcome } from "./judge.js";
import { timeout, type Plan } from "./plan.js";
import { Sky } from "./sky.js";
import { StormySimulator } from "./stormy-simulator.js";

/** How long somebody who met a closed door waits before the next message, in milliseconds. */
const rest = 50;
/** How long a promise may take after its timeout, in milliseconds, before it counts as one that never settles. */
const patience = 20_000;

/** Sends the messages of a plan, whatever happens to each, and says what became of them. */
export async function stormSdk(plan: Plan): Promise<Findings> {
  const begun = performance.now();
  const simulator = await StormySimulator.start();
  const sky = new Sky(simulator, plan);
  const client = await createClient({ endpoint: simulator.endpoint, credential: sample, rateLimit: false, timeout });
  try {
    await client.getSessions(); // with that it has a gateway session
    await sky.begin();
    const outcomes: Outcome[] = [];
    const sendAll = async (sender: number) => {
      for (let number = sender; number < plan.sends; number += plan.atOnce) {
        const outcome = await sendOne(client, simulator, `storm_${plan.seed}_${number}`, String(900_000 + sender));
        outcomes.push(outcome);
        sky.sendEnded();
        if (outcome.error === "CredentialExpiredError") client.setCredential(sample); // signed in again
        if (outcome.error === "NetworkError" && outcome.shown === "failed") await wait(rest);
      }
    };
    await Promise.all(Array.from({ length: plan.atOnce }, (_, sender) => sendAll(sender)));
    await sky.clear();
    const told = simulator.told();
    return {
      side: "SDK in Node",
      sends: outcomes.length,
      seed: plan.seed,
      kills: simulator.life,
      faults: simulator.faults,
      seconds: (performance.now() - begun) / 1000,
      ends: endsOf(outcomes),
      twice: twiceOf(outcomes, told),
      late: lateOf(outcomes, told),
      broken: judge(outcomes, told),
    };
  } finally {
    client.close();
    await simulator.stop();
  }
}

async function sendOne(
  client: Client,
  simulator: StormySimulator,
  clientKey: string,
  userId: string,
): Promise<Outcome> {
  const outcome = { clientKey, allowed: 1, error: "", typed: true };
  const over = new AbortController();
  const never = wait(timeout + patience, "never" as const, { signal: over.signal }).catch(() => "never" as const);
  try {
    const ended = await Promise.race([client.sendText(userId, `风里的话 ${clientKey}`, { clientKey }), never]);
    return { ...outcome, shown: ended === "never" ? "nothing" : "sent", life: simulator.life };
  } catch (error) {
    const typed = error instanceof QQMusicError && isQQMusicError(error);
    const maybe = isQQMusicError(error) && error.maybeSent;
    const name = error instanceof Error ? error.name : typeof error;
    return { ...outcome, shown: maybe ? "maybe" : "failed", error: name, typed, life: simulator.life };
  } finally {
    over.abort();
  }
}
