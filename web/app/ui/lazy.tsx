import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { text } from "../words/words.ts";
import { Icon } from "./icon.tsx";
import type { LazyPart } from "./lazy-part.ts";
import { OverEverything } from "./over-everything.tsx";

/** A part that something waits for. */
interface Wanted {
  part: Pick<LazyPart<unknown>, "state">;
  tryAgain: () => void;
}

const wanted = signal<Wanted | undefined>(undefined);

/**
 * Uses a part, and loads it before where it is not there yet. While that lasts, and when it fails, {@link LazyLayer} says
 * so. What is wanted last counts: what was wanted before and has not come by then is not used.
 */
export function whenLoaded<Module>(part: LazyPart<Module>, use: (module: Module) => void): void {
  const here = part.module.peek();
  if (here) {
    wanted.value = undefined;
    use(here);
    return;
  }
  const before = document.activeElement;
  const want = () => {
    const mine: Wanted = { part, tryAgain };
    wanted.value = mine;
    void part.load().then((module) => {
      if (wanted.peek() !== mine || !module) return;
      wanted.value = undefined;
      use(module);
    });
  };
  // The button that tries again goes with the notice.
  const tryAgain = () => {
    if (before instanceof HTMLElement) before.focus();
    want();
  };
  want();
}

/** The place where it is said that a part of {@link whenLoaded} is on its way, or did not come. */
export function LazyLayer() {
  const now = wanted.value;
  const state = now?.part.state.value;
  return (
    <OverEverything>
      <div role="status">
        {state?.state === "loading" && <p class="notice lazy-loading">{text.value.partLoading}</p>}
      </div>
      <div role="alert">
        {now && state?.state === "failed" && (
          <div class="notice bad lazy-notice">
            <NotLoaded times={state.times} tryAgain={now.tryAgain} />
            <button
              type="button"
              class="round"
              aria-label={text.value.close}
              onClick={() => (wanted.value = undefined)}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </div>
    </OverEverything>
  );
}

/** A part in its place, which is loaded when this is shown. */
export function Lazy<Module>({
  part,
  children,
}: {
  part: LazyPart<Module>;
  children: (module: Module) => ComponentChildren;
}) {
  useEffect(() => void part.load(), [part]);
  const now = part.state.value;
  if (now.state === "here") return <>{children(now.module)}</>;
  if (now.state === "failed") {
    return (
      <div role="alert">
        <NotLoaded times={now.times} tryAgain={() => void part.load()} />
      </div>
    );
  }
  return (
    <p class="soft lazy-loading" role="status">
      {text.value.partLoading}
    </p>
  );
}

function NotLoaded({ times, tryAgain }: { times: number; tryAgain: () => void }) {
  const { partFailed, partFailedAgain, again, reloadPage } = text.value;
  return (
    <div class="not-loaded">
      <p>{times > 1 ? partFailedAgain : partFailed}</p>
      <div class="buttons">
        <button type="button" class="button small" onClick={tryAgain}>
          {again}
        </button>
        {times > 1 && (
          <button type="button" class="button small" onClick={() => location.reload()}>
            {reloadPage}
          </button>
        )}
      </div>
    </div>
  );
}
