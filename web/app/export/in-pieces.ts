/**
 * The least length of a piece in characters. Each that is written costs what some hundred messages do; while one is made
 * the page does nothing else.
 */
const pieceLength = 128 * 1024;

/** The same text in pieces that are not short. */
export async function* inPieces(parts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let piece = "";
  for await (const part of parts) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
