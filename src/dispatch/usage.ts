import type { Command, Options, Permission } from '#core/command.ts';
import type { PlainKey } from '#core/messages.ts';

function optionWords(options: Options): string {
  return Object.entries(options)
    .map(([name, option]) => (option.required ? ` <${name}>` : ` [${name}]`))
    .join('');
}

/** The commands as `/help` and the documents list them: one line each, subcommands apart. */
export function usageOf(commands: readonly Command[]): { usage: string; about: PlainKey; permission: Permission }[] {
  return commands.flatMap((command) =>
    (command.subcommands ?? [command]).map((part) => ({
      usage: `/${command.name}${command.subcommands ? ` ${part.name}` : ''}${optionWords(part.options)}`,
      about: part.description,
      permission: command.permission,
    })),
  );
}
