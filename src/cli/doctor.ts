import { readFeedsFile } from '#config/feeds-file.ts';
import { loadConfig, secretFiles } from '#config/index.ts';
import { systemClock } from '#core/clock.ts';
import { SetupError } from '#core/errors.ts';
import { createLog } from '#ops/log.ts';
import { checkDatabase } from './doctor/database.ts';
import { fault, type Finding, good } from './doctor/finding.ts';
import { checkDisk, checkNode, checkPort, checkSecretFiles, checkSettings } from './doctor/machine.ts';
import { checkDiscord, checkTelegram, type Destination } from './doctor/platforms.ts';
import { EXIT_CONFIG, print } from './terminal.ts';

const MARKS = { good: 'good ', note: 'note ', fault: 'FAULT' } as const;

/** A SetupError already says in each sentence what is wrong and how to mend it. */
const faultsOf = (error: unknown, otherwise: string): Finding[] => {
  if (!(error instanceof SetupError)) throw error;
  return error.faults.map((one) => {
    const [, about = otherwise, value = '', says = one] = /^(\w+)(?: \((it is .*?)\))?: (.*)$/su.exec(one) ?? [];
    return fault(about, value ? `${says} Now ${value}.` : says);
  });
};

function tell(findings: readonly Finding[]): void {
  for (const one of findings) {
    print(`${MARKS[one.level]} ${one.about}: ${one.says}`);
    if (one.level !== 'good' && one.mend) print(`      → ${one.mend}`);
  }
}

/** `kabar doctor`: looks at everything that commonly goes wrong and says how to mend it. Status 1 when there is a fault, 78 when the settings are wrong. */
export async function run(): Promise<number> {
  const all: Finding[] = [];
  const add = (...findings: Finding[]): void => {
    all.push(...findings);
    tell(findings);
  };
  add(checkNode(process.version), ...checkSecretFiles(secretFiles()));
  let config: ReturnType<typeof loadConfig>;
  try {
    config = loadConfig();
  } catch (error) {
    add(...faultsOf(error, 'settings'));
    return EXIT_CONFIG;
  }
  add(good('settings', 'all can be read'), ...checkSettings(config));
  if (config.feedsFile !== undefined) {
    try {
      add(good('FEEDS_FILE', `${readFeedsFile(config.feedsFile).length} feeds`));
    } catch (error) {
      add(...faultsOf(error, 'FEEDS_FILE'));
    }
  }
  let destinations: Destination[] = [];
  try {
    const log = createLog({ level: 'silent', secrets: config.secrets });
    const found = await checkDatabase({ url: config.databaseUrl, log, clock: systemClock });
    ({ destinations } = found);
    add(...found.findings, ...checkDisk(config.databaseUrl));
  } catch (error) {
    add(...faultsOf(error, 'database'));
  }
  add(await checkPort(config));
  const of = (platform: string): Destination[] => destinations.filter((one) => one.platform === platform);
  const now = systemClock.now();
  if (config.discordToken) {
    const { discordToken: token, discordApiRoot: apiRoot } = config;
    add(...(await checkDiscord({ token, apiRoot, now, destinations: of('discord') })));
  }
  if (config.telegramToken) {
    const { telegramToken: token, telegramApiRoot: apiRoot, telegramWebhook } = config;
    const parts = { token, apiRoot, now, destinations: of('telegram'), webhookUrl: telegramWebhook?.url };
    add(...(await checkTelegram(parts)));
  }
  const faults = all.filter((one) => one.level === 'fault').length;
  const notes = all.filter((one) => one.level === 'note').length;
  print(faults + notes === 0 ? 'all is well' : `${faults} to mend, ${notes} to know of`);
  return faults > 0 ? 1 : 0;
}
