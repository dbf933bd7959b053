import { type APIApplicationCommandOption, InteractionResponseType as Kind } from 'discord.js';
import type { Gateway } from './gateway.ts';
import type { PendingInteraction } from './answers.ts';
import type { FakeRest } from './rest.ts';
import {
  ALL,
  buttonsOf,
  channelJson,
  type FakeChannel,
  type FakeMessage,
  type FakeUser,
  MEMBER,
  messageJson,
  readMessage,
  RIGHTS,
  type ShownButton,
  userJson,
  type World,
} from './world.ts';

export interface Actor {
  user: FakeUser;
  channel: FakeChannel;
  moderator?: boolean;
  locale?: string;
}

export interface Typed {
  command: string;
  subcommand?: string;
  options?: Record<string, string>;
}

/** What came of something a person did. */
export interface Outcome {
  ackMs: number;
  /** `promised`: how the first answer was given (developers/interactions: 4 said, 5 deferred, 6 deferred in place, 8 choices, 9 form). */
  type: number;
  message?: FakeMessage;
  messages: FakeMessage[];
  text: string;
  isEphemeral: boolean;
  choices: { name: string; value: string }[];
  modal?: {
    custom_id: string;
    title: string;
    components: {
      label: string;
      component: {
        custom_id: string;
        type: number;
        value?: string;
        options?: { label: string; value: string; default?: boolean }[];
      };
    }[];
  };
}

export interface People {
  /** Types a command. Throws when Discord itself would not offer it. */
  type(actor: Actor, typed: Typed, file?: { name: string; url: string; size: number }): Promise<Outcome>;
  /** Discord's own permissions can be overridden by a server's administrators: types it all the same. */
  force(actor: Actor, typed: Typed): Promise<Outcome>;
  complete(actor: Actor, typed: Typed, typing: string): Promise<Outcome>;
  press(actor: Actor, message: FakeMessage, label: string): Promise<Outcome>;
  /** Presses what was under the message when it was looked at, though the message may have changed since. */
  pressSeen(actor: Actor, message: FakeMessage, button: ShownButton): Promise<Outcome>;
  submit(
    actor: Actor,
    modal: NonNullable<Outcome['modal']>,
    values: Record<string, string>,
    message?: FakeMessage,
  ): Promise<Outcome>;
}

interface Declared {
  name: string;
  default_member_permissions?: string | null;
  options?: APIApplicationCommandOption[];
}

const WAIT_MS = 20_000;
const AT_ONCE: ReadonlySet<Kind> = new Set([
  Kind.ChannelMessageWithSource,
  Kind.ApplicationCommandAutocompleteResult,
  Kind.Modal,
]);

export function createPeople(world: World, rest: FakeRest, gateway: Gateway): People {
  function base({ user, channel, moderator = false, locale = 'id' }: Actor, type: number, data: object) {
    const id = world.snowflake();
    const isPrivate = channel.type === 1;
    const member = {
      user: userJson(user),
      permissions: String(moderator ? ALL | RIGHTS.ManageChannels : MEMBER),
      roles: [],
      joined_at: new Date(0).toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
    };
    return {
      id,
      application_id: world.applicationId,
      type,
      data,
      token: `interaction-token-${id}`,
      version: 1,
      channel: channelJson(world, channel),
      channel_id: channel.id,
      app_permissions: String(world.rightsIn(channel)),
      locale,
      entitlements: [],
      authorizing_integration_owners: { 0: channel.guildId ?? '0' },
      attachment_size_limit: 10_485_760,
      ...(isPrivate
        ? { user: userJson(user), context: 1 }
        : {
            member,
            guild_id: channel.guildId,
            guild: { id: channel.guildId, locale: 'id', features: [] },
            guild_locale: 'id',
            context: 0,
          }),
    };
  }

  const isDone = (pending: PendingInteraction): boolean => {
    const type = pending.callback?.type;
    if (type === undefined) return false;
    return AT_ONCE.has(type) || pending.said.length > 0;
  };

  async function act(actor: Actor, type: number, data: object, message?: FakeMessage): Promise<Outcome> {
    const raw = base(actor, type, data);
    const pending = await new Promise<PendingInteraction>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${JSON.stringify(data).slice(0, 200)}`)), WAIT_MS);
      const one: PendingInteraction = {
        id: raw.id,
        token: raw.token,
        userId: actor.user.id,
        channelId: actor.channel.id,
        at: Date.now(),
        ...(message ? { original: message } : {}),
        said: [],
        changed() {
          if (!isDone(one)) return;
          clearTimeout(timer);
          resolve(one);
        },
      };
      rest.interactions.set(raw.id, one);
      const shown = message
        ? { message: { ...messageJson(world, message), flags: message.ephemeralFor ? 64 : 0 } }
        : {};
      gateway.dispatch('INTERACTION_CREATE', { ...raw, ...shown }, actor.channel.guildId);
    });
    const last = pending.said.at(-1);
    const { callback } = pending;
    return {
      ackMs: pending.ackMs ?? 0,
      type: callback!.type,
      messages: pending.said,
      text: pending.said.map((one) => readMessage(one).text).join('\n'),
      isEphemeral: last?.ephemeralFor !== undefined,
      choices: callback!.type === Kind.ApplicationCommandAutocompleteResult ? (callback!.data?.choices ?? []) : [],
      ...(last ? { message: last } : {}),
      ...(callback!.type === Kind.Modal ? { modal: callback!.data as never } : {}),
    };
  }

  function declared(typed: Typed): Declared {
    const found = world.commands.find((one) => one.name === typed.command) as Declared | undefined;
    if (!found) throw new Error(`Discord knows no /${typed.command}`);
    return found;
  }

  function optionsOf(typed: Typed, typing?: string, isForced = false): object[] {
    const command = declared(typed);
    const part = typed.subcommand ? command.options?.find((one) => one.name === typed.subcommand) : command;
    if (!part) throw new Error(`Discord knows no /${typed.command} ${typed.subcommand}`);
    const spec = (part as Declared).options ?? [];
    const options = Object.entries(typed.options ?? {}).map(([name, value]) => {
      const option = spec.find((one) => one.name === name);
      if (!option) throw new Error(`/${typed.command} has no option ${name}`);
      return { name, type: option.type, value, ...(name === typing ? { focused: true } : {}) };
    });
    if (typing === undefined && !isForced) {
      const missing = spec.find(
        (one) => 'required' in one && one.required && !options.some((given) => given.name === one.name),
      );
      if (missing) throw new Error(`Discord asks for ${missing.name}`);
    }
    return typed.subcommand ? [{ name: typed.subcommand, type: 1, options }] : options;
  }

  const commandData = (
    typed: Typed,
    typing?: string,
    isForced = false,
  ): { id: string; name: string; type: 1; options: object[]; resolved?: object } => ({
    id: world.snowflake(),
    name: typed.command,
    type: 1,
    options: optionsOf(typed, typing, isForced),
  });

  const pressSeen: People['pressSeen'] = (actor, message, { customId }) =>
    act(actor, 3, { custom_id: customId, component_type: 2 }, message);

  return {
    async type(actor, typed, file) {
      const { default_member_permissions: needed } = declared(typed);
      const held = actor.moderator ? ALL | RIGHTS.ManageChannels : MEMBER;
      if (actor.channel.type !== 1 && needed && (held & BigInt(needed)) !== BigInt(needed)) {
        throw new Error(`Discord does not offer /${typed.command} to ${actor.user.name}`);
      }
      if (!file) return act(actor, 2, commandData(typed));
      const id = world.snowflake();
      const data = commandData({ ...typed, options: { ...typed.options, file: id } });
      const attachment = { id, filename: file.name, url: file.url, proxy_url: file.url, size: file.size };
      return act(actor, 2, { ...data, resolved: { attachments: { [id]: attachment } } });
    },
    force: (actor, typed) => act(actor, 2, commandData(typed, undefined, true)),
    complete: (actor, typed, typing) => act(actor, 4, commandData(typed, typing)),
    async press(actor, message, label) {
      const buttons = buttonsOf(message);
      const button = buttons.find((one) => one.label.includes(label));
      if (!button?.customId) throw new Error(`no button ${label}, only ${buttons.map((one) => one.label).join(', ')}`);
      return pressSeen(actor, message, button);
    },
    pressSeen,
    async submit(actor, modal, values, message) {
      const components = modal.components.map(({ component }, index) => {
        const value =
          values[component.custom_id] ?? component.value ?? component.options?.find((one) => one.default)?.value ?? '';
        const filled = component.type === 3 ? { values: value === '' ? [] : [value] } : { value };
        return {
          type: 18,
          id: index * 2 + 1,
          component: { type: component.type, id: index * 2 + 2, custom_id: component.custom_id, ...filled },
        };
      });
      return act(actor, 5, { custom_id: modal.custom_id, components }, message);
    },
  };
}
