import { curlOf } from "../curl.ts";
import { indentExact } from "../exact-json.ts";
import type { Run } from "../run.ts";
import { keyPlaceholder } from "../traffic.ts";
import { text } from "../words/words.ts";
import { Copy } from "./copy.tsx";
import { kilobytes, milliseconds } from "./measures.ts";

/** The requests of a run as they left the page. */
export function RequestView({ run }: { run: Run }) {
  if (run.requests.length === 0) return <p class="waiting">{text.value.nothingSent}</p>;
  return (
    <>
      <p class="note">
        {text.value.keyMasked} {text.value.curlNote(keyPlaceholder)}
      </p>
      <ol class="requests">
        {run.requests.map((request, i) => {
          const event = run.events[i];
          return (
            <li key={i}>
              <h3>{event ? text.value.attempt(event.call, event.attempt) : "…"}</h3>
              <p class="mono line">
                {request.method} {request.url}
              </p>
              {event && (
                <p class="facts">
                  {event.status > 0 && <span>HTTP {event.status}</span>}
                  <span>{milliseconds(event.ms)}</span>
                  <span>↑ {kilobytes(event.bytesOut)}</span>
                  <span>↓ {kilobytes(event.bytesIn)}</span>
                  <span>code {event.code}</span>
                </p>
              )}
              <pre class="json" tabIndex={0} aria-label={`${text.value.request} ${i + 1}`}>
                {request.headers.map(([name, value]) => `${name}: ${value}\n`).join("")}
                {"\n"}
                {indentExact(request.body)}
              </pre>
              <div class="request-copies">
                <Copy what={() => indentExact(request.body)} name={`${text.value.request} ${i + 1}`} />
                <Copy
                  what={() => curlOf(request)}
                  name={`${text.value.request} ${i + 1}`}
                  label={text.value.copyCurl}
                />
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
