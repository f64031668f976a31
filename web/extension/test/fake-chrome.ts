// What the background uses of the browser, without a browser. All of its state can outlive the background.

/** The state of a browser. */
export class FakeChrome {
  readonly session = new Map<string, unknown>();
  readonly local = new Map<string, unknown>();
  readonly cookies = new Map<string, string>();
  readonly alarms = new Map<string, number>();
  /** The notifications that were made, the latest with each id. */
  readonly notifications = new Map<string, { title: string; message: string }>();
  badge = "";
  consent = true;
  /** How many calls are carried out before the background is killed. */
  left = Infinity;
  /** Settles when it was killed. */
  readonly killed: Promise<void>;
  private kill: () => void = () => {};

  constructor() {
    this.killed = new Promise((resolve) => (this.kill = resolve));
    Object.assign(globalThis, { chrome: this.api() });
  }

  // A call that never answers is all that the code of a killed background notices.
  private step<T>(act: () => T): Promise<T> {
    if (this.left-- > 0) return Promise.resolve(act());
    this.kill();
    return new Promise(() => {});
  }

  private api() {
    const area = (map: Map<string, unknown>) => ({
      get: (name: string) => this.step(() => (map.has(name) ? { [name]: structuredClone(map.get(name)) } : {})),
      set: (items: Record<string, unknown>) =>
        this.step(() => Object.entries(items).forEach(([name, value]) => map.set(name, structuredClone(value)))),
      remove: (name: string) => this.step(() => void map.delete(name)),
    });
    return {
      storage: { session: area(this.session), local: area(this.local), onChanged: { addListener() {} } },
      cookies: {
        get: ({ name }: { name: string }) =>
          this.step(() => (this.cookies.has(name) ? { name, value: this.cookies.get(name) } : null)),
      },
      permissions: {
        contains: () => this.step(() => this.consent),
        remove: () => this.step(() => (this.consent = false)),
      },
      alarms: {
        get: (name: string) =>
          this.step(() => (this.alarms.has(name) ? { name, periodInMinutes: this.alarms.get(name) } : undefined)),
        create: (name: string, { periodInMinutes }: { periodInMinutes: number }) =>
          this.step(() => void this.alarms.set(name, periodInMinutes)),
        clear: (name: string) => this.step(() => this.alarms.delete(name)),
      },
      notifications: {
        create: (id: string, { title, message }: { title: string; message: string }) =>
          this.step(() => void this.notifications.set(id, { title, message })),
      },
      action: {
        setBadgeBackgroundColor: () => this.step(() => {}),
        setBadgeTextColor: () => this.step(() => {}),
        setBadgeText: ({ text }: { text: string }) => this.step(() => void (this.badge = text)),
      },
      i18n: { getMessage: (name: string, values: string[] = []) => [name, ...values].join(" ") },
      runtime: { getURL: (path: string) => `chrome-extension://id/${path}` },
    };
  }
}
