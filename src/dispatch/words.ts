import type { Command, Options, Subcommand } from '#core/command.ts';

/** A typed command taken apart, before its options are checked. */
export interface Typed {
  command: string;
  subcommand?: string;
  options: Record<string, string>;
  page?: number;
  /** Name of the option being typed last, for suggestions. */
  typing?: string;
}

interface Word {
  text: string;
  quoted: boolean;
}

/** Splits at white space; a part in straight or curly double quotes is one word, and a missing closing mark ends at the end. */
function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let current = '';
  let started = false;
  let quoted = false;
  let wasQuoted = false;
  for (const char of text) {
    if (quoted ? /["”]/u.test(char) : /["“”]/u.test(char)) {
      quoted = !quoted;
      started = true;
      wasQuoted = true;
    } else if (!quoted && /\s/u.test(char)) {
      if (started) words.push({ text: current, quoted: wasQuoted });
      current = '';
      started = false;
      wasQuoted = false;
    } else {
      current += char;
      started = true;
    }
  }
  if (started) words.push({ text: current, quoted: wasQuoted });
  return words;
}

/** The options a command (or its subcommand of that name) takes. */
export function optionsOf(command: Command, subcommand: string | undefined): Subcommand | undefined {
  if (!command.subcommands) return command;
  return command.subcommands.find((one) => one.name === subcommand);
}

/**
 * Reads `/feed add https://…`, `/quote Sabrina Singh`, `/quote person:"Sabrina Singh" about:nato page:2`.
 * All words that are no `name:value` of the command belong to its first option (CONTRACT §6).
 * A leading slash and Telegram's `@botname` are optional. Text without a known command keeps its first word as the name.
 */
export function readWords(text: string, commands: readonly Command[]): Typed {
  const [first, ...rest] = splitWords(text.trim());
  const name = (first?.text ?? '').replace(/^\//u, '').split('@', 1)[0]!.toLowerCase();
  const command = commands.find((one) => one.name === name);
  if (!command) return { command: name, options: {} };
  const typed: Typed = { command: name, options: {} };
  if (command.subcommands) {
    const subcommand = rest.shift();
    if (subcommand) typed.subcommand = subcommand.text.toLowerCase();
  }
  const spec: Options = optionsOf(command, typed.subcommand)?.options ?? {};
  const main = Object.keys(spec)[0];
  let current: string | undefined;
  const loose: string[] = [];
  for (const word of rest) {
    const named = /^([a-z_]+):(.*)$/su.exec(word.text);
    const option = named?.[1];
    if (option === 'page' && /^\d{1,6}$/u.test(named?.[2] ?? '')) {
      typed.page = Number(named?.[2]);
    } else if (option && Object.hasOwn(spec, option)) {
      typed.options[option] = named[2]!;
      current = option;
    } else if (main) {
      const isPhrase = word.quoted && spec[main]?.phrases && /\s/u.test(word.text);
      loose.push(isPhrase ? word.text.replace(/^(-?)(.*)$/su, '$1"$2"') : word.text);
      current = main;
    }
  }
  if (main && loose.length > 0) {
    typed.options[main] = [typed.options[main], ...loose].filter((part) => part !== undefined && part !== '').join(' ');
  }
  const typing = current ?? (/\s$/u.test(text) || rest.length > 0 ? main : undefined);
  if (typing) typed.typing = typing;
  return typed;
}

/** The text that `readWords` reads back: how a button's action is written down. */
export function writeWords(typed: {
  command: string;
  subcommand?: string;
  options: Record<string, string>;
  page?: number;
}): string {
  const quote = (value: string): string => `"${value.replaceAll(/["“”]/gu, '')}"`;
  const options = Object.entries(typed.options).map(([name, value]) => `${name}:${quote(value)}`);
  const page = typed.page === undefined ? [] : [`page:${typed.page}`];
  return [`/${typed.command}`, ...(typed.subcommand ? [typed.subcommand] : []), ...options, ...page].join(' ');
}
