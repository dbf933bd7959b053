import type { OutboxStore, Settlement } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';

/** Messages settled in one transaction. */
const SETTLED_MOST = 100;
/** A database that can't be written is tried again after this time; what was sent is not forgotten meanwhile. */
const AGAIN_MS = 1000;

/** Writes down what became of messages: what ends while one transaction is being written shares the next. */
export function createSettler(parts: {
  outbox: Pick<OutboxStore, 'settle'>;
  sleep(ms: number): Promise<void>;
  log: Log;
}): { add(settlement: Settlement, epoch: number): Promise<void> } {
  let waiting: { settlement: Settlement; epoch: number; done(): void }[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const { epoch } = waiting[0]!;
      const group = waiting.filter((one) => one.epoch === epoch).slice(0, SETTLED_MOST);
      waiting = waiting.filter((one) => !group.includes(one));
      for (;;) {
        try {
          const changed = await parts.outbox.settle(
            group.map((one) => one.settlement),
            epoch,
          );
          if (changed === 0) parts.log.warn('delivery.fenced', { messages: group.length, epoch });
          break;
        } catch (error) {
          parts.log.error('delivery.settle-failed', { messages: group.length, error });
          await parts.sleep(AGAIN_MS);
        }
      }
      for (const one of group) one.done();
    }
  }

  function begin(): void {
    writing ??= write().finally(() => {
      writing = undefined;
      if (waiting.length > 0) begin();
    });
  }

  return {
    /** Resolves once it is written. */
    add: (settlement, epoch) =>
      new Promise<void>((resolve) => {
        waiting.push({ settlement, epoch, done: resolve });
        begin();
      }),
  };
}
