import { newestEmoji } from "./emoji.ts";

let known: number | undefined;

/**
 * The newest version of emoji that the system has. Where the page cannot see what is painted, as with protection against
 * fingerprints, all are taken to be there.
 */
export function emojiVersion(): number {
  return (known ??= newestEmoji(paintsInColour));
}

/** The fonts of style/emoji.css. */
const fonts = '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';

/** A side of the square that is painted, in pixels. */
const side = 24;

// What is there has its own colours, whatever the colour of the text is; a box in its place has the text's.
function paintsInColour(emoji: string): boolean {
  const [black, white] = ["#000", "#fff"].map((colour) => painted(emoji, colour));
  if (!black || !white) return true;
  return black.some((value) => value !== 0) && black.every((value, i) => value === white[i]);
}

function painted(text: string, colour: string): Uint8ClampedArray | undefined {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.textBaseline = "top";
  context.font = `${side * 0.7}px ${fonts}`;
  context.fillStyle = colour;
  context.fillText(text, 0, 0);
  return context.getImageData(0, 0, side, side).data;
}
