import type { ComponentChildren } from "preact";
import type { LearnedGateway } from "../gateway/learned-gateway.ts";
import { say } from "../ui/notices.tsx";
import { text } from "../words/words.ts";

interface GatewaySectionProps {
  learned: LearnedGateway;
  /** Where the gateway is: a host, with its port. */
  host: string;
  /** What else can be done with the gateway. */
  children?: ComponentChildren;
}

/** What was learned of the gateway, each thing only when it is known, and how it is forgotten. */
export function GatewaySection({ learned, host, children }: GatewaySectionProps) {
  const words = text.value;
  const { pageOrder, newestOrder, timeUnit } = learned.learned.value;
  const isForgettable = Object.keys(learned.learned.value).length > 0;
  const forget = () => {
    learned.forget();
    say(words.gatewayForgotten);
  };
  return (
    <section class="this-gateway">
      <h3>{words.thisGateway}</h3>
      <p class="soft">{words.thisGatewayNote}</p>
      <dl>
        <Fact label={words.gatewayHost} value={host} />
        <Fact label={words.gatewayDialect} value={learned.dialect.value} />
        {pageOrder && <Fact label={words.gatewayPageOrder} value={words.pageOrders[pageOrder]} />}
        {newestOrder !== undefined && <Fact label={words.gatewayNewestOrder} value={String(newestOrder)} />}
        {timeUnit && <Fact label={words.gatewayTimeUnit} value={words.timeUnits[timeUnit]} />}
      </dl>
      <div class="buttons">
        {children}
        {isForgettable && (
          <button type="button" class="button small" onClick={forget}>
            {words.gatewayForget}
          </button>
        )}
      </div>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div class="setting">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
