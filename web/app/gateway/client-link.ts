import type { Client } from "../../sdk/src/index.ts";
import type { Dialect } from "../model/learned.ts";
import type { Login } from "../model/login.ts";

/** A client that speaks a dialect, from before it is there until nobody needs it. */
export class ClientLink {
  readonly dialect: Dialect;
  private readonly client: Promise<Client>;
  private readonly underWay = new Set<Promise<unknown>>();
  private failed = false;
  private retired = false;

  constructor(dialect: Dialect, client: Promise<Client>) {
    this.dialect = dialect;
    this.client = client;
    client.catch(() => (this.failed = true));
  }

  /** Whether there is no client, because it could not be made. */
  get hasFailed(): boolean {
    return this.failed;
  }

  /** Makes a call. It rejects with what the call rejects with, or with why there is no client. */
  async use<Answer>(work: (client: Client) => PromiseLike<Answer>): Promise<Answer> {
    const asked = this.client.then(work);
    this.underWay.add(asked);
    try {
      return await asked;
    } finally {
      this.underWay.delete(asked);
      this.closeWhenIdle();
    }
  }

  /** Settles when the calls that are on their way now have ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  /** Sets another login. */
  async setLogin(login: Login): Promise<void> {
    (await this.client.catch(() => undefined))?.setCredential(login);
  }

  /** Closes the client once what is on its way has ended: a message that was sent with it may have arrived. */
  retire(): void {
    this.retired = true;
    this.closeWhenIdle();
  }

  /** Closes the client at once: what is on its way rejects. */
  close(): void {
    void this.client.then((client) => client.close()).catch(() => {});
  }

  private closeWhenIdle(): void {
    if (this.retired && this.underWay.size === 0) this.close();
  }
}
