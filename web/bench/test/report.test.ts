import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chartOf, place } from "../chart.js";
import { digits, resultText, spreadText, targetText } from "../format.js";
import { plan } from "../plan.js";
import { reportOf, tableForTerminal, waitsForTerminal } from "../report.js";
import { rowOf, verdictOf, type RowSubject } from "../row.js";
import { waitOf } from "../wait.js";
import { readBenchmarks } from "../rows/native.js";

const subject: RowSubject = {
  id: "x",
  what: "reading <it>",
  beside: "a floor",
  unit: "ms",
  compare: "times",
  target: 2,
};
const slow = rowOf(subject, { ours: [5, 6, 7], beside: [2, 2, 2] });
const faster = rowOf({ ...subject, compare: "timesFaster", target: 15 }, { ours: [1], beside: [200] });
const onTop = rowOf({ ...subject, compare: "onTop", unit: "µs", target: 60 }, { ours: [61.5], beside: [10] });
const failed = { ...subject, id: "y", failure: "no browser" };

describe("a row", () => {
  it("has met its target when it is below, or above where it is to be faster", () => {
    assert.equal(verdictOf(slow), "missed");
    assert.equal(verdictOf(faster), "met");
    assert.equal(verdictOf(onTop), "met");
    assert.equal(verdictOf({ ...faster, target: 201 }), "missed");
    assert.equal(verdictOf({ ...slow, target: 3 }), "met", "the target itself is enough");
  });

  it("says what it came to", () => {
    assert.equal(resultText(slow), "3.00 times");
    assert.equal(spreadText(slow), "2.75 to 3.25");
    assert.equal(targetText(slow), "≤ 2.00");
    assert.equal(resultText(faster), "200.0 times as fast");
    assert.equal(spreadText(faster), "", "one pair has no spread");
    assert.equal(targetText(faster), "≥ 15.0");
    assert.equal(resultText(onTop), "51.5 µs on top");
  });
});

it("digits keeps three that say something", () => {
  assert.deepEqual([0, 7, 1.234, 12.34, 123.4, 1234567, 0.01234].map(digits), [
    "0",
    "7",
    "1.23",
    "12.3",
    "123",
    "1,234,567",
    "0.0123",
  ]);
});

describe("the report", () => {
  const rows = [slow, faster, failed];

  it("hides no row", () => {
    const markdown = reportOf({ plan, machine: "some machine", rows, waits: [] });
    for (const text of ["missed", "met", "FAILED", "not measured"]) assert.ok(markdown.includes(text), text);
    const terminal = tableForTerminal(rows);
    for (const text of ["missed", "met", "FAILED", "not measured"]) assert.ok(terminal.includes(text), text);
  });

  it("hides nothing that is waited for", () => {
    const waits = [
      waitOf({ id: "a", what: "a list" }, [30, 10, 20]),
      { id: "b", what: "a badge", failure: "no browser" },
    ];
    const markdown = reportOf({ plan, machine: "", rows: [], waits });
    assert.ok(markdown.includes("| a list | 20 ms | 15 to 25 | 3 |  |  |"));
    assert.ok(markdown.includes("| a badge | not measured |  |  |  | FAILED |"));
    assert.equal(waitsForTerminal(waits), "           20 ms  a list (15 to 25)\n    not measured  a badge\n");
  });

  it("says of what is waited for whether it is short enough", () => {
    const waits = [
      waitOf({ id: "a", what: "a page", goal: 20 }, [20]),
      waitOf({ id: "b", what: "a task", goal: 16 }, [17]),
      waitOf({ id: "c", what: "an archive", unit: "bytes", goal: 2000 }, [1500]),
    ];
    const markdown = reportOf({ plan, machine: "", rows: [], waits });
    assert.ok(markdown.includes("| a page | 20 ms |  | 1 | ≤ 20 ms | met |"), "the goal itself is enough");
    assert.ok(markdown.includes("| a task | 17 ms |  | 1 | ≤ 16 ms | missed |"));
    assert.ok(markdown.includes("| an archive | 1,500 bytes |  | 1 | ≤ 2,000 bytes | met |"));
    assert.ok(waitsForTerminal(waits).includes("17 ms  a task, ≤ 16 ms: missed"));
  });

  it("puts packages that cost little together", () => {
    const sizes = { raw: 10, gzip: 5, brotli: 4 };
    const share = (name: string, module: number) => ({ name, module, empty: 0, brotli: module / 10, emptyBrotli: 0 });
    const packages = [share("large", 5000), share("small", 300), share("tiny", 20)];
    const markdown = reportOf({
      plan,
      machine: "",
      rows: [],
      waits: [],
      size: { module: sizes, empty: sizes, budget: 1.4, packages },
    });
    assert.match(markdown, /\| large \| 5,000 \| 0 \| 5,000 \| 500 \|/);
    assert.match(markdown, /\| all others \| 320 \| 0 \| 320 \| 32 \|/);
    assert.ok(!markdown.includes("tiny"));
  });
});

describe("the plot", () => {
  it("puts all targets on one line", () => {
    assert.equal(place(2, 2), place(60, 60));
    assert.ok(place(1, 2) < place(2, 2));
    assert.equal(place(1e9, 2), place(1e6, 2), "a bar ends at the border");
  });

  it("is well-formed, with what was measured", () => {
    const svg = chartOf([slow, faster, failed]);
    assert.ok(svg.includes("reading &lt;it>") || svg.includes("reading &lt;it&gt;"));
    assert.ok(svg.includes("200.0 times as fast (≥ 15.0)"));
    assert.ok(!svg.includes("NaN") && !svg.includes("undefined"));
  });
});

it("reads what go test prints", () => {
  const output = `goos: linux
BenchmarkPage/side=core-2         \t    1711\t    146701 ns/op\t 251.01 MB/s\t  156483 B/op\t     569 allocs/op
BenchmarkPage/side=json  \t     621\t    3936.5 ns/op\t  93.54 MB/s\t   50320 B/op\t     570 allocs/op
PASS
`;
  const lines = readBenchmarks(output);
  assert.deepEqual(
    lines.map(({ benchmark, side, metrics }) => [benchmark, side, metrics["ns/op"], metrics["allocs/op"]]),
    [
      ["Page", "core", 146701, 569],
      ["Page", "json", 3936.5, 570],
    ],
  );
});
