import { type ChannelSettings, STYLES, type Style } from '#core/alerts.ts';
import { type Command, type Context, defineSubcommand } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import { isLocale } from '#core/locale.ts';
import type { Reply } from '#core/reply.ts';
import { channelForm, type FormName, formButtons, FORMS } from './channel-form.ts';
import { channelSample } from './channel-sample.ts';
import { isOff, readCap, readQuiet, readSwitch, readTime, readZone, settingsBlock } from './settings.ts';

/** A filter's length; longer ones are an accident. UTF-16 units. */
const FILTER_MOST = 1000;
/** A platform's own id of a role, or its way of writing a mention. */
const ROLE = /^(?:<@&)?(\d{5,25})>?$/u;

const SET = {
  language: { kind: 'text', description: 'channel.option.language', choices: ['id', 'en'] },
  mode: { kind: 'choice', description: 'channel.option.mode', choices: ['live', 'digest'] },
  digest_at: { kind: 'text', description: 'channel.option.digest-at' },
  quiet: { kind: 'text', description: 'channel.option.quiet' },
  only: { kind: 'text', description: 'channel.option.only', phrases: true },
  except: { kind: 'text', description: 'channel.option.except', phrases: true },
  style: { kind: 'choice', description: 'channel.option.style', choices: STYLES },
  mention: { kind: 'role', description: 'channel.option.mention' },
  max_per_hour: { kind: 'text', description: 'channel.option.max-per-hour' },
  zone: { kind: 'text', description: 'channel.option.zone' },
  breaking: { kind: 'choice', description: 'channel.option.breaking', choices: ['on', 'off'] },
  form: { kind: 'choice', description: 'channel.option.form', choices: FORMS },
} as const;

type Given = { [K in keyof typeof SET]: string | undefined };

/** @throws UserError */
function readFilter({ desk }: Context, given: string): string | undefined {
  if (isOff(given)) return undefined;
  if (given.length > FILTER_MOST) throw new UserError('subscribe.too-long', { most: FILTER_MOST });
  if (!given.split(',').every((one) => one.trim() === '' || desk.canMatch(one))) {
    throw new UserError('setting.bad-filter', { given });
  }
  if (!desk.canMatch(given)) throw new UserError('setting.bad-filter', { given });
  return given;
}

/** @throws UserError */
function readMention(given: string): string | undefined {
  if (isOff(given)) return undefined;
  const role = ROLE.exec(given.trim())?.[1];
  if (role === undefined) throw new UserError('setting.bad-mention', { given });
  return role;
}

function changesOf(context: Context, given: Given): Partial<ChannelSettings> {
  const change: Partial<ChannelSettings> = {};
  if (given.mode !== undefined) change.mode = given.mode as ChannelSettings['mode'];
  if (given.digest_at !== undefined) {
    // An hour means a digest; none means none.
    change.mode = isOff(given.digest_at) ? 'live' : 'digest';
    if (!isOff(given.digest_at)) change.digestAt = readTime(given.digest_at);
    if (given.mode === 'live') change.mode = 'live';
  }
  if (given.quiet !== undefined) change.quiet = readQuiet(given.quiet);
  if (given.only !== undefined) change.only = readFilter(context, given.only);
  if (given.except !== undefined) change.except = readFilter(context, given.except);
  if (given.style !== undefined) change.style = given.style as Style;
  if (given.mention !== undefined) change.mention = readMention(given.mention);
  if (given.max_per_hour !== undefined) change.maxPerHour = readCap(given.max_per_hour);
  if (given.breaking !== undefined) change.breaking = readSwitch(given.breaking);
  return change;
}

const show = defineSubcommand({
  name: 'show',
  description: 'channel.show.about',
  options: {},
  async run(context): Promise<Reply> {
    const channel = await context.desk.channelOf(context.place);
    return {
      title: context.say('channel.title', { changed: false }),
      blocks: [settingsBlock(context, channel, true)],
      buttons: formButtons(context),
    };
  },
});

const set = defineSubcommand({
  name: 'set',
  description: 'channel.set.about',
  options: SET,
  async run(context, given): Promise<Reply> {
    const { desk, place } = context;
    const settings = changesOf(context, given);
    const locale = given.language;
    if (locale !== undefined && !isLocale(locale)) throw new UserError('setting.bad-language', { given: locale });
    const before = await desk.channelOf(place);
    const zone = given.zone === undefined ? undefined : readZone(given.zone);
    if (Object.keys(settings).length === 0 && !locale && !zone) {
      const name = given.form as FormName | undefined;
      return {
        title: context.say('channel.nothing'),
        blocks: [],
        ...(name ? { form: channelForm(context, before, name) } : { buttons: formButtons(context) }),
        visibility: 'asker',
      };
    }
    const channel = await desk.channels.set(before.id, {
      settings,
      ...(locale ? { locale } : {}),
      ...(zone ? { zone } : {}),
    });
    await desk.rehold(channel);
    return {
      title: context.say('channel.title', { changed: true }),
      blocks: [settingsBlock(context, channel, true), ...(await channelSample(context, channel))],
    };
  },
});

const channel: Command = {
  name: 'channel',
  description: 'channel.about',
  permission: 'moderator',
  subcommands: [show, set],
};
export default channel;
