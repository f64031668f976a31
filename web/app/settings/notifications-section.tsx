import { useState } from "preact/hooks";
import { CheckBox } from "../ui/check-box.tsx";
import { askToNotify, notifyPermission } from "../ui/page-notifications.ts";
import { notify, notifyContent } from "../ui/preferences.ts";
import { text } from "../words/words.ts";

/** Whether new messages are announced, in the settings. The browser is asked for its leave in the click that wants it. */
export function NotificationsSection() {
  const words = text.value;
  const [permission, setPermission] = useState(notifyPermission());
  const [asking, setAsking] = useState(false);
  const on = notify.value === "on" && permission === "granted";
  const choose = async (wanted: boolean) => {
    if (!wanted) return void (notify.value = "off");
    setAsking(true);
    const given = await askToNotify().catch(notifyPermission);
    setAsking(false);
    setPermission(given);
    notify.value = given === "granted" ? "on" : "off";
  };
  return (
    <section>
      <h3>{words.notifications}</h3>
      <CheckBox
        id="notify"
        label={words.notify}
        hint={words.notifyNote}
        checked={on}
        disabled={permission === "missing"}
        change={(box) => {
          const wanted = box.checked;
          box.checked = on; // it is so once the browser allows it
          void choose(wanted);
        }}
      />
      <div role="status">
        {asking && <p class="soft">{words.notifyAsk}</p>}
        {permission === "denied" && <p class="soft">{words.notifyDenied}</p>}
        {permission === "missing" && <p class="soft">{words.notifyMissing}</p>}
      </div>
      <CheckBox
        id="notify-content"
        label={words.notifyContent}
        hint={words.notifyContentNote}
        checked={notifyContent.value === "on"}
        disabled={!on}
        change={({ checked }) => (notifyContent.value = checked ? "on" : "off")}
      />
    </section>
  );
}
