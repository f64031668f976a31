import type { App } from "./app.ts";
import { text } from "../words/words.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";

/** Says how far the module is while it loads, and why when it cannot be. */
export function ModuleStatus({ app, alone = false }: { app: App; alone?: boolean }) {
  const now = app.module.state.value;
  const { loadingModule, loadingModuleOf, loadingNote, moduleFailed, moduleFailedHint, again } = text.value;
  if (now.state === "ready") return null;
  const label =
    now.state === "loading" && now.read > 0 ? loadingModuleOf(size(now.read), size(now.total)) : loadingModule;
  const view =
    now.state === "loading" ? (
      <div class="module-loading">
        <progress max={now.total || 1} value={now.read} aria-label={label} />
        <p>{label}</p>
        <p class="soft">{loadingNote}</p>
      </div>
    ) : (
      <div class="module-failed">
        <h2>{moduleFailed}</h2>
        <p>{moduleFailedHint}</p>
        <ProblemPanel problem={now.problem}>
          <AskingButton class="button primary" press={() => app.restart()}>
            {again}
          </AskingButton>
        </ProblemPanel>
      </div>
    );
  return alone ? <main class="alone">{view}</main> : view;
}

function size(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
