import { signal, type ReadonlySignal } from "@preact/signals";

/** How often it is looked whether the day is over, in milliseconds: a device that slept may have missed midnight. */
const lookEvery = 30_000;

let timer: ReturnType<typeof setInterval> | undefined;

const day = signal(midnight(), {
  watched() {
    day.value = midnight();
    timer = setInterval(() => (day.value = midnight()), lookEvery);
  },
  unwatched() {
    clearInterval(timer);
  },
});

/** When the day began where the reader is, in Unix milliseconds. What shows times by their day reads it, so that they change with it. */
export const today: ReadonlySignal<number> = day;

function midnight(): number {
  return new Date().setHours(0, 0, 0, 0);
}
