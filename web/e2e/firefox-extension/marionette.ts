// A client of Marionette, the protocol by which Firefox lets itself be driven: its pages, and its own windows.

import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A command that Firefox did not carry out. */
export class MarionetteError extends Error {
  /** The kind of failure, as WebDriver names it. */
  readonly kind: string;

  constructor(command: string, { error, message }: { error: string; message: string }) {
    super(`${command}: ${error}: ${message}`);
    this.name = "MarionetteError";
    this.kind = error;
  }
}

/** Waits for the answer to a command. */
interface Waiting {
  command: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A connection to a Firefox that was started with `--marionette`. */
export class Marionette {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Waiting>();
  private received = Buffer.alloc(0);
  private asked = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes: Buffer) => {
      this.received = Buffer.concat([this.received, bytes]);
      for (let packet = this.take(); packet !== undefined; packet = this.take()) this.settle(packet);
    });
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => {
      for (const { command, reject } of this.waiting.values()) reject(new Error(`${command}: Firefox has gone`));
      this.waiting.clear();
    });
  }

  /** Connects to the port that Firefox listens at. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Marionette(socket);
  }

  /** Gives a command, and waits for its result. */
  ask(command: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.asked;
    const packet = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { command, resolve, reject });
      this.socket.write(`${Buffer.byteLength(packet)}:${packet}`);
    });
  }

  /** Hangs up. Firefox goes on. */
  close(): void {
    this.socket.destroy();
  }

  /** Takes the next whole packet, which has its length in bytes before it. */
  private take(): unknown {
    const colon = this.received.indexOf(":");
    if (colon < 0) return undefined;
    const end = colon + 1 + Number(this.received.subarray(0, colon));
    if (this.received.length < end) return undefined;
    const packet: unknown = JSON.parse(this.received.subarray(colon + 1, end).toString());
    this.received = this.received.subarray(end);
    return packet;
  }

  // The first packet is a greeting.
  private settle(packet: unknown): void {
    if (!Array.isArray(packet)) return;
    const [, id, error, result] = packet as [1, number, { error: string; message: string } | null, unknown];
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new MarionetteError(waiting.command, error));
    else waiting?.resolve(result);
  }
}
