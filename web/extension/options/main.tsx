import { signal } from "@preact/signals";
import { render } from "preact";
import "../../common/theme.css";
import "./options.css";
import { changeSettings, intervals, onSettings, readSettings, type Settings } from "../settings.ts";
import { say } from "../words.ts";

const settings = signal(await readSettings());
onSettings(() => void readSettings().then((changed) => (settings.value = changed)));

function Options() {
  const { minutes, notify, content } = settings.value;
  return (
    <main class="options">
      <h1>{say("settings")}</h1>
      <label>
        {say("lookFor")}
        <select
          value={String(minutes)}
          onChange={({ currentTarget }) => change({ minutes: Number(currentTarget.value) as Settings["minutes"] })}
        >
          {intervals.map((interval) => (
            <option key={interval} value={String(interval)}>
              {intervalLabel(interval)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={notify}
          onChange={({ currentTarget }) => change({ notify: currentTarget.checked })}
        />
        {say("notify")}
      </label>
      <label>
        <input
          type="checkbox"
          checked={content}
          disabled={!notify}
          aria-describedby="content-note"
          onChange={({ currentTarget }) => change({ content: currentTarget.checked })}
        />
        {say("notifyContent")}
      </label>
      <p id="content-note" class="soft">
        {say("notifyContentNote")}
      </p>
      <p>
        <a href="inbox.html#check" target="_blank">
          {say("checkGateway")}
        </a>
      </p>
    </main>
  );
}

function intervalLabel(minutes: Settings["minutes"]): string {
  if (minutes === 0) return say("never");
  return minutes === 1 ? say("everyMinute") : say("everyMinutes", String(minutes));
}

function change(changed: Partial<Settings>): void {
  void changeSettings(changed);
}

document.title = say("settings");
render(<Options />, document.getElementById("options")!);
