import { loadConfig } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { SetupError } from '#core/errors.ts';
import { createLog } from '#ops/log.ts';
import { scrub } from '#ops/scrub.ts';
import { createApp } from './app.ts';

/** sysexits.h EX_CONFIG: a restart will not help, so a supervisor should not try. */
const EXIT_CONFIG = 78;
/** What is under way may take this long to end after a stop was asked for. */
const DRAIN_MS = 30_000;

function refuse(error: unknown): never {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`Kabar can't start:\n${error.faults.map((fault) => `  - ${scrub(fault)}\n`).join('')}`);
  process.exit(EXIT_CONFIG);
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog({ level: config.logLevel, secrets: config.secrets });
  process.on('uncaughtException', (error) => {
    log.error('process.crashed', { error });
    process.exit(1);
  });
  const app = await createApp({ config, clock: systemClock, log });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info('process.stopping', { signal });
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('process.stop-failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  const { port } = await app.start();
  log.info('process.ready', { port });
  if (config.web) process.stdout.write(`Kabar is at http://${config.host}:${port}\n`);
}

await main().catch(refuse);
