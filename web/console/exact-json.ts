// JSON text in which no digit is lost: JSON.parse makes a double of every number.

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mark = "\u0000integer ";

/** Parses JSON; an integer that a double does not hold exactly becomes a bigint. Throws a SyntaxError, as JSON.parse does. */
export function parseExact(text: string): unknown {
  JSON.parse(text); // so that an error names a place in the text as it was given
  const marked = text.replace(tokens, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? JSON.stringify(mark + token) : token,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** Writes JSON text over several lines without reading its numbers. Text that is no JSON comes back as it is. */
export function indentExact(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  const line = () => "\n" + "  ".repeat(depth);
  const pieces = text.match(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[^\s"[\]{}:,]+|[[\]{}:,]/g) ?? [];
  return pieces
    .map((piece) => {
      switch (piece) {
        case "{":
        case "[":
          depth++;
          return piece + line();
        case "}":
        case "]":
          depth--;
          return line() + piece;
        case ",":
          return piece + line();
        case ":":
          return ": ";
        default:
          return /^[[{]/.test(piece) ? piece.replace(/\s/g, "") : piece;
      }
    })
    .join("");
}
