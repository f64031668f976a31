// A file as lines, read part by part.

/** The longest line that is read, in bytes: a message has some thousands. */
const longest = 8_000_000;

const newline = 0x0a;

/**
 * The lines of a file, a part of it at a time. A line is undefined when it is too long or no UTF-8. The end of a line is
 * `\n` or `\r\n`.
 */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<LinesRead, void, undefined> {
  const reader = stream.getReader();
  const line = new OpenLine();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines: (string | undefined)[] = [];
      let from = 0;
      for (let end: number; (end = value.indexOf(newline, from)) >= 0; from = end + 1) {
        line.add(value.subarray(from, end));
        lines.push(line.take());
      }
      line.add(value.subarray(from));
      yield { lines, bytes: value.length };
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  const last = line.take();
  if (last !== "") yield { lines: [last], bytes: 0 };
}

/** What was read of a file. */
export interface LinesRead {
  lines: (string | undefined)[];
  bytes: number;
}

// A line whose end has not come.
class OpenLine {
  // Made when a file is read: a browser without it shows the inbox all the same.
  private readonly decoder = new TextDecoder("utf-8", { fatal: true });
  private parts: Uint8Array[] = [];
  private length = 0;

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > longest) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  take(): string | undefined {
    const { parts, length } = this;
    this.parts = [];
    this.length = 0;
    if (length > longest) return undefined;
    try {
      const text = this.decoder.decode(parts.length === 1 ? parts[0] : joined(parts, length));
      return text.endsWith("\r") ? text.slice(0, -1) : text;
    } catch {
      return undefined;
    }
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
