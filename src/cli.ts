import { SetupError } from '#core/errors.ts';
import { complain, EXIT_CONFIG, EXIT_USAGE, reasonOf, UsageError } from './cli/terminal.ts';

interface CliCommand {
  usage: [form: string, does: string][];
  /** Loaded when it is asked for: reading one article should not wait for a database driver. */
  load(): Promise<{ run(args: string[]): Promise<number> }>;
}

/** What `kabar` can do: one file in cli/ and one entry here. `run` gives the exit status. */
const COMMANDS: Record<string, CliCommand> = {
  analyze: {
    usage: [
      ['analyze [FILE|URL|-] [--published ISO] [--lang id|en] [--json]', 'read one article'],
      ['analyze --jsonl', 'a line in, a line out'],
    ],
    load: () => import('./cli/analyze.ts'),
  },
  parse: { usage: [['parse FILE|URL…', 'feeds as JSON, one line each']], load: () => import('./cli/parse.ts') },
  doctor: {
    usage: [['doctor', 'check configuration, database, tokens and permissions']],
    load: () => import('./cli/doctor.ts'),
  },
  import: {
    usage: [['import FILE.opml [--channel PLATFORM:ADDRESS]', 'follow the feeds of an OPML file']],
    load: () => import('./cli/import.ts'),
  },
  export: {
    usage: [['export [--channel PLATFORM:ADDRESS]', 'the feeds followed, as OPML']],
    load: () => import('./cli/export.ts'),
  },
  backup: {
    usage: [['backup FILE', 'everything in one file, while the bot runs']],
    load: () => import('./cli/backup.ts'),
  },
  restore: {
    usage: [['restore FILE [--replace]', 'put a backup in the place of the database']],
    load: () => import('./cli/restore.ts'),
  },
  copy: {
    usage: [['copy FROM TO', 'move everything between SQLite and PostgreSQL']],
    load: () => import('./cli/copy.ts'),
  },
  migrate: { usage: [['migrate', 'bring the database up to date']], load: () => import('./cli/migrate.ts') },
};

function usage(): string {
  const lines = Object.values(COMMANDS).flatMap((command) => command.usage);
  const width = Math.max(...lines.map(([form]) => form.length)) + 2;
  return lines.map(([form, does]) => `kabar ${form.padEnd(width)}${does}`).join('\n');
}

async function main([name, ...args]: string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return (await command.load()).run(args);
  complain(usage());
  return name === undefined || name === 'help' || name === '--help' ? 0 : EXIT_USAGE;
}

// Whoever reads may have seen enough (`kabar … | head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) {
    complain(`${error.message}\n${usage()}`);
    return EXIT_USAGE;
  }
  if (error instanceof SetupError) {
    complain(error.faults.join('\n'));
    return EXIT_CONFIG;
  }
  complain(reasonOf(error));
  return 1;
});
