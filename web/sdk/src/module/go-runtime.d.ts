declare module "go-runtime" {
  /** Runs wasm_exec.js with something in the place of globalThis, on which it puts `Go`. */
  export default function runtime(globalThis: object): void;
}
