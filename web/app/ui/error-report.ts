// What may be told of an error of the page itself. Its message may quote what somebody wrote, or a login: it is left out.

/** A frame of a stack in Chrome, then in Firefox and Safari: the function, its line and its column. */
const frames = [
  /^ +at (?:async )?(?:new )?([\w$.]+)(?: \[as [\w$.]+\])? \(\S*:(\d+):(\d+)\)$/,
  /^ +at (?:async )?()\S+:(\d+):(\d+)$/,
  /^([\w$./<]*)@\S*:(\d+):(\d+)$/,
];

/** Frames that are told at most, and letters of the name of one. */
const mostFrames = 30;
const longestName = 60;

/** The kind of an error, where it happened and in which functions, as text. `place` and `versions` are told as they are. */
export function reportOf(error: unknown, place: string, versions: readonly string[]): string {
  return [`${kindOf(error)} in ${place}`, ...framesOf(error), ...versions].join("\n");
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return /^[\w$]{1,60}$/.test(error.name) ? error.name : "Error";
}

function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== "string") return [];
  // Chrome begins with the message, of which a line may look like a frame.
  const { stack, message } = error;
  const begin = /^\w+: /.exec(stack)?.[0].length;
  const quotes = begin !== undefined && stack.startsWith(message, begin);
  const lines = (quotes ? stack.slice(begin + message.length) : stack).split("\n");
  return lines.flatMap(frameIn).slice(0, mostFrames);
}

function frameIn(line: string): string[] {
  if (line.length > 500) return [];
  for (const form of frames) {
    const [, name, row, column] = form.exec(line) ?? [];
    if (row !== undefined) return [`at ${name?.slice(0, longestName) || "(nameless)"} ${row}:${column}`];
  }
  return [];
}
