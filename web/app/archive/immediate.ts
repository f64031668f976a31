// Timers would wait for milliseconds.
let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];

/** Resolves as soon as what is waiting before has had its turn: events, and what is to be painted. */
export function immediate(): Promise<void> {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}
