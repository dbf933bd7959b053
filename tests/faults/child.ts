import { randomUUID } from 'node:crypto';
import { systemClock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import { silentMeter } from '#core/meter.ts';
import { createDelivery } from '#delivery/delivery.ts';
import { alertsOver } from '#tests/support/outbox.ts';
import { createFaultPlatform } from './platform.ts';
import { openScene } from './scene.ts';

/** The delivering half of Kabar as a process of its own: it is killed, stopped and started again by the run. */
const [file = '', url = '', policy = 'resend', timeoutMs = '1500'] = process.argv.slice(2);

const tell = (event: string, fields?: object): void => {
  process.stderr.write(
    `${event} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.stack : value))}\n`,
  );
};
const log: Log = { debug() {}, info() {}, warn() {}, error: tell };
const { stores, close } = await openScene(file);
const alerts = alertsOver(stores, () => new Date());
const delivery = createDelivery({
  ...stores,
  platforms: [
    createFaultPlatform('discord', url, Number(timeoutMs)),
    createFaultPlatform('telegram', url, Number(timeoutMs)),
  ],
  compose: alerts.compose,
  expand: alerts.expand,
  policy: () => () => policy as 'hold' | 'resend',
  holder: randomUUID(),
  clock: systemClock,
  log,
  meter: silentMeter,
  random: Math.random,
});
process.on('SIGTERM', () => {
  delivery
    .stop()
    .then(close)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      tell('stop-failed', { error });
      process.exit(1);
    });
});
await delivery.start();
setInterval(() => delivery.wake(), 500);
process.stdout.write('started\n');
