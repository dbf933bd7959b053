import { createHash } from 'node:crypto';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Kind,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale as DiscordLocale,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody as Declaration,
} from 'discord.js';
import { type Command, type Options, SUGGEST_MOST } from '#core/command.ts';
import { type Locale, LOCALES } from '#core/locale.ts';
import type { PlainKey, Say } from '#core/messages.ts';
import { truncate } from '#text/truncate.ts';

/** developers/interactions/application-commands. */
const DESCRIPTION_MOST = 100;
/** Discord's names of the languages that we speak. */
const TAGS: Record<Locale, DiscordLocale[]> = {
  id: [DiscordLocale.Indonesian],
  en: [DiscordLocale.EnglishUS, DiscordLocale.EnglishGB],
};
const KINDS = {
  text: Kind.String,
  url: Kind.String,
  choice: Kind.String,
  role: Kind.Role,
  file: Kind.Attachment,
} as const;

/** Writes down commands as Discord wants to have them declared. `fallback`: the language for everybody else. */
export function createDeclare(
  say: (locale: Locale) => Say,
  fallback: Locale,
): (commands: readonly Command[]) => Declaration[] {
  const localized = (value: (locale: Locale) => string): Partial<Record<DiscordLocale, string>> =>
    Object.fromEntries(LOCALES.flatMap((locale) => TAGS[locale].map((tag) => [tag, value(locale)])));
  /** The names are the same words in every language (CONTRACT §6), and said so, or Discord would guess. */
  const named = (name: string, about: PlainKey) => ({
    name,
    name_localizations: localized(() => name),
    description: truncate(say(fallback)(about), DESCRIPTION_MOST),
    description_localizations: localized((locale) => truncate(say(locale)(about), DESCRIPTION_MOST)),
  });

  function optionsOf(options: Options): APIApplicationCommandBasicOption[] {
    const all = Object.entries(options).map(([name, option]): APIApplicationCommandBasicOption => {
      const common = { ...named(name, option.description), required: option.required ?? false };
      const type = KINDS[option.kind];
      if (type !== Kind.String) return { ...common, type };
      if (option.choices && option.choices.length <= SUGGEST_MOST) {
        return { ...common, type, choices: option.choices.map((value) => ({ name: value, value })) };
      }
      return { ...common, type, ...(option.suggest ? { autocomplete: true } : {}) };
    });
    return [...all.filter((one) => one.required), ...all.filter((one) => !one.required)];
  }

  return (commands) =>
    commands.map((command): Declaration => {
      const options: APIApplicationCommandOption[] = command.subcommands
        ? command.subcommands.map((part) => ({
            ...named(part.name, part.description),
            type: Kind.Subcommand,
            options: optionsOf(part.options),
          }))
        : optionsOf(command.options);
      return {
        ...named(command.name, command.description),
        type: ApplicationCommandType.ChatInput,
        options,
        default_member_permissions:
          command.permission === 'moderator' ? PermissionFlagsBits.ManageChannels.toString() : null,
        contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
        integration_types: [ApplicationIntegrationType.GuildInstall],
      };
    });
}

/** Changes exactly when the list does. */
export function hashOf(declarations: readonly Declaration[], applicationId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([applicationId, declarations]))
    .digest('base64url');
}
