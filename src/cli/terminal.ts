import { sayIn } from '#config/locales/index.ts';
import { FeedError } from '#core/errors.ts';

/** sysexits.h: how a command line was wrong, and how a configuration was. */
export const EXIT_USAGE = 64;
export const EXIT_CONFIG = 78;

/** The arguments make no sense: the usage is shown. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const isUrl = (text: string): boolean => /^https?:\/\//iu.test(text);
/** News could steer the terminal it is shown on: control characters are written out, as JSON writes them too. */
export const shown = (line: string): string =>
  line.replace(/[^\P{Cc}\n\t]/gu, (sign) => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}`);

export const print = (line: string): boolean => process.stdout.write(`${shown(line)}\n`);
export const complain = (line: string): boolean => process.stderr.write(`${shown(line)}\n`);

/** Takes `--name value` out of the arguments. @throws UsageError when the value is missing. */
export function takeFlag(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  if (at < 0) return undefined;
  const [, value] = args.splice(at, 2);
  if (value === undefined) throw new UsageError(`${name} needs a value`);
  return value;
}

/** Takes `--name` out of the arguments. */
export function takeSwitch(args: string[], name: string): boolean {
  const at = args.indexOf(name);
  if (at >= 0) args.splice(at, 1);
  return at >= 0;
}

/** One line; the command line speaks English, as its usage does. */
export function reasonOf(error: unknown): string {
  if (error instanceof FeedError) return sayIn('en')(`fault.${error.fault}`, { status: error.status });
  return (error as Error).message.split('\n', 1)[0]!;
}
