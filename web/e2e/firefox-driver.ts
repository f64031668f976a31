// What Playwright and Firefox do not say to each other over WebDriver BiDi, said between them. All of it is here.

import type { Browser, Request } from "playwright-core";

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

/** The header in which a request shows its body here; it is never sent. */
const bodyHeader = "x-body-for-the-test";

/** The body of a request, in each engine; "" when it has none. Playwright does not ask Firefox for it. */
export function bodyOf(request: Request): string {
  const shown = request.headers()[bodyHeader];
  return shown === undefined ? (request.postData() ?? "") : Buffer.from(shown, "base64").toString();
}

/** Puts itself between Playwright and the Firefox that it has just started. */
export async function mendDriver(browser: Browser): Promise<void> {
  const inside = browser as unknown as {
    _connection: { toImpl(browser: object): { _connection: { _transport: Transport } } };
  };
  await new Mediator(inside._connection.toImpl(browser)._connection._transport).start();
}

class Mediator {
  private readonly transport: Transport;
  private readonly toFirefox: (message: Message) => void;
  private readonly toPlaywright: (message: Message) => void;
  private readonly asked = new Map<number, (answer: Message) => void>();
  private nextId = firstOwnId;
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
    if (message.method === "network.continueRequest" && message.params.headers) {
      message.params.headers = message.params.headers.filter(({ name }: { name: string }) => name !== bodyHeader);
    }
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
      this.toPlaywright(message);
    }
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

function hasBody({ method, params }: Message): boolean {
  return method === "network.beforeRequestSent" && params.request.bodySize > 0;
}

/** Playwright knows a download by its navigation, and one of a page's own address has none. */
function nameDownload({ params }: Message) {
  params.navigation ??= params.url;
}
