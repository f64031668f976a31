// A plot of the rows: how far each is from its target.

import { resultText, targetText } from "./format.js";
import { verdictOf, type FailedRow, type Row } from "./row.js";

const width = 960;
const rowHeight = 46;
const left = 20;
/** Where the bars begin, where the line of the targets is, and where a longer bar ends. */
const bars = { from: 20, target: 380, to: 740 };

const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .head { font-weight: 600 }
  .value { fill: #57606a }
  .met { fill: #2da44e } .missed { fill: #d4730c } .spread { stroke: #24292f; stroke-width: 1.5; opacity: .55 }
  .target { stroke: #24292f; stroke-width: 1.5; stroke-dasharray: 4 3 }
  .paper { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .value { fill: #9da7b1 }
    .spread, .target { stroke: #e6edf3 } .paper { fill: #0d1117 }
    .met { fill: #3fb950 } .missed { fill: #e3872d }
  }`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The place of a value on the axis of a row, on which its target is where all targets are. */
export function place(value: number, target: number): number {
  const at = bars.from + (bars.target - bars.from) * (value / target);
  return Math.round(Math.max(bars.from, Math.min(at, bars.to)) * 10) / 10;
}

function bar(row: Row, target: number, y: number): string {
  const { median, lower, upper } = row.result;
  const end = place(median, target);
  const cut = end === bars.to;
  const parts = [
    `<text x="${left}" y="${y}">${escaped(`${row.what}, beside ${row.beside}`)}</text>`,
    `<rect class="${verdictOf(row)}" x="${bars.from}" y="${y + 7}" width="${Math.max(end - bars.from, 1)}" height="14" rx="2"/>`,
  ];
  if (cut) {
    // A notch says that the bar goes on.
    parts.push(`<path class="paper" d="M${end - 26} ${y + 7}l6 0l-8 14l-6 0z"/>`);
  } else if (row.pairs > 1) {
    parts.push(
      `<path class="spread" d="M${place(lower, target)} ${y + 14}H${place(upper, target)}M${place(lower, target)} ${y + 10}v8M${place(upper, target)} ${y + 10}v8"/>`,
    );
  }
  parts.push(
    `<text class="value" x="${bars.to + 14}" y="${y + 18}">${escaped(`${resultText(row)} (${targetText(row)})`)}</text>`,
  );
  return parts.join("\n");
}

function panel(title: string, rows: readonly Row[], top: number): { svg: string; bottom: number } {
  const parts = [`<text class="head" x="${left}" y="${top}">${escaped(title)}</text>`];
  const first = top + 30;
  rows.forEach((row, i) => parts.push(bar(row, row.target!, first + i * rowHeight)));
  const bottom = first + rows.length * rowHeight;
  rows.forEach((_, i) => {
    const y = first + i * rowHeight;
    parts.push(`<path class="target" d="M${bars.target} ${y + 4}v20"/>`);
  });
  return { svg: parts.join("\n"), bottom };
}

/** The plot as SVG. Rows without a target are not in it. */
export function chartOf(all: readonly (Row | FailedRow)[]): string {
  const rows = all.filter((row): row is Row => !("failure" in row) && row.target !== undefined);
  const most = panel(
    "At most the target: a bar that ends before the line has met it",
    rows.filter(({ compare }) => compare !== "timesFaster"),
    30,
  );
  const least = panel(
    "At least the target: a bar that passes the line has met it",
    rows.filter(({ compare }) => compare === "timesFaster"),
    most.bottom + 24,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${least.bottom}" width="${width}" height="${least.bottom}" role="img" aria-label="Each row against its target">
<style>${style}
</style>
<rect class="paper" width="100%" height="100%"/>
${most.svg}
${least.svg}
</svg>
`;
}
