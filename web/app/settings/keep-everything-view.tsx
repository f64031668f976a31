import type { Session } from "../../sdk/src/index.ts";
import type { KeepEverything, KeepState } from "../archive/keep-everything.ts";
import { Name } from "../ui/name.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { shortName } from "../words/names.ts";
import { numbers } from "../words/numbers.ts";
import { text } from "../words/words.ts";
import { timeLeftText } from "./time-left.ts";

/** So many conversations that were left alone are named. */
const named = 20;

/** The job that keeps everything: how far it is, and what can be done with it. */
export function KeepEverythingView({ job }: { job: KeepEverything }) {
  const words = text.value;
  const now = job.state.value;
  return (
    <div class="keeping-part">
      <h4>{words.keepEverything}</h4>
      <p class="soft">{words.keepEverythingHint}</p>
      {now.state !== "idle" && <Progress job={job} />}
      {now.state !== "idle" && <p role="status">{saidOf(now, job.progress.value.skippedUnread.length > 0)}</p>}
      {now.state === "failed" && <ProblemFacts problem={now.problem} />}
      <LeftAlone conversations={job.progress.value.skippedUnread} />
      <JobButton job={job} />
    </div>
  );
}

function saidOf(now: KeepState, leftAlone: boolean): string {
  const { keepStates, keepPausedBy, keepDoneButUnread } = text.value;
  if (now.state === "paused") return keepPausedBy[now.by];
  if (now.state === "done" && leftAlone) return keepDoneButUnread;
  return now.state === "idle" ? "" : keepStates[now.state];
}

function Progress({ job }: { job: KeepEverything }) {
  const words = text.value;
  const { conversations, done, messages, timeLeft } = job.progress.value;
  const { format } = numbers();
  const said = words.keepProgressOf(format(done), format(conversations), format(messages));
  const isRunning = job.state.value.state === "running";
  return (
    <>
      <progress aria-label={words.keepProgress} value={done} max={Math.max(1, conversations)} />
      <p>
        {said}
        {isRunning && timeLeft !== undefined && ` ${words.keepTimeLeft(timeLeftText(timeLeft, words))}`}
      </p>
    </>
  );
}

function LeftAlone({ conversations }: { conversations: readonly Session[] }) {
  if (conversations.length === 0) return null;
  const { keepUnread } = text.value;
  const { format } = numbers();
  return (
    <div class="keeping-unread soft">
      <p>{keepUnread(format(conversations.length))}</p>
      <ul>
        {conversations.slice(0, named).map((one) => (
          <li key={one.sessionId}>
            <Name>{shortName(one, text.value)}</Name>
          </li>
        ))}
        {conversations.length > named && <li>…</li>}
      </ul>
    </div>
  );
}

function JobButton({ job }: { job: KeepEverything }) {
  const { keepStart, keepPause, keepGoOn, keepAgain } = text.value;
  const now = job.state.value;
  const byUser = now.state === "paused" && now.by === "user";
  const works = now.state === "running" || (now.state === "paused" && !byUser);
  const labels = { idle: keepStart, paused: keepGoOn, failed: keepGoOn, notKept: keepGoOn, done: keepAgain };
  return (
    <div class="buttons">
      {works ? (
        <button type="button" class="button small" onClick={() => void job.pause()}>
          {keepPause}
        </button>
      ) : (
        <button type="button" class="button small" onClick={() => void job.start()}>
          {labels[now.state as keyof typeof labels]}
        </button>
      )}
    </div>
  );
}
