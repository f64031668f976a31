/**
 * What some work gives, or what it rejects with; after `ms` milliseconds without either it rejects with an error of the name
 * `TimeoutError`, and what becomes of the work is no matter.
 */
export async function withinTime<Result>(ms: number, work: PromiseLike<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException(`no answer in ${ms} ms`, "TimeoutError")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
