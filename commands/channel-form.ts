import { STYLES } from '#core/alerts.ts';
import type { Context } from '#core/command.ts';
import type { Channel } from '#core/news.ts';
import type { Action, Button, Form, FormField } from '#core/reply.ts';
import { showTime } from './settings.ts';

/** A form has five fields at most, so the settings are two: when posts come, and what is in them. */
export const FORMS = ['time', 'content'] as const;
export type FormName = (typeof FORMS)[number];

const OFF = 'off';
const set = (options: Record<string, string> = {}): Action => ({ command: 'channel', subcommand: 'set', options });

function timeFields({ say }: Context, { locale, zone, settings }: Channel): FormField[] {
  const { mode, digestAt, quiet } = settings;
  return [
    {
      name: 'language',
      label: say('setting.language'),
      value: locale,
      choices: [
        { label: 'Bahasa Indonesia', value: 'id' },
        { label: 'English', value: 'en' },
      ],
    },
    {
      name: 'mode',
      label: say('setting.mode'),
      hint: say('channel.option.mode'),
      value: mode,
      choices: ['live', 'digest'].map((value) => ({ label: value, value })),
    },
    {
      name: 'digest_at',
      label: say('setting.digest-at'),
      hint: say('channel.option.digest-at'),
      value: showTime(digestAt),
    },
    {
      name: 'quiet',
      label: say('setting.quiet'),
      hint: say('channel.option.quiet'),
      empty: OFF,
      ...(quiet ? { value: `${showTime(quiet.from)}-${showTime(quiet.to)}` } : {}),
    },
    { name: 'zone', label: say('setting.zone'), hint: say('channel.option.zone'), value: zone },
  ];
}

function contentFields({ say }: Context, { settings }: Channel): FormField[] {
  const { style, only, except, maxPerHour, breaking } = settings;
  return [
    {
      name: 'style',
      label: say('setting.style'),
      value: style,
      choices: STYLES.map((value) => ({ label: say(`setting.style.${value}`), value })),
    },
    {
      name: 'only',
      label: say('setting.only'),
      hint: say('channel.option.only'),
      empty: OFF,
      ...(only ? { value: only } : {}),
    },
    {
      name: 'except',
      label: say('setting.except'),
      hint: say('channel.option.except'),
      empty: OFF,
      ...(except ? { value: except } : {}),
    },
    {
      name: 'max_per_hour',
      label: say('setting.max-per-hour'),
      hint: say('channel.option.max-per-hour'),
      empty: OFF,
      ...(maxPerHour === undefined ? {} : { value: String(maxPerHour) }),
    },
    {
      name: 'breaking',
      label: say('setting.breaking'),
      hint: say('channel.option.breaking'),
      value: breaking ? 'on' : OFF,
      choices: [
        { label: say('setting.on'), value: 'on' },
        { label: say('setting.off'), value: OFF },
      ],
    },
  ];
}

/** The settings to fill in, as they are now. */
export function channelForm(context: Context, channel: Channel, name: FormName): Form {
  const fields = { time: timeFields, content: contentFields }[name](context, channel);
  return {
    title: context.say(`channel.form.${name}`),
    submit: context.say('channel.form.save'),
    action: set(),
    fields,
  };
}

/** One button for each form. */
export function formButtons({ say }: Context): Button[] {
  return FORMS.map((name) => ({ label: say(`channel.form.${name}`), form: set({ form: name }) }));
}
