import type { Command, Option, Subcommand } from '#core/command.ts';
import type { Action } from '#core/reply.ts';
import type { Ask } from './asks.ts';

/** What an ask needs before it can run. */
export type Step =
  | { kind: 'run' }
  | { kind: 'menu'; command: Command; subcommands: readonly Subcommand[] }
  | { kind: 'prompt'; name: string; option: Option }
  | { kind: 'confirm' };

export function partOf(command: Command, action: Action): Subcommand | undefined {
  if (!command.subcommands) return command;
  return command.subcommands.find((one) => one.name === action.subcommand);
}

/** The option that is missing: the one asked for, else the first required one without a value. */
function missing(part: Subcommand, { action, asks }: Ask, hasFile: boolean): string | undefined {
  if (asks !== undefined && Object.hasOwn(part.options, asks)) return asks;
  return Object.entries(part.options).find(([name, option]) => {
    if (option.kind === 'file') return option.required && !hasFile;
    return option.required && !action.options[name]?.trim();
  })?.[0];
}

/** Telegram has no forms for commands: what is missing is asked for, one thing at a time. */
export function nextStep(ask: Ask, command: Command, hasFile: boolean): Step {
  if (command.subcommands && ask.action.subcommand === undefined) {
    return { kind: 'menu', command, subcommands: command.subcommands };
  }
  const part = partOf(command, ask.action);
  // A wrong subcommand is answered by the dispatch, which says the right ones.
  if (!part) return { kind: 'run' };
  const name = missing(part, ask, hasFile);
  if (name !== undefined) return { kind: 'prompt', name, option: part.options[name]! };
  return ask.confirm ? { kind: 'confirm' } : { kind: 'run' };
}

/** How an action is typed. */
export function usageOf({ command, subcommand, options }: Action): string {
  const given = Object.entries(options).map(([name, value]) => `${name}:${/\s/u.test(value) ? `"${value}"` : value}`);
  return [`/${command}`, ...(subcommand ? [subcommand] : []), ...given].join(' ');
}
