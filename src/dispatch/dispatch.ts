import type { Clock } from '#core/clock.ts';
import { type Command, type Context, type Suggestion, SUGGEST_FROM, SUGGEST_MOST } from '#core/command.ts';
import type { Desk } from '#core/desk.ts';
import { FeedError, UserError } from '#core/errors.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Meter } from '#core/meter.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Request } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import { nearestWord } from '#text/nearest.ts';
import type { Budget } from './budget.ts';
import { optionsOf, readWords, type Typed } from './words.ts';

/** Longest text taken from a person: more is an accident or an attack. UTF-16 units; Telegram's own limit of a message. */
const INPUT_MOST = 4096;

export interface DispatchParts {
  commands: readonly Command[];
  desk: Desk;
  say(locale: Locale): Say;
  defaults: { locale: Locale; zone: string };
  /** What a person and a chat may ask; without one there is no limit. */
  budget?: Budget | undefined;
  clock: Clock;
  log: Log;
  meter: Meter;
}

/**
 * Request in, reply out: finds the command, checks the right, reads the options, runs it.
 * The one place where errors become replies: a `UserError` or `FeedError` in the asker's words,
 * everything else as "something went wrong" with the id under which it was logged.
 */
export function createDispatch(parts: DispatchParts): Answer {
  const { commands, desk, clock, log, meter } = parts;
  let faults = 0;

  /** The command's name as a label: what nobody declared is `unknown`, so that labels stay few. */
  function nameOf(input: Request['input']): string {
    const name = typeof input === 'string' ? /^\s*\/?(\w+)/u.exec(input)?.[1] : input.command;
    return commands.find((one) => one.name === name)?.name ?? 'unknown';
  }

  async function contextOf(request: Request, page: number): Promise<Context> {
    const channel = await desk.channelOf(request.place);
    const locale = request.locale ?? channel.locale;
    return {
      asker: request.asker,
      place: request.place,
      locale,
      zone: channel.zone,
      moderator: request.moderator,
      page,
      now: clock.now(),
      attachments: request.attachments ?? [],
      say: parts.say(locale),
      desk,
    };
  }

  function take(request: Request): Typed {
    const { input } = request;
    if (typeof input !== 'string') return input;
    if (input.length > INPUT_MOST) throw new UserError('error.too-long', { most: INPUT_MOST });
    return readWords(input, commands);
  }

  function find(typed: Typed): Command {
    const command = commands.find((one) => one.name === typed.command);
    if (command) return command;
    const nearest = nearestWord(
      typed.command,
      commands.map((one) => one.name),
    );
    throw new UserError('error.unknown-command', { name: typed.command, nearest });
  }

  async function run(request: Request): Promise<Reply> {
    const typed = take(request);
    const command = find(typed);
    const part = optionsOf(command, typed.subcommand);
    if (!part) {
      throw new UserError('error.unknown-subcommand', {
        command: command.name,
        known: command.subcommands?.map((one) => one.name).join(', ') ?? '',
      });
    }
    if (command.permission === 'moderator' && !request.moderator) throw new UserError('error.moderators-only');
    const seconds = parts.budget?.take(request, part.cost ?? 1);
    if (seconds !== undefined) throw new UserError('error.too-fast', { seconds });
    const values: Record<string, string> = {};
    for (const [name, option] of Object.entries(part.options)) {
      const value = (Object.hasOwn(typed.options, name) ? String(typed.options[name]) : '').trim();
      if (value === '') {
        if (option.required) {
          const usage = [command.name, ...(command.subcommands ? [part.name] : []), name].join(' ');
          throw new UserError('error.option-missing', { name, usage: `/${usage}` });
        }
        continue;
      }
      if (option.choices && !option.choices.includes(value)) {
        throw new UserError('error.option-choice', { name, choices: option.choices.join(', ') });
      }
      values[name] = value;
    }
    const page = Number.isSafeInteger(typed.page) ? Math.max(1, typed.page!) : 1;
    return part.run(await contextOf(request, page), values);
  }

  function explain(error: unknown, request: Request): Reply {
    const say = parts.say(request.locale ?? parts.defaults.locale);
    const reply = (text: string): Reply => ({
      title: say('error.title'),
      blocks: [{ kind: 'text', spans: [text] }],
      visibility: 'asker',
    });
    if (error instanceof UserError) return reply(say(error.key, error.args as never));
    if (error instanceof FeedError) return reply(say(`fault.${error.fault}`, { status: error.status }));
    const id = `${clock.now().getTime().toString(36)}-${(++faults).toString(36)}`;
    log.error('dispatch.failed', { id, error });
    return reply(say('error.internal', { id }));
  }

  return {
    async reply(request) {
      const since = performance.now();
      let outcome = 'ok';
      try {
        return await run(request);
      } catch (error) {
        outcome = error instanceof UserError || error instanceof FeedError ? 'refused' : 'failed';
        return explain(error, request);
      } finally {
        const command = nameOf(request.input);
        meter.count('commands', { command, platform: request.place.platform, outcome });
        meter.time('command_duration', { command }, (performance.now() - since) / 1000);
      }
    },

    async suggest(request): Promise<Suggestion[]> {
      try {
        const typed = take(request);
        const command = commands.find((one) => one.name === typed.command);
        if (!command || (command.permission === 'moderator' && !request.moderator)) return [];
        const option = typed.typing && optionsOf(command, typed.subcommand)?.options[typed.typing];
        const given = typed.typing ? typed.options[typed.typing] : undefined;
        const value = given ?? '';
        if (!option) return [];
        if (option.choices)
          return option.choices.filter((one) => one.startsWith(value)).map((one) => ({ label: one, value: one }));
        // Where nothing is typed at all, a platform asks for what there is to choose from.
        const isListed = typeof request.input !== 'string' && given === undefined;
        if (!option.suggest || (!isListed && value.trim().length < SUGGEST_FROM)) return [];
        return (await option.suggest(value.trim(), await contextOf(request, 1))).slice(0, SUGGEST_MOST);
      } catch (error) {
        log.warn('dispatch.suggest-failed', { error });
        return [];
      }
    },
  };
}
