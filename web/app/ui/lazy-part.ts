import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { importAnew } from "./import-anew.ts";
import { loadMissingStyles } from "./missing-styles.ts";

/** Where a part is. */
export type PartState<Module> =
  | { state: "unloaded" }
  | { state: "loading" }
  /** It did not come, so many times in a row. */
  | { state: "failed"; times: number }
  | { state: "here"; module: Module };

/** A part of the page that is loaded when it is first wanted. */
export class LazyPart<Module> {
  /** The part; undefined until it has come. */
  readonly module: ReadonlySignal<Module | undefined>;
  private readonly now = signal<PartState<Module>>({ state: "unloaded" });
  private readonly ask: () => Promise<Module>;
  private readonly prepare: () => Promise<void>;
  private coming: Promise<Module | undefined> | undefined;
  private failures = 0;

  /** Takes what imports it, and what is done before that is called once more. */
  constructor(ask: () => Promise<Module>, prepare: () => Promise<void> = loadMissingStyles) {
    this.ask = ask;
    this.prepare = prepare;
    this.module = computed(() => (this.now.value.state === "here" ? this.now.value.module : undefined));
  }

  /** Where it is now. */
  get state(): ReadonlySignal<PartState<Module>> {
    return this.now;
  }

  /** Loads it, unless it is there or on its way. Gives undefined when it does not come; a later call asks again. */
  load(): Promise<Module | undefined> {
    return (this.coming ??= this.loadNow());
  }

  private async loadNow(): Promise<Module | undefined> {
    this.now.value = { state: "loading" };
    try {
      const module = await (this.failures === 0 ? this.ask() : this.askAgain());
      this.now.value = { state: "here", module };
      return module;
    } catch (error) {
      console.warn(error);
      this.coming = undefined;
      this.now.value = { state: "failed", times: ++this.failures };
      return undefined;
    }
  }

  private async askAgain(): Promise<Module> {
    await this.prepare();
    return importAnew(this.ask, this.failures);
  }
}
