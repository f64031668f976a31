import { Setting } from "../../app/settings/setting.tsx";
import { CheckBox } from "../../app/ui/check-box.tsx";
import { changeSettings, intervals, type Settings } from "../settings.ts";
import { say } from "../words.ts";
import { settingsInForce } from "./settings-in-force.ts";

/** What the extension does while no page of it is open, as far as the browser lets it: a section of the settings. */
export function BackgroundSection() {
  const settings = settingsInForce.value;
  if (!settings || !chrome.alarms) return null;
  return (
    <section>
      <h3>{say("background")}</h3>
      <Interval minutes={settings.minutes} />
      {chrome.notifications && <Notifications settings={settings} />}
    </section>
  );
}

const change = (changed: Partial<Settings>) => void changeSettings(changed);

function Interval({ minutes }: Pick<Settings, "minutes">) {
  return (
    <Setting label={say("lookFor")}>
      <select
        aria-label={say("lookFor")}
        value={String(minutes)}
        onChange={({ currentTarget }) => change({ minutes: Number(currentTarget.value) as Settings["minutes"] })}
      >
        {intervals.map((interval) => (
          <option key={interval} value={String(interval)}>
            {intervalLabel(interval)}
          </option>
        ))}
      </select>
    </Setting>
  );
}

function Notifications({ settings: { notify, content } }: { settings: Settings }) {
  return (
    <>
      <CheckBox
        id="notify"
        label={say("notify")}
        hint={say("notifyNote")}
        checked={notify}
        change={(box) => change({ notify: box.checked })}
      />
      <CheckBox
        id="notify-content"
        label={say("notifyContent")}
        hint={say("notifyContentNote")}
        checked={content}
        disabled={!notify}
        change={(box) => change({ content: box.checked })}
      />
    </>
  );
}

function intervalLabel(minutes: Settings["minutes"]): string {
  if (minutes === 0) return say("never");
  return minutes === 1 ? say("everyMinute") : say("everyMinutes", String(minutes));
}
