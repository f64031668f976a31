import { load, loading, type LoadFailure } from "../module.ts";
import { text } from "../words/words.ts";
import { kilobytes } from "./measures.ts";

/** Says how far the module is while it loads, and why when it cannot be. */
export function ModuleStatus() {
  const now = loading.value;
  if (now.state === "loading") {
    const label = text.value.loadingModule(kilobytes(now.bytes), kilobytes(now.total));
    return (
      <div class="loading">
        <progress max={now.total} value={now.bytes} aria-label={label} />
        <span>{label}</span>
      </div>
    );
  }
  if (now.state === "ready") return null;
  return (
    <div class="load-failed" role="alert">
      <h2>{text.value.loadFailed}</h2>
      <p>{explain(now.failure)}</p>
      {now.failure.reason !== "unsupported" && (
        <button type="button" onClick={() => void load()}>
          {text.value.again}
        </button>
      )}
    </div>
  );
}

function explain(failure: LoadFailure): string {
  switch (failure.reason) {
    case "unsupported":
      return text.value.unsupported;
    case "unreachable":
      return text.value.unreachable(failure.file);
    case "status":
      return text.value.badStatus(failure.file, failure.status);
    case "notModule":
      return text.value.notModule(failure.file, failure.contentType);
    case "broken":
      return text.value.broken(failure.message);
  }
}
