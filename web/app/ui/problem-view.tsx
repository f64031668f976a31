import type { ComponentChildren } from "preact";
import type { Problem } from "../model/problem.ts";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { AccessButton } from "./access-button.tsx";
import { checkOffer } from "./check-offer.ts";
import { CopyDetails } from "./copy-details.tsx";
import { Icon } from "./icon.tsx";
import { OutsideLink } from "./outside-link.tsx";
import { textToCopy } from "./problem-text.ts";

/** What went wrong: in words, what to do about it, and the facts to hand on. */
export function ProblemFacts({ problem }: { problem: Problem }) {
  const { problems, hints, codeIs, gatewaySays, detail, limitPage, identify, checkGateway } = text.value;
  const hint = hints[problem.kind];
  const check = checkOffer.value;
  const says = cleanName(problem.says, 200);
  const pageLabel = problem.kind === "notAccepted" ? identify : limitPage;
  return (
    <div class="problem-facts">
      <p>
        <strong>{problems[problem.kind]}</strong>
        {problem.code && <span class="code"> {codeIs(problem.code)}</span>}
      </p>
      {says && (
        <p>
          {gatewaySays}: <bdi>{says}</bdi>
        </p>
      )}
      {hint && <p class="soft">{hint}</p>}
      {problem.kind === "withheld" && <AccessButton />}
      {problem.page && (
        <p>
          <OutsideLink address={problem.page}>{pageLabel}</OutsideLink>
        </p>
      )}
      <details class="detail">
        <summary>{detail}</summary>
        <pre lang="en" tabIndex={0}>
          {textToCopy(problem)}
        </pre>
        <div class="buttons">
          <CopyDetails problem={problem} />
          {check && (
            <button type="button" class="button small" onClick={check}>
              {checkGateway}
            </button>
          )}
        </div>
      </details>
    </div>
  );
}

/** A place that could not be filled, and the way on. */
export function ProblemPanel({ problem, children }: { problem: Problem; children: ComponentChildren }) {
  return (
    <div class="panel-problem" role="alert">
      <Icon name="warning" />
      <ProblemFacts problem={problem} />
      <div class="buttons">{children}</div>
    </div>
  );
}
