// Where notices stand: over the page, and inside of whatever dialog is above all.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { render, type ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { act } from "preact/test-utils";

const { useModal } = await import("../ui/modal.ts");
const { noticesAbove } = await import("../ui/notice-place.ts");
const { NoticeLayer, say, warn } = await import("../ui/notices.tsx");

function Dialog({ id, children }: { id: string; children?: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    <dialog id={id} ref={dialog}>
      {children}
    </dialog>
  );
}

/** The page with dialogs open, the last of them above the others. */
async function pageWith(...dialogs: string[]): Promise<void> {
  const view = (
    <>
      {dialogs.map((id) => (
        <Dialog key={id} id={id} />
      ))}
      <NoticeLayer />
    </>
  );
  await act(() => render(view, document.body));
}

/** What the notices stand in, and what they say. */
function notices(): [place: string, said: string] {
  const [place] = document.querySelectorAll(".notices");
  return [place?.parentElement?.id ?? "", place?.textContent ?? ""];
}

describe("a notice", () => {
  beforeEach(() => {
    document.body.id = "page";
  });
  afterEach(async () => {
    await act(() => warn(""));
    await act(() => render(null, document.body));
  });

  it("stands over the page", async () => {
    await pageWith();
    await act(() => warn("full"));
    assert.deepEqual(notices(), ["page", "full"]);
  });

  it("stands above what is at the bottom of the page, as long as that is there", async () => {
    await pageWith();
    const above = () => document.querySelector<HTMLElement>(".notices")!.style.getPropertyValue("--notices-above");
    const stand = (height: number | undefined) => act(() => void (noticesAbove.value = height));
    await stand(64);
    const withField = above();
    await stand(undefined);
    assert.deepEqual([withField, above()], ["64px", ""]);
  });

  it("stands in the dialog that is open, and in the one above it", async () => {
    await pageWith("settings");
    await act(() => warn("full"));
    assert.deepEqual(notices(), ["settings", "full"]);
    await pageWith("settings", "question");
    assert.deepEqual(notices(), ["question", "full"]);
  });

  it("is still there when the dialog goes in which it stood", async () => {
    await pageWith("settings", "question");
    await act(() => warn("full"));
    await pageWith("settings");
    assert.deepEqual(notices(), ["settings", "full"]);
    await pageWith();
    assert.deepEqual(notices(), ["page", "full"]);
  });

  it("takes no other away that was not read yet", async () => {
    await pageWith();
    await act(() => warn("full"));
    await act(() => warn("emptied"));
    await act(() => warn("full"));
    assert.deepEqual(notices(), ["page", "emptiedfull"]);
    await act(() => document.querySelector<HTMLElement>(".notice button")!.click());
    assert.deepEqual(notices(), ["page", "full"]);
  });

  it("is read aloud: the place that says it is there before it", async () => {
    await pageWith("settings");
    const place = document.querySelector("#settings [role=status]");
    await act(() => say("done"));
    assert.equal(place?.textContent, "done");
  });

  it("goes with the page", async () => {
    await pageWith("settings");
    await act(() => render(null, document.body));
    assert.equal(document.querySelector(".notices"), null);
  });
});
