// What Playwright and Firefox do not say to each other over WebDriver BiDi, said between them. All of it is here.

import type { Browser } from "playwright-core";

/** A message of WebDriver BiDi. */
interface Message {
  id?: number;
  type?: "success" | "error" | "event";
  method?: string;
  params?: any;
  result?: any;
}

/** Playwright's end of the connection, which it does not publish. */
interface Transport {
  send(message: Message): void;
  onmessage(message: Message): void;
}

// Playwright counts its own commands from 1, and ends with two near Number.MAX_SAFE_INTEGER.
const firstOwnId = 2 ** 40;

/** The header in which a request's body comes to Playwright, which does not ask Firefox for it. */
const bodyHeader = "x-body-for-the-test";

/** A request inside Playwright. */
interface InnerRequest {
  _headers: { name: string; value: string }[];
  _postData: Buffer | null;
}

interface FrameManager {
  requestStarted(request: InnerRequest, route: unknown): void;
}

/** The browser inside Playwright. */
interface InnerBrowser {
  _connection: { _transport: Transport };
  _bidiPages: Map<string, { _page: { frameManager: FrameManager } }>;
}

/** Puts itself between Playwright and the Firefox that it has just started. */
export async function mendDriver(browser: Browser): Promise<void> {
  const outside = browser as unknown as { _connection: { toImpl(browser: object): InnerBrowser } };
  const inside = outside._connection.toImpl(browser);
  const pages = inside._bidiPages;
  pages.set = (id, page) => {
    takeBodies(page._page.frameManager);
    return Map.prototype.set.call(pages, id, page) as typeof pages;
  };
  await new Mediator(inside._connection._transport).start();
}

/** Lets requests have the bodies that came in a header. */
function takeBodies(manager: FrameManager) {
  const started = manager.requestStarted.bind(manager);
  manager.requestStarted = (request, route) => {
    const place = request._headers.findIndex(({ name }) => name === bodyHeader);
    if (place >= 0) {
      const [{ value } = { value: "" }] = request._headers.splice(place, 1);
      request._postData = Buffer.from(value, "base64");
    }
    started(request, route);
  };
}

class Mediator {
  private readonly transport: Transport;
  private readonly toFirefox: (message: Message) => void;
  private readonly toPlaywright: (message: Message) => void;
  private readonly asked = new Map<number, (answer: Message) => void>();
  private nextId = firstOwnId;
  /** Steps through the history that Firefox was told to make: the page of each, by the command's id. */
  private readonly steps = new Map<number, string>();
  /** Ends when Playwright has heard all that was said of the network. */
  private heard = Promise.resolve();

  constructor(transport: Transport) {
    this.transport = transport;
    this.toFirefox = transport.send.bind(transport);
    this.toPlaywright = transport.onmessage.bind(transport);
  }

  async start() {
    this.transport.send = (message) => this.fromPlaywright(message);
    this.transport.onmessage = (message) => this.fromFirefox(message);
    await this.ask("network.addDataCollector", { dataTypes: ["request"], maxEncodedDataSize: 20_000_000 });
  }

  private ask(method: string, params: object): Promise<Message> {
    const id = this.nextId++;
    const answer = new Promise<Message>((resolve) => this.asked.set(id, resolve));
    this.toFirefox({ id, method, params });
    return answer;
  }

  private fromPlaywright(message: Message) {
    if (isUnknownToFirefox(message)) {
      queueMicrotask(() => this.toPlaywright({ type: "success", id: message.id!, result: {} }));
      return;
    }
    if (message.method === "browsingContext.traverseHistory") this.steps.set(message.id!, message.params.context);
    this.toFirefox(message);
  }

  private fromFirefox(message: Message) {
    const answered = this.asked.get(message.id ?? 0);
    if (answered) {
      this.asked.delete(message.id!);
      answered(message);
    } else if (message.method?.startsWith("network.")) {
      const shown = hasBody(message) ? this.showBody(message) : undefined;
      this.heard = this.heard.then(() => shown).then(() => this.toPlaywright(message));
    } else {
      if (message.method?.startsWith("browsingContext.download")) nameDownload(message);
      if (isMove(message)) this.forget(message.params.context);
      const unheard = this.steps.get(message.id ?? 0);
      this.steps.delete(message.id ?? 0);
      const told = unheard === undefined ? undefined : this.tellPlace(unheard);
      if (told) void told.then(() => this.toPlaywright(message));
      else this.toPlaywright(message);
    }
  }

  private forget(context: string) {
    for (const [id, of] of this.steps) if (of === context) this.steps.delete(id);
  }

  /** Firefox says nothing of a step within a document to an address without a fragment, and Playwright waits for it. */
  private async tellPlace(context: string) {
    const { result } = await this.ask("script.evaluate", {
      expression: "location.href",
      target: { context },
      awaitPromise: false,
    });
    const params = { context, url: result.result.value };
    this.toPlaywright({ type: "event", method: "browsingContext.historyUpdated", params });
  }

  private async showBody({ params }: Message) {
    const { result } = await this.ask("network.getData", { dataType: "request", request: params.request.request });
    if (!result) return;
    const { type, value } = result.bytes as { type: "string" | "base64"; value: string };
    const shown = type === "base64" ? value : Buffer.from(value).toString("base64");
    params.request.headers.push({ name: bodyHeader, value: { type: "string", value: shown } });
  }
}

/**
 * Whether Playwright's command would only fail. Firefox ESR 153 sets no colour scheme: pages see the light one. Nor does it
 * grant the clipboard: a preference does.
 */
function isUnknownToFirefox({ method, params }: Message): boolean {
  if (method === "permissions.setPermission") return params.descriptor.name.startsWith("clipboard-");
  return method === "emulation.setMediaFeaturesOverride";
}

/** Whether Playwright hears that a page is somewhere else. */
function isMove({ method }: Message): boolean {
  return /^browsingContext\.(?:navigation|fragmentNavigated|historyUpdated)/.test(method ?? "");
}

function hasBody({ method, params }: Message): boolean {
  return method === "network.beforeRequestSent" && params.request.bodySize > 0;
}

/** Playwright knows a download by its navigation, and one of a page's own address has none. */
function nameDownload({ params }: Message) {
  params.navigation ??= params.url;
}
