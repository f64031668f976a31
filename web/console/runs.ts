import { computed, signal } from "@preact/signals";
import type { Bridge } from "./bridge.ts";
import type { Call } from "./calls.ts";
import { clientFor } from "./client.ts";
import { FieldError, toArguments, type Arguments, type FieldStates } from "./field-state.ts";
import { complainOfMissing, complaint, fields, selected, settings, type Settings } from "./form.ts";
import type { Failure, Outcome, Run } from "./run.ts";
import { remember } from "./suggestions.ts";

const most = 12;

/** The runs of this page, newest first. */
export const runs = signal<readonly Run[]>([]);

/** The number of the run in view. */
export const shown = signal(0);

/** The run in view. */
export const shownRun = computed(() => runs.value.find((run) => run.number === shown.value));

/** Whether a call is being made. */
export const running = computed(() => runs.value.some((run) => run.outcome.state === "running"));

let abort = new AbortController();

/** The arguments that the call in view gets, the settings among them. Throws a FieldError. */
export function argumentsOf(call: Call, states: FieldStates, { raw, sign, timeout }: Settings): Arguments {
  const { args, options } = toArguments(call, states);
  return {
    args,
    options: {
      ...options,
      ...(raw && { raw }),
      ...(sign !== "auto" && { sign }),
      ...(timeout.trim() !== "" && { timeout: Number(timeout) }),
    },
  };
}

/** Makes the call in view. */
export async function run(bridge: Bridge): Promise<void> {
  if (running.value) return;
  const call = selected.value;
  if (complainOfMissing()) return;
  let given: Arguments;
  try {
    given = argumentsOf(call, fields.value, settings.value);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    complaint.value = { param: error.param, message: error.message };
    return;
  }
  abort = new AbortController();
  const number = (runs.value[0]?.number ?? 0) + 1;
  const start = performance.now();
  const begun: Run = {
    number,
    call,
    fields: fields.value,
    raw: settings.value.raw,
    at: new Date(),
    ms: 0,
    outcome: { state: "running" },
    requests: [],
    events: [],
  };
  runs.value = [begun, ...runs.value].slice(0, most);
  shown.value = number;

  const update = (change: (run: Run) => Partial<Run>) => {
    runs.value = runs.value.map((run) => (run.number === number ? { ...run, ...change(run) } : run));
  };
  const end = (outcome: Outcome) => update(() => ({ outcome, ms: performance.now() - start }));
  try {
    const client = await clientFor(bridge, {
      sent: (request) => update((run) => ({ requests: [...run.requests, request] })),
      event: (event) => update((run) => ({ events: [...run.events, event] })),
    });
    const called = client[call.name]!(...given.args, { ...given.options, signal: abort.signal });
    const answer = await Promise.race([called, bridge.end]);
    if (!settings.value.raw) remember(answer);
    end({ state: "answered", answer });
  } catch (error) {
    if (abort.signal.aborted && error === abort.signal.reason) {
      end({ state: "cancelled" });
      return;
    }
    const failure = asFailure(error);
    if (failure.argument && selected.value === call) {
      const message = failure.message.replace(`${call.name}: `, "");
      complaint.value = { param: paramOf(failure.argument), message };
    }
    end({ state: "failed", failure });
  }
}

/** Ends the call that is being made. */
export function cancel(): void {
  abort.abort();
}

function asFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  return { ...(error as Partial<Failure>), name: error.name, message: error.message };
}

/** The parameter that "scenes[0]" or "metaData.content" speaks of. */
function paramOf(argument: string): string {
  return /^\w+/.exec(argument)?.[0] ?? argument;
}
