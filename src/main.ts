import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { SetupError } from '#core/errors.ts';
import { createLog } from '#ops/log.ts';
import { startWatchdog } from '#ops/watchdog.ts';
import { scrub } from '#ops/scrub.ts';
import { createApp } from './app.ts';

/** sysexits.h EX_CONFIG: a restart will not help, so a supervisor should not try. */
const EXIT_CONFIG = 78;
/** What is under way may take this long to end after a stop was asked for. */
const DRAIN_MS = 30_000;

/** A second one of them ends the process without a drain. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

function refuse(error: unknown): never {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`Kabar can't start:\n${error.faults.map((fault) => `  - ${scrub(fault)}\n`).join('')}`);
  process.exit(EXIT_CONFIG);
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  /** What nobody expected ends the process at once: every state is safe to start from, and half a program is not. */
  const crash = (event: string) => (error: unknown) => {
    log.error(event, { error });
    process.exit(1);
  };
  process.on('uncaughtException', crash('process.crashed'));
  process.on('unhandledRejection', crash('process.crashed'));
  const lost = (lease: string): void => crash('process.superseded')(new Error(`another process holds ${lease}`));
  const app = await createApp({ config, clock: systemClock, log, lost });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info('process.stopping', { signal });
    setTimeout(crash('process.drain-too-long'), DRAIN_MS).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => crash('process.stop-failed')(error),
    );
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  const { port } = await app.start();
  startWatchdog();
  log.info('process.ready', { port });
  if (config.web) process.stdout.write(`Kabar is at http://${config.host}:${port}\n`);
}

await main().catch(refuse);
