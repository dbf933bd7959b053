import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type Client,
  InteractionResponseType as Answered,
  InteractionType,
  MessageFlags,
  RESTJSONErrorCodes as Code,
  Routes,
} from 'discord.js';
import type { Clock } from '#core/clock.ts';
import { type Command, SUGGEST_MOST } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Log } from '#core/log.ts';
import type { Say } from '#core/messages.ts';
import type { Answer, Notes, Request } from '#core/platform.ts';
import type { Action, Reply } from '#core/reply.ts';
import { truncate } from '#text/truncate.ts';
import { decodeAction } from './action.ts';
import { isCode, toFailure } from './errors.ts';
import { readForm, renderForm } from './form.ts';
import { visibleLine } from './markdown.ts';
import { render } from './render.ts';
import { circumstances, localeOf, readCommand, userOf } from './request.ts';
import { createSay, type Thread } from './say.ts';

/** developers/interactions/application-commands: name and value of a choice. */
const CHOICE_MOST = 100;

export interface InteractionParts {
  client: Client;
  /** Who answers; undefined before the start. */
  answer(): Answer | undefined;
  /** The commands made known, for which of them are personal. */
  commands(): readonly Command[];
  forumOf(threadId: string): { id: string; name: string } | undefined;
  say(locale: Locale): Say;
  fallback: Locale;
  notes: Notes;
  clock: Clock;
  log: Log;
}

/** Whether the pressed button hangs on a message that is the presser's own: an answer to them, or seen by them alone. */
function isOwn(message: APIMessage | undefined, userId: string): boolean {
  if (!message) return false;
  const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return isEphemeral || message.interaction_metadata?.user.id === userId;
}

/** Answers what people do: acknowledged at once (3 s are given), then run, then said. Never rejects. */
export function createInteractions(parts: InteractionParts): (raw: APIInteraction) => Promise<void> {
  const { client, notes, clock, log } = parts;
  const answer: Answer = {
    reply: (request) => parts.answer()!.reply(request),
    suggest: (request) => parts.answer()!.suggest(request),
  };
  const say = createSay(parts);

  async function respond(raw: APIInteraction, body: APIInteractionResponse): Promise<void> {
    const once = (): Promise<unknown> =>
      client.rest.post(Routes.interactionCallback(raw.id, raw.token), { auth: false, body });
    try {
      await once();
    } catch (error) {
      const { reason } = toFailure(error);
      if (reason !== 'uncertain' && reason !== 'unavailable') throw error;
      // Within the three seconds a second try costs nothing: what was taken already is refused as answered.
      await once().catch((again: unknown) => {
        if (!isCode(again, Code.InteractionHasAlreadyBeenAcknowledged)) throw again;
      });
    }
  }

  function isPersonal(command: string): boolean {
    const declared = parts.commands().find((one) => one.name === command);
    return declared?.personal ?? declared?.permission === 'moderator';
  }

  function told(raw: APIInteraction, key: 'error.button-old' | 'error.not-shown'): Reply {
    const words = parts.say(localeOf(raw) ?? parts.fallback);
    return { title: words('error.title'), blocks: [{ kind: 'text', spans: [words(key)] }], visibility: 'asker' };
  }

  const threadOf = (raw: APIInteraction, more: Pick<Thread, 'isEphemeral' | 'inPlace' | 'opens'>): Thread => ({
    applicationId: raw.application_id,
    token: raw.token,
    at: clock.now(),
    ...more,
  });

  const defer = (isEphemeral: boolean): APIInteractionResponse => ({
    type: Answered.DeferredChannelMessageWithSource,
    data: isEphemeral ? { flags: MessageFlags.Ephemeral } : {},
  });

  const requestOf = (raw: APIInteraction, input: Request['input']): Request => ({
    ...circumstances(raw, parts.forumOf),
    input,
  });

  async function onCommand(raw: APIChatInputApplicationCommandInteraction): Promise<void> {
    const asked = readCommand(raw);
    if (!asked) return;
    const isEphemeral = isPersonal(asked.input.command);
    await respond(raw, defer(isEphemeral));
    const { attachments, input } = asked;
    const reply = await answer.reply({ ...requestOf(raw, input), ...(attachments.length > 0 ? { attachments } : {}) });
    await say(reply, threadOf(raw, { isEphemeral, inPlace: false, opens: input }), told(raw, 'error.not-shown'));
  }

  async function onTyping(raw: APIApplicationCommandAutocompleteInteraction): Promise<void> {
    const asked = readCommand(raw);
    const found = asked ? await answer.suggest(requestOf(raw, asked.input)) : [];
    const choices = found
      // A value that is cut is another value.
      .filter(({ value }) => value !== '' && value.length <= CHOICE_MOST)
      .slice(0, SUGGEST_MOST)
      .map(({ label, value }) => ({ name: truncate(visibleLine(label), CHOICE_MOST) || value, value }));
    await respond(raw, { type: Answered.ApplicationCommandAutocompleteResult, data: { choices } });
  }

  /** A form must be the first answer, so nothing is promised before the action was run. */
  async function openForm(raw: APIMessageComponentInteraction, action: Action): Promise<void> {
    const reply = await answer.reply(requestOf(raw, action));
    if (reply.form) {
      const { modal, keep } = renderForm(reply.form);
      if (keep) await notes.set(keep.key, keep.value);
      await respond(raw, { type: Answered.Modal, data: modal });
      return;
    }
    const { messages, keep } = render(reply);
    for (const one of keep) await notes.set(one.key, one.value);
    const { nonce: _nonce, ...data } = messages[0]!.body;
    await respond(raw, {
      type: Answered.ChannelMessageWithSource,
      data: { ...data, flags: MessageFlags.Ephemeral },
    });
  }

  async function run(raw: APIMessageComponentInteraction | APIModalSubmitInteraction, action: Action): Promise<void> {
    const inPlace = isOwn(raw.message, userOf(raw)?.id ?? '');
    // On a message that is everybody's, an answer to one person is for that person.
    await respond(raw, inPlace ? { type: Answered.DeferredMessageUpdate } : defer(true));
    const reply = await answer.reply(requestOf(raw, action));
    const isEphemeral = !inPlace || ((raw.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    await say(reply, threadOf(raw, { isEphemeral, inPlace, opens: action }), told(raw, 'error.not-shown'));
  }

  async function onButton(raw: APIMessageComponentInteraction): Promise<void> {
    const pressed = await decodeAction(raw.data.custom_id, notes);
    if (pressed?.purpose === 'f') return openForm(raw, pressed.action);
    if (pressed) return run(raw, pressed.action);
    await respond(raw, defer(true));
    const old = told(raw, 'error.button-old');
    return say(old, threadOf(raw, { isEphemeral: true, inPlace: false }), old);
  }

  async function onForm(raw: APIModalSubmitInteraction): Promise<void> {
    const sent = await decodeAction(raw.data.custom_id, notes);
    if (!sent) {
      await respond(raw, defer(true));
      const old = told(raw, 'error.button-old');
      return say(old, threadOf(raw, { isEphemeral: true, inPlace: false }), old);
    }
    const options = { ...sent.action.options, ...readForm(raw.data) };
    return run(raw, { ...sent.action, options });
  }

  async function take(raw: APIInteraction): Promise<void> {
    if (!userOf(raw) || !parts.answer()) return;
    switch (raw.type) {
      case InteractionType.ApplicationCommand:
        return onCommand(raw as APIChatInputApplicationCommandInteraction);
      case InteractionType.ApplicationCommandAutocomplete:
        return onTyping(raw);
      case InteractionType.MessageComponent:
        return onButton(raw);
      case InteractionType.ModalSubmit:
        return onForm(raw);
      default:
    }
  }

  return async (raw) => {
    try {
      await take(raw);
    } catch (error) {
      // Answered too late, or twice: nobody can be told any more.
      const isLate =
        isCode(error, Code.UnknownInteraction) || isCode(error, Code.InteractionHasAlreadyBeenAcknowledged);
      if (isLate) log.warn('discord.interaction-late', { type: raw.type });
      else log.error('discord.interaction-failed', { type: raw.type, ...toFailure(error), error });
    }
  };
}
