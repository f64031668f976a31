import { parseAddress } from "../../common/web-address.ts";
import { saidIn, type Failure } from "../run.ts";
import { text } from "../words/words.ts";
import { JsonTree } from "./json-tree.tsx";

/** Why a call failed, in one line: what the gateway says, or else what the name of the error means. */
export function reasonOf(failure: Failure): string {
  return saidIn(failure) || text.value.explanations[failure.name] || failure.name;
}

/** What went wrong, in words and in the error's own fields. */
export function FailureView({ failure }: { failure: Failure }) {
  const { facts, yes, no, milliseconds } = text.value;
  const explanation = text.value.explanations[failure.name];
  const reason = reasonOf(failure);
  const rows: [string, string][] = [];
  const add = (label: string, value: unknown) => {
    if (value !== undefined && value !== "" && value !== null) rows.push([label, String(value)]);
  };
  add(facts.code, failure.code);
  add(facts.status, failure.status);
  add(facts.path, failure.path);
  add(facts.argument, failure.argument);
  add(facts.retryable, failure.retryable === undefined ? undefined : failure.retryable ? yes : no);
  add(facts.retryAfter, failure.retryAfter && milliseconds(failure.retryAfter));
  add(facts.maybeSent, failure.maybeSent ? yes : undefined);
  return (
    <div class="failure">
      <h3>
        <bdi>{reason}</bdi>
      </h3>
      <p>
        <code class="error-name">{failure.name}</code> {explanation !== reason && explanation}
      </p>
      <p class="message" lang="en">
        <bdi>{failure.message}</bdi>
      </p>
      {rows.length > 0 && (
        <dl>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {failure.feedbackURL && <Feedback url={failure.feedbackURL} />}
      {failure.data !== undefined && <JsonTree value={failure.data} depth={1} />}
    </div>
  );
}

/** The address as the gateway sent it; it is opened by the user alone, and only when it is a web page. */
function Feedback({ url }: { url: string }) {
  const address = webAddress(url);
  return (
    <div class="feedback">
      <h4>{text.value.facts.feedbackURL}</h4>
      <p class="mono">
        <bdi>{url}</bdi>
      </p>
      {address && (
        <a class="button" href={address.href} target="_blank" rel="noopener noreferrer">
          {text.value.open(address.host)}
        </a>
      )}
    </div>
  );
}

function webAddress(text: string): URL | undefined {
  const address = parseAddress(text);
  return address && /^https?:$/.test(address.protocol) ? address : undefined;
}
