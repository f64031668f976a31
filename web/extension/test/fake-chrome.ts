// What the background uses of the browser, without a browser. All of its state can outlive the background.

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes, area: string) => void;

/** A cookie that the browser sends to y.qq.com. */
export interface FakeCookie {
  name: string;
  value: string;
  domain: string;
  storeId?: string;
  partitionKey?: { topLevelSite?: string; hasCrossSiteAncestor?: boolean } | null;
  firstPartyDomain?: string;
}

/** What cookies are asked for. */
interface AskedCookies {
  name: string;
  storeId?: string;
  partitionKey?: object;
  firstPartyDomain?: string;
}

/** A call of the browser: what it does instead of what it should. */
export type Fault = () => Promise<never>;

/** Refuses. */
export const refuses: Fault = () => Promise.reject(new Error("the browser does not want to"));
/** Says nothing. */
export const saysNothing: Fault = () => new Promise(() => {});

/** The state of a browser. */
export class FakeChrome {
  readonly session = new Map<string, unknown>();
  readonly local = new Map<string, unknown>();
  /** Cookies of `.qq.com`, by their names. */
  readonly cookies = new Map<string, string>();
  /** Cookies of other hosts, and those that are kept apart. */
  readonly otherCookies: FakeCookie[] = [];
  /** The tabs of each store of cookies. The first is the one of the extension itself. */
  readonly stores = new Map<string, number[]>([["0", []]]);
  /** Which browser it is, as far as its cookies go: "isolating" is a Firefox that isolates first parties. */
  kind: "chromium" | "chromium 118" | "firefox" | "isolating" = "chromium";
  /** What its calls do instead, by their names. */
  readonly faults: Partial<Record<"cookies" | "stores" | "consent" | "show" | "shown" | "takeBack", Fault>> = {};
  readonly alarms = new Map<string, number>();
  /** When each of them rings next, in Unix milliseconds. */
  readonly rings = new Map<string, number>();
  /** The notifications that are shown, the latest with each id. */
  readonly notifications = new Map<string, { title: string; message: string }>();
  /** All that was ever to be shown in one, as text. */
  readonly told: string[] = [];
  /** The addresses of the tabs, by their ids. */
  readonly tabs = new Map<number, string>();
  /** The tab in view. */
  activeTab: number | undefined;
  /** The tab that shows this page; none for a page beside them. */
  ownTab: number | undefined;
  /** What tabs were opened with. */
  readonly opened: object[] = [];
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
  private readonly held = new Set<string>();

  constructor() {
    this.killed = new Promise((resolve) => (this.kill = resolve));
    Object.assign(globalThis, { chrome: this.api() });
    const request = (name: string, work: () => Promise<unknown>) => {
      const alone = async () => {
        this.held.add(name);
        return Promise.resolve(work()).finally(() => this.held.delete(name));
      };
      const done = (this.locks.get(name) ?? Promise.resolve()).then(alone);
      this.locks.set(
        name,
        done.catch(() => {}),
      );
      return done;
    };
    const query = async () => ({ held: [...this.held].map((name) => ({ name })) });
    Object.defineProperty(globalThis, "navigator", { value: { locks: { request, query } }, configurable: true });
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
    this.held.clear();
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
            const oldValue = map.get(one);
            if (JSON.stringify(oldValue) !== JSON.stringify(value)) changes[one] = { oldValue, newValue: value };
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

  // Each browser refuses what it does not know, and Firefox what it misses.
  private cookiesFor(asked: AskedCookies): FakeCookie[] {
    const { storeId = [...this.stores.keys()][0]!, partitionKey, firstPartyDomain = "" } = asked;
    const isFirefox = this.kind === "firefox" || this.kind === "isolating";
    if ("firstPartyDomain" in asked && !isFirefox) throw new TypeError("Unexpected property: 'firstPartyDomain'.");
    if (partitionKey && this.kind === "chromium 118") throw new TypeError("Unexpected property: 'partitionKey'.");
    if (this.kind === "isolating" && !("firstPartyDomain" in asked)) {
      throw new Error("First-Party Isolation is enabled, but the required 'firstPartyDomain' attribute was not set.");
    }
    // To Firefox a container that is gone is an empty one.
    if (!isFirefox && !this.stores.has(storeId)) throw new Error(`Invalid cookie store id: "${storeId}".`);
    const usual = [...this.cookies].map(([name, value]): FakeCookie => ({ name, value, domain: ".qq.com" }));
    const all = [...usual, ...this.otherCookies].map((one) => (isFirefox ? { partitionKey: null, ...one } : one));
    return all.filter(
      (cookie) =>
        cookie.name === asked.name &&
        (cookie.storeId ?? "0") === storeId &&
        (partitionKey !== undefined || !cookie.partitionKey) &&
        (cookie.firstPartyDomain ?? "") === firstPartyDomain,
    );
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
        getAll: (asked: AskedCookies) => this.faults.cookies?.() ?? this.step(() => this.cookiesFor(asked)),
        getAllCookieStores: () =>
          this.faults.stores?.() ?? this.step(() => [...this.stores].map(([id, tabIds]) => ({ id, tabIds }))),
      },
      permissions: {
        contains: ({ permissions }: chrome.permissions.Permissions) =>
          permissions ? (this.faults.consent?.() ?? this.step(() => this.consent)) : this.step(() => this.access),
        remove: () => this.step(() => (this.consent = false)),
        request: ({ origins = [] }: chrome.permissions.Permissions) => {
          this.requested.push(...origins);
          return this.step(() => (this.access = this.consent = this.answer));
        },
        onAdded: { addListener: (listener: () => void) => void this.permissionListeners.push(listener) },
        onRemoved: { addListener: (listener: () => void) => void this.permissionListeners.push(listener) },
      },
      tabs: {
        getCurrent: () => this.step(() => (this.ownTab === undefined ? undefined : { id: this.ownTab, windowId: 1 })),
        query: ({ url, active }: { url?: string; active?: boolean }) =>
          this.step(() =>
            [...this.tabs]
              .filter(([id, address]) => (active ? id === this.activeTab : address.split("#")[0] === url))
              .map(([id]) => ({ id, windowId: 1 })),
          ),
        create: (properties: { url: string }) =>
          this.step(() => {
            const { url } = properties;
            this.opened.push(properties);
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
        create: async (id: string, options: { title: string; message: string }) => {
          const { title, message } = options;
          const meanwhile = this.announces;
          this.announces = undefined;
          await meanwhile?.();
          this.told.push(JSON.stringify([id, options]));
          return this.faults.show?.() ?? this.step(() => void this.notifications.set(id, { title, message }));
        },
        getAll: () =>
          this.faults.shown?.() ??
          this.step(() => Object.fromEntries([...this.notifications.keys()].map((id) => [id, true]))),
        clear: (id: string) => this.faults.takeBack?.() ?? this.step(() => this.notifications.delete(id)),
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
