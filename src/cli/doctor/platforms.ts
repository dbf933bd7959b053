import { scrub } from '#ops/scrub.ts';
import { type Finding, fault, good, note } from './finding.ts';

const DISCORD = 'https://discord.com/api';
const DISCORD_VERSION = 'v10';
const TELEGRAM = 'https://api.telegram.org';
const WAIT_MS = 10_000;
/** A clock that is further off makes alerts late and tokens of TLS invalid. */
const CLOCK_MOST_MS = 60_000;
/** View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Send Messages in Threads. */
const PERMISSIONS = '274878024704';
const UNREAD_MOST = 1000;

export interface Destination {
  platform: string;
  address: string;
  title: string;
}

interface Answer {
  status: number;
  body: Record<string, unknown> | unknown[];
  date: string | null;
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(WAIT_MS) });
  const text = await answer.text();
  let body: Answer['body'] = {};
  try {
    body = JSON.parse(text) as Answer['body'];
  } catch {
    // A proxy's page; the status says enough.
  }
  return { status: answer.status, body, date: answer.headers.get('date') };
}

/** A field as text, empty when it is missing. */
const textOf = (record: Record<string, unknown>, key: string): string => {
  const value = record[key];
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
};

/** Why a request never got an answer, without what may hold a token. */
function unreachable(about: string, root: string, setting: string, error: unknown): Finding {
  const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
  const why = cause?.code ?? (error as Error).name;
  return fault(
    about,
    `${new URL(root).host} can't be reached (${scrub(why)})`,
    `check the network and the name server of this machine${root.startsWith('https://') ? '' : `, and ${setting}`}`,
  );
}

function clockOf(date: string | null, now: Date): Finding[] {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  const off = Math.abs(theirs - now.getTime());
  if (!(off > CLOCK_MOST_MS)) return [];
  return [
    fault('clock', `this machine's clock is ${Math.round(off / 1000)} s off`, 'set it (timedatectl set-ntp true)'),
  ];
}

export interface PlatformParts {
  token: string;
  apiRoot?: string | undefined;
  now: Date;
  destinations: readonly Destination[];
}

export async function checkDiscord({ token, apiRoot = DISCORD, now, destinations }: PlatformParts): Promise<Finding[]> {
  const root = `${apiRoot.replace(/\/$/u, '')}/${DISCORD_VERSION}`;
  const headers = { authorization: `Bot ${token}` };
  try {
    const me = await ask(`${root}/users/@me`, headers);
    const user = me.body as { id?: string; username?: string; bot?: boolean };
    if (me.status === 401) {
      return [
        fault(
          'DISCORD_TOKEN',
          'Discord refuses it',
          'discord.com/developers/applications → your application → Bot → Reset Token',
        ),
      ];
    }
    if (me.status !== 200 || !user.id) {
      return [
        fault('discord', `/users/@me answered ${me.status}`, 'try again later; discordstatus.com tells of outages'),
      ];
    }
    const invite = `https://discord.com/oauth2/authorize?client_id=${user.id}&scope=bot+applications.commands&permissions=${PERMISSIONS}`;
    const found = [good('discord', `the bot is ${user.username}`), ...clockOf(me.date, now)];
    const guilds = await ask(`${root}/users/@me/guilds?limit=200`, headers);
    if (Array.isArray(guilds.body) && guilds.body.length === 0) {
      found.push(note('discord', 'the bot is in no server', `invite it: ${invite}`));
    }
    for (const { address, title } of destinations) {
      const channel = await ask(`${root}/channels/${address}`, headers);
      if (channel.status === 403) {
        found.push(
          fault(
            'discord',
            `${title}: View Channel is missing`,
            'channel settings → Permissions → the bot: View Channel, Send Messages, Embed Links, Attach Files',
          ),
        );
      }
      if (channel.status === 404) {
        found.push(note('discord', `${title}: the channel is gone`, 'nothing: it is closed at the next post'));
      }
    }
    return found;
  } catch (error) {
    return [unreachable('discord', apiRoot, 'DISCORD_API_ROOT', error)];
  }
}

export async function checkTelegram(parts: PlatformParts & { webhookUrl?: string | undefined }): Promise<Finding[]> {
  const { token, apiRoot = TELEGRAM, now, destinations, webhookUrl } = parts;
  const call = (method: string): Promise<Answer> => ask(`${apiRoot.replace(/\/$/u, '')}/bot${token}/${method}`);
  const resultOf = (answer: Answer): Record<string, unknown> =>
    (answer.body as { result?: Record<string, unknown> }).result ?? {};
  try {
    const me = await call('getMe');
    if (me.status === 401 || me.status === 404) {
      return [fault('TELEGRAM_TOKEN', 'Telegram refuses it', '@BotFather shows the right one with /token')];
    }
    const bot = resultOf(me);
    if (me.status !== 200 || bot['id'] === undefined) {
      return [fault('telegram', `getMe answered ${me.status}`, 'try again later')];
    }
    const found = [good('telegram', `the bot is @${textOf(bot, 'username')}`), ...clockOf(me.date, now)];
    if (bot['can_join_groups'] === false) {
      found.push(note('telegram', 'the bot may not join groups', '@BotFather → /setjoingroups → Enable'));
    }
    const hook = resultOf(await call('getWebhookInfo'));
    const url = textOf(hook, 'url');
    if (url !== '' && webhookUrl === undefined) {
      found.push(
        note(
          'telegram',
          'another program receives the updates by webhook; polling takes them over',
          'stop the other program, or use its token there alone',
        ),
      );
    }
    if (webhookUrl !== undefined && url !== '' && url !== webhookUrl) {
      found.push(note('telegram', 'the webhook points elsewhere until the next start', 'restart Kabar'));
    }
    if (hook['last_error_message'] !== undefined) {
      found.push(
        fault(
          'telegram',
          `the webhook failed: ${scrub(textOf(hook, 'last_error_message'))}`,
          'check that TELEGRAM_WEBHOOK_URL reaches this process from outside, with a valid certificate',
        ),
      );
    }
    if (Number(hook['pending_update_count'] ?? 0) > UNREAD_MOST) {
      found.push(
        note(
          'telegram',
          `${String(hook['pending_update_count'])} updates wait`,
          'is a process with the role serve running?',
        ),
      );
    }
    for (const { address, title } of destinations) {
      const [chat] = address.split(':');
      if (!chat?.startsWith('-')) continue;
      const mine = await call(`getChatMember?chat_id=${chat}&user_id=${textOf(bot, 'id')}`);
      const { status, can_post_messages: mayPost } = resultOf(mine);
      if (mine.status === 200 && ['left', 'kicked'].includes(String(status))) {
        found.push(note('telegram', `${title}: the bot is not a member`, 'add it to the chat again'));
      } else if (mine.status === 200 && mayPost === false) {
        found.push(fault('telegram', `${title}: it may not post`, 'channel → Administrators → the bot: Post Messages'));
      } else if (mine.status === 400 || mine.status === 403) {
        found.push(note('telegram', `${title}: the chat can't be seen`, 'add the bot to the chat again'));
      }
    }
    return found;
  } catch (error) {
    return [unreachable('telegram', apiRoot, 'TELEGRAM_API_ROOT', error)];
  }
}
