import { signal } from "@preact/signals";
import type { GatewayAccess } from "../host.ts";

/** A permission to ask the gateway that is given and taken back. */
export class FakeAccess implements GatewayAccess {
  readonly withheld = signal(false);
  /** How often the user was asked. */
  asks = 0;
  private given: boolean;

  constructor(given = true) {
    this.given = given;
    this.withheld.value = !given;
  }

  /** Gives it, or takes it back, and tells of that. */
  change(given: boolean): void {
    this.given = given;
    this.withheld.value = !given;
  }

  /** Takes it back, which nobody has been told of yet. */
  takeBackUnseen(): void {
    this.given = false;
  }

  async isGranted(): Promise<boolean> {
    this.withheld.value = !this.given;
    return this.given;
  }

  async ask(): Promise<boolean> {
    this.asks++;
    this.change(true);
    return true;
  }
}
