// Notifications that the browser shows for a page.

/** A notification. */
export interface PageNotification {
  /** Tells it from others: the next one with the same tag takes its place. */
  tag: string;
  title: string;
  body: string;
  /** Called when the user chooses it, which brings the page to the front. */
  chosen: () => void;
}

/** Where notifications are shown. */
export interface NotificationPlace {
  /** Shows one. False when the browser does not do it. */
  show(notification: PageNotification): boolean;
  /** Takes one back. */
  close(tag: string): void;
}

/** Whether a page may notify: "missing" where there is no such thing. */
export type NotifyPermission = NotificationPermission | "missing";

// Safari on a phone has none in its tabs.
const notificationOf = () => (globalThis as { Notification?: typeof Notification }).Notification;

/** Whether this page may notify. */
export function notifyPermission(): NotifyPermission {
  return notificationOf()?.permission ?? "missing";
}

/** Asks the user whether this page may notify. To be called in a click. */
export async function askToNotify(): Promise<NotifyPermission> {
  const permission = notifyPermission();
  return permission === "default" ? (notificationOf()?.requestPermission() ?? permission) : permission;
}

/** The browser's own notifications. They go with the page: who clicks on one that outlived it would be led nowhere. */
export function browserNotifications(): NotificationPlace {
  const shown = new Map<string, Notification>();
  addEventListener("pagehide", () => {
    for (const one of shown.values()) one.close();
  });
  return {
    show({ tag, title, body, chosen }) {
      const Made = notificationOf();
      if (!Made) return false;
      try {
        const made = new Made(title, { tag, body });
        shown.set(tag, made);
        made.onclick = () => {
          made.close();
          focus();
          chosen();
        };
        made.onclose = () => {
          if (shown.get(tag) === made) shown.delete(tag);
        };
        return true;
      } catch {
        return false; // Chrome on Android has the name alone
      }
    },
    close(tag) {
      shown.get(tag)?.close();
      shown.delete(tag);
    },
  };
}
