import { signal, type ReadonlySignal } from "@preact/signals";

/** What concerns the whole page: whether it can be seen, and whether there is a network. */
export interface PageState {
  readonly hidden: ReadonlySignal<boolean>;
  readonly online: ReadonlySignal<boolean>;
}

/** The state of the browser's page, for as long as it lives. */
export function browserPage(): PageState {
  const hidden = signal(document.hidden);
  const online = signal(navigator.onLine);
  document.addEventListener("visibilitychange", () => (hidden.value = document.hidden));
  addEventListener("online", () => (online.value = true));
  addEventListener("offline", () => (online.value = false));
  return { hidden, online };
}
