import type { Command, Option, Subcommand } from '#core/command.ts';
import type { Action } from '#core/reply.ts';
import type { Ask } from './asks.ts';

/** What an ask needs before it can run. */
export type Step =
  | { kind: 'run' }
  | { kind: 'menu'; command: Command; subcommands: readonly Subcommand[] }
  | { kind: 'prompt'; name: string; option: Option };

export function partOf(command: Command, action: Action): Subcommand | undefined {
  if (!command.subcommands) return command;
  return command.subcommands.find((one) => one.name === action.subcommand);
}

/** The option that is missing: the one asked for, a required one without a value, or the file that is the point of it all. */
function missing({ options }: Subcommand, { action, asks }: Ask, hasFile: boolean): string | undefined {
  if (asks !== undefined && Object.hasOwn(options, asks)) return asks;
  const names = Object.keys(options);
  const isGiven = (name: string): boolean =>
    options[name]!.kind === 'file' ? hasFile : Boolean(action.options[name]?.trim());
  const required = names.find((name) => options[name]!.required && !isGiven(name));
  if (required !== undefined) return required;
  return names.some(isGiven) ? undefined : names.find((name) => options[name]!.kind === 'file');
}

/** What was asked for, with the answer: words for a file's option are its address, and go to the first option. */
export function withAnswer(question: Ask, text: string, command: Command): Ask {
  const { at, action } = question;
  const options = partOf(command, action)?.options ?? {};
  const isFile = question.asks !== undefined && options[question.asks]?.kind === 'file';
  const name = isFile ? Object.keys(options)[0] : question.asks;
  if (text === '' || name === undefined) return { at, action };
  return { at, action: { ...action, options: { ...action.options, [name]: text } } };
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
  return name === undefined ? { kind: 'run' } : { kind: 'prompt', name, option: part.options[name]! };
}

/** How an action is typed. */
export function usageOf({ command, subcommand, options }: Action): string {
  const given = Object.entries(options).map(([name, value]) => `${name}:${/\s/u.test(value) ? `"${value}"` : value}`);
  return [`/${command}`, ...(subcommand ? [subcommand] : []), ...given].join(' ');
}
