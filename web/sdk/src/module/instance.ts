import runtime from "go-runtime";
import { fromModule, ModuleError } from "../errors.ts";
import { ModuleGlobals } from "./globals.ts";
import { moduleError } from "./module-error.ts";
import { refusal } from "./refusal.ts";

/** The Go runtime of wasm_exec.js: what is used of it. */
interface GoRuntime {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance): Promise<void>;
  _resume(): void;
  _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
}

/** A client as the module makes it. */
export type ModuleClient = Record<string, (...args: unknown[]) => unknown>;

/** What the module puts in place as QQMusicPM. */
export interface ModuleExports {
  version: string;
  createClient(options: unknown): Promise<ModuleClient>;
}

/** A page of a list as the module gives it. */
export interface ModulePage extends Promise<unknown> {
  /** The number of the account that the page belongs to. Set before the Promise settles. */
  account: string;
  /** Asks for the page behind, as often as it is called; null behind the last page. Set before the Promise settles. */
  nextPage: (() => ModulePage) | null;
}

/** Whether it is one, of any realm. */
const isCompileError = (thrown: unknown) => Object(thrown).name === "CompileError";

/** A running module. */
export class ModuleInstance {
  /** Why it does not run any more. */
  death: ModuleError | undefined;
  /** How to reject what is on its way, and whether it may change something. */
  readonly #pending = new Map<(reason: unknown) => void, boolean>();
  readonly #globals = new ModuleGlobals();
  readonly #go: GoRuntime;
  readonly #onDeath: () => void;

  /** Prepares what a module needs. onDeath is called once, when it ends. */
  constructor(onDeath: () => void) {
    try {
      runtime(this.#globals.globalThis);
    } catch (cause) {
      throw moduleError("the module cannot run here", cause);
    }
    this.#go = new (this.#globals.get("Go") as new () => GoRuntime)();
    this.#go.exit = (code) => this.#die(`it ended with exit code ${code}`);
    this.#onDeath = onDeath;
  }

  /** Starts a compiled module. Where it dies at once, that is in death. */
  async start(module: WebAssembly.Module): Promise<void> {
    let instance: WebAssembly.Instance;
    try {
      instance = await WebAssembly.instantiate(module, this.#go.importObject);
    } catch (cause) {
      // What was compiled before has no other reason to be compiled badly.
      const refused = isCompileError(cause) ? await refusal() : undefined;
      throw refused ?? moduleError("the module could not be instantiated", cause);
    }
    this.#go.run(this.#guarded(instance)).then(
      () => this.#die("it ended"),
      (error: unknown) => this.#die("it did not run", error),
    );
  }

  /** What the module put in place. */
  get exports(): ModuleExports | undefined {
    return this.#globals.get("QQMusicPM") as ModuleExports | undefined;
  }

  /**
   * Gives the outcome of something the module does to settle functions, with its errors as classes of this package.
   * Where the module dies before, that is the outcome; work that may change something may then have done so.
   */
  follow<T>(
    work: () => unknown,
    resolve: (value: T) => void,
    reject: (reason: unknown) => void,
    mayWrite = false,
  ): void {
    if (this.death) return reject(this.death);
    this.#pending.set(reject, mayWrite);
    const done = () => this.#pending.delete(reject);
    // In a Promise, for what is thrown at once.
    new Promise<T>((settle) => settle(work() as T | PromiseLike<T>)).then(
      (value) => done() && resolve(value),
      (error: unknown) => done() && reject(fromModule(error)),
    );
  }

  /** An instance whose traps end it, instead of throwing into whatever timer or callback woke it. */
  #guarded(instance: WebAssembly.Instance): WebAssembly.Instance {
    const exports: Record<string, unknown> = { ...instance.exports };
    for (const name of ["run", "resume"]) {
      const entry = exports[name] as (...args: unknown[]) => unknown;
      exports[name] = (...args: unknown[]) => {
        try {
          entry(...args);
        } catch (error) {
          this.#die("it crashed", error);
        }
      };
    }
    return Object.create(instance, { exports: { value: exports } }) as WebAssembly.Instance;
  }

  #die(why: string, cause?: unknown): void {
    this.end(`the module died: ${why}`, cause);
  }

  /** Ends it. What it says is its death, unless it is dead already. */
  end(message: string, cause?: unknown): ModuleError {
    if (this.death) return this.death;
    this.death = new ModuleError(message, { cause });
    // Timers and callbacks that are still on their way, and its clients, must not wake it: the runtime would throw.
    this.#go._resume = () => {};
    for (const timer of this.#go._scheduledTimeouts.values()) clearTimeout(timer);
    this.#go._scheduledTimeouts.clear();
    this.#globals.clearTimers();
    const doubtful = new ModuleError(this.death.message, { cause, maybeSent: true });
    for (const [reject, mayWrite] of this.#pending) reject(mayWrite ? doubtful : this.death);
    this.#pending.clear();
    this.#onDeath();
    return this.death;
  }
}
