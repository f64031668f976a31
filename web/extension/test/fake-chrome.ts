// What the background uses of the browser, without a browser. All of its state can outlive the background.

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

/** The state of a browser. */
export class FakeChrome {
  readonly session = new Map<string, unknown>();
  readonly local = new Map<string, unknown>();
  readonly cookies = new Map<string, string>();
  readonly alarms = new Map<string, number>();
  /** When each of them rings next, in Unix milliseconds. */
  readonly rings = new Map<string, number>();
  /** The notifications that are shown, the latest with each id. */
  readonly notifications = new Map<string, { title: string; message: string }>();
  /** The addresses of the tabs, by their ids. */
  readonly tabs = new Map<number, string>();
  /** The tab in view. */
  activeTab: number | undefined;
  badge = "";
  /** What the toolbar button says when it is pointed at. */
  title = "";
  /** Presses the toolbar button. */
  press: () => void = () => {};
  consent = true;
  /** Whether the gateway may be asked. */
  access = true;
  /** What the user says when asked for permissions, and the hosts that were asked for. */
  answer = true;
  readonly requested: string[] = [];
  private readonly permissionListeners: (() => void)[] = [];
  /** How many calls are carried out before the background is killed. */
  left = Infinity;
  private announces: (() => void | Promise<void>) | undefined;
  /** Settles when it was killed. */
  readonly killed: Promise<void>;
  private kill: () => void = () => {};
  private readonly listeners = new Set<Listener>();
  private readonly locks = new Map<string, Promise<unknown>>();

  constructor() {
    this.killed = new Promise((resolve) => (this.kill = resolve));
    Object.assign(globalThis, { chrome: this.api() });
    const request = (name: string, work: () => Promise<unknown>) => {
      const done = (this.locks.get(name) ?? Promise.resolve()).then(work);
      this.locks.set(
        name,
        done.catch(() => {}),
      );
      return done;
    };
    Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
  }

  /** The user gives the permission to ask the gateway, or takes it back. */
  setAccess(access: boolean): void {
    this.access = access;
    for (const listener of this.permissionListeners) listener();
  }

  /** Does something the next time a notification is made. */
  onceItAnnounces(meanwhile: () => void | Promise<void>): void {
    this.announces = meanwhile;
  }

  // A call that never answers is all that the code of a killed background notices. Its locks and listeners end with it.
  private step<T>(act: () => T): Promise<T> {
    if (this.left-- > 0) return Promise.resolve(act());
    this.locks.clear();
    this.listeners.clear();
    this.kill();
    return new Promise(() => {});
  }

  // Whoever makes a change is told of it too.
  private tell(area: string, changes: Changes): void {
    if (Object.keys(changes).length === 0) return;
    queueMicrotask(() => this.listeners.forEach((listener) => listener(changes, area)));
  }

  private area(name: string, map: Map<string, unknown>) {
    const listOf = (names: string | string[] | null) => (names === null ? [...map.keys()] : [names].flat());
    return {
      get: (names: string | string[] | null) =>
        this.step(() =>
          Object.fromEntries(
            listOf(names).flatMap((one) => (map.has(one) ? [[one, structuredClone(map.get(one))]] : [])),
          ),
        ),
      set: (items: Record<string, unknown>) =>
        this.step(() => {
          const changes: Changes = {};
          for (const [one, value] of Object.entries(items)) {
            if (JSON.stringify(map.get(one)) !== JSON.stringify(value)) changes[one] = { newValue: value };
            map.set(one, structuredClone(value));
          }
          this.tell(name, changes);
        }),
      remove: (names: string | string[]) =>
        this.step(() => {
          const gone = listOf(names).filter((one) => map.has(one));
          const changes = Object.fromEntries(gone.map((one) => [one, { oldValue: map.get(one) }]));
          for (const one of gone) map.delete(one);
          this.tell(name, changes);
        }),
    };
  }

  /** Is a browser that has no such thing: `lacks("action", "setBadgeText")`, `lacks("alarms")`. */
  lacks(api: string, member?: string): void {
    const all = (globalThis as unknown as { chrome: Record<string, Record<string, unknown>> }).chrome;
    if (member === undefined) delete all[api];
    else delete all[api]![member];
  }

  private api() {
    return {
      storage: {
        session: this.area("session", this.session),
        local: this.area("local", this.local),
        onChanged: {
          addListener: (listener: Listener) => void this.listeners.add(listener),
          removeListener: (listener: Listener) => void this.listeners.delete(listener),
        },
      },
      cookies: {
        get: ({ name }: { name: string }) =>
          this.step(() => (this.cookies.has(name) ? { name, value: this.cookies.get(name) } : null)),
      },
      permissions: {
        contains: ({ permissions }: chrome.permissions.Permissions) =>
          this.step(() => (permissions ? this.consent : this.access)),
        remove: () => this.step(() => (this.consent = false)),
        request: ({ origins = [] }: chrome.permissions.Permissions) => {
          this.requested.push(...origins);
          return this.step(() => (this.access = this.consent = this.answer));
        },
        onAdded: { addListener: (listener: () => void) => void this.permissionListeners.push(listener) },
        onRemoved: { addListener: (listener: () => void) => void this.permissionListeners.push(listener) },
      },
      tabs: {
        query: ({ url }: { url: string }) =>
          this.step(() =>
            [...this.tabs].filter(([, address]) => address.split("#")[0] === url).map(([id]) => ({ id, windowId: 1 })),
          ),
        create: ({ url }: { url: string }) =>
          this.step(() => {
            this.activeTab = this.tabs.size + 1;
            this.tabs.set(this.activeTab, url);
            return { id: this.activeTab, windowId: 1 };
          }),
        update: (id: number) => this.step(() => void (this.activeTab = id)),
      },
      windows: { update: () => this.step(() => {}) },
      alarms: {
        get: (name: string) =>
          this.step(() =>
            this.alarms.has(name)
              ? { name, periodInMinutes: this.alarms.get(name), scheduledTime: this.rings.get(name) }
              : undefined,
          ),
        create: (name: string, { periodInMinutes }: { periodInMinutes: number }) =>
          this.step(() => {
            this.alarms.set(name, periodInMinutes);
            this.rings.set(name, Date.now() + periodInMinutes * 60_000);
          }),
        clear: (name: string) => this.step(() => this.alarms.delete(name)),
      },
      notifications: {
        create: async (id: string, { title, message }: { title: string; message: string }) => {
          const meanwhile = this.announces;
          this.announces = undefined;
          await meanwhile?.();
          return this.step(() => void this.notifications.set(id, { title, message }));
        },
        getAll: () => this.step(() => Object.fromEntries([...this.notifications.keys()].map((id) => [id, true]))),
        clear: (id: string) => this.step(() => this.notifications.delete(id)),
      },
      action: {
        setBadgeBackgroundColor: () => this.step(() => {}),
        setBadgeTextColor: () => this.step(() => {}),
        setBadgeText: ({ text }: { text: string }) => this.step(() => void (this.badge = text)),
        onClicked: { addListener: (listener: () => void) => void (this.press = listener) },
        setTitle: ({ title }: { title: string }) => this.step(() => void (this.title = title)),
      },
      i18n: { getMessage: (name: string, values: string[] = []) => [name, ...values].join(" ") },
      runtime: { getURL: (path: string) => `chrome-extension://id/${path}` },
    };
  }
}
