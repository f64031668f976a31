/** Takes away what stands at paths like `Array.prototype.at`. It can be sent to a page: it uses nothing from outside. */
export function takeAway(paths: readonly string[]): void {
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop()!;
    const owner = names.reduce<object | undefined>(
      (value, name) => (value instanceof Object ? (Reflect.get(value, name) as object) : undefined),
      globalThis,
    );
    if (owner instanceof Object) Reflect.deleteProperty(owner, last);
  }
}
