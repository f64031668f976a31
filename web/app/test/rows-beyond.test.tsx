// How many rows are drawn beyond what is in view: none at first, so that what is in view is there sooner.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";
import { useRowsBeyond } from "../ui/rows-beyond.ts";

it("the rows beyond the edges are none until those in view are painted, and again when others are chosen", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, { requestAnimationFrame: (run: () => void) => setTimeout(run) });
  let beyond = 0;
  function Rows({ choice }: { choice: string }) {
    beyond = useRowsBeyond(10, choice);
    return null;
  }
  const drawn = async (choice: string) => {
    await act(() => render(<Rows choice={choice} />, document.body));
    return beyond;
  };
  const painted = async () => {
    await act(async () => t.mock.timers.tick(1000));
    return beyond;
  };
  assert.deepEqual([await drawn("all"), await painted(), await drawn("unread"), await painted()], [0, 10, 0, 10]);
});
