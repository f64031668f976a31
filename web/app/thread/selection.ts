import { computed, signal, type ReadonlySignal } from "@preact/signals";

/** The messages that are selected in a conversation, while several of them are selected. */
export class Selection {
  /** Whether messages are being selected. */
  readonly active: ReadonlySignal<boolean>;
  /** The ids of those that are. */
  readonly chosen: ReadonlySignal<ReadonlySet<string>>;
  private readonly ids = signal<ReadonlySet<string> | undefined>(undefined);
  /** Where a span begins: the message that was chosen last. */
  private anchor = "";

  constructor() {
    this.active = computed(() => this.ids.value !== undefined);
    this.chosen = computed(() => this.ids.value ?? new Set());
  }

  /** Begins with a message. */
  begin(id: string): void {
    this.ids.value = new Set([id]);
    this.anchor = id;
  }

  /** Takes a message in, or out again. */
  toggle(id: string): void {
    const next = new Set(this.chosen.value);
    if (!next.delete(id)) next.add(id);
    this.ids.value = next;
    this.anchor = id;
  }

  /** Takes in all from the message that was chosen last to this one. `order` has the ids of all, as they are shown. */
  extend(id: string, order: readonly string[]): void {
    const [from, to] = [order.indexOf(this.anchor), order.indexOf(id)];
    if (to < 0) return;
    const span = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.ids.value = new Set([...this.chosen.value, ...span]);
    this.anchor = id;
  }

  /** Leaves these in it, and no others. */
  keep(ids: Iterable<string>): void {
    if (this.active.value) this.ids.value = new Set(ids);
  }

  /** Ends it. */
  end(): void {
    this.ids.value = undefined;
  }
}
