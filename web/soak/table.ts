// How a soak is told.

import { rowsOf, type Row, type Side, type Unit } from "./figure.js";

/** A figure as it is read: bytes in megabytes with two digits, and numbers with separators between thousands. */
export function figureText(figure: number, unit: Unit): string {
  return unit === "bytes" ? `${(figure / 1e6).toFixed(2)} MB` : figure.toLocaleString("en");
}

const verdictText = ({ flat }: Row) => (flat === undefined ? "grows by design" : flat ? "flat" : "GREW");

/** A soak as a table in Markdown. */
export function tableOf(sides: readonly Side[]): string {
  const minutes = sides[0]?.marks.map(({ minute }) => `minute ${Number(minute.toFixed(2))}`) ?? [];
  const head = ["", ...minutes, "last / first", ""];
  const lines = [head, ["---", ...minutes.map(() => "---:"), "---:", "---"]];
  for (const side of sides) {
    for (const row of rowsOf(side)) {
      const figures = row.figures.map((figure) => figureText(figure, row.unit));
      lines.push([`${side.what}: ${row.what}`, ...figures, row.ratio.toFixed(2), verdictText(row)]);
    }
  }
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The rows that should have been flat and were not, in words. */
export function growthOf(sides: readonly Side[]): string[] {
  return sides.flatMap((side) =>
    rowsOf(side)
      .filter(({ flat }) => flat === false)
      .map((row) => {
        const figures = row.figures.map((figure) => figureText(figure, row.unit));
        return `${side.what}: ${row.what} grew: ${figures.join(", ")}`;
      }),
  );
}
