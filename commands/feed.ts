import { type Context, defineSubcommand, type Command, PAGE_SIZE } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import type { Channel } from '#core/news.ts';
import type { Action, Block, Reply, Span } from '#core/reply.ts';
import type { FollowedFeed } from '#core/stores.ts';
import { nearestWord } from '#text/nearest.ts';
import { showMoment } from '#text/show-date.ts';
import { exportFeeds, importFeeds } from './feed-opml.ts';
import { paging, sliceOf } from './page.ts';
import { suggestFeeds } from './suggest.ts';

/** How far back messages that did not arrive are listed. */
const TROUBLES_MS = 7 * 24 * 60 * 60_000;

const WHICH = {
  feed: { kind: 'text', description: 'feed.option.feed', required: true, suggest: suggestFeeds },
} as const;

/** A site is typed without its scheme more often than with it. */
const withScheme = (url: string): string => (/^[a-z][a-z0-9+.-]*:/iu.test(url) ? url : `https://${url}`);

/** The followed feed a person names by title, part of the title, or address. @throws UserError when none or several fit. */
async function pick(context: Context, name: string): Promise<{ channel: Channel; followed: FollowedFeed }> {
  const channel = await context.desk.channelOf(context.place);
  const all = await context.desk.feeds.followed(channel.id);
  const folded = name.toLowerCase();
  const exact = all.filter(({ feed }) => feed.url === name || feed.title.toLowerCase() === folded);
  const fitting = exact.length > 0 ? exact : all.filter(({ feed }) => feed.title.toLowerCase().includes(folded));
  if (fitting.length === 1) return { channel, followed: fitting[0]! };
  if (fitting.length > 1)
    throw new UserError('feed.which', { feed: fitting.map(({ feed }) => feed.title).join(' · ') });
  const nearest = nearestWord(
    folded,
    all.map(({ feed }) => feed.title.toLowerCase()),
  );
  throw new UserError('feed.unknown', {
    feed: name,
    nearest: all.find(({ feed }) => feed.title.toLowerCase() === nearest)?.feed.title,
  });
}

function stateOf(context: Context, { health, paused }: FollowedFeed): string {
  const { say, zone, locale } = context;
  if (paused) return say('feed.state.paused');
  const next = `, ${say('feed.state.next', { when: showMoment(health.dueAt, zone, locale) })}`;
  if (health.fault) {
    const why = say(`fault.${health.fault}`, { status: health.status });
    return say('feed.state.failing', { why, failures: health.failures }) + next;
  }
  if (!health.polledAt) return say('feed.state.waiting');
  return say('feed.state.ok', { polled: showMoment(health.polledAt, zone, locale) }) + next;
}

const told = (title: string, ...text: string[]): Reply => ({
  title,
  blocks: text.map((line) => ({ kind: 'text', spans: [line] })),
});

const add = defineSubcommand({
  name: 'add',
  cost: 5,
  description: 'feed.add.about',
  options: { url: { kind: 'url', description: 'feed.option.url', required: true } },
  async run(context, values) {
    const { say, desk, place, asker, now } = context;
    const url = withScheme(values.url);
    const rights = await desk.missingRights(place);
    if (rights.length > 0) throw new UserError('feed.rights-missing', { rights: rights.join(', ') });
    const found = await desk.discover(url);
    if (found.kind === 'nothing') {
      throw new UserError('feed.found-nothing', { url, why: say(`fault.${found.fault}`, { status: undefined }) });
    }
    if (found.kind === 'several') {
      return {
        title: say('feed.several', { url }),
        blocks: [
          { kind: 'list', items: found.feeds.map((feed) => [{ text: feed.title, style: 'strong' }, ` ${feed.url}`]) },
        ],
        buttons: found.feeds.map((feed) => ({
          label: feed.title,
          action: { command: 'feed', subcommand: 'add', options: { url: feed.url } },
        })),
      };
    }
    const channel = await desk.channelOf(place);
    const followed = (await desk.feeds.followed(channel.id)).map((one) => one.feed.url);
    if (followed.length >= desk.feedsMost && !followed.includes(found.feed.url)) {
      throw new UserError('feed.too-many', { most: desk.feedsMost, now: followed.length + 1 });
    }
    const { newest, title, siteUrl, language } = found.feed;
    const feed = await desk.feeds.add({ url: found.feed.url, title, siteUrl, language, topics: [] });
    const { added } = await desk.feeds.follow(channel.id, feed.id, asker.id, now);
    if (added) desk.readNow(feed);
    const reply = told(
      say('feed.added', { title: feed.title, known: !added }),
      ...(added ? [say('feed.added-how')] : []),
    );
    if (newest?.title) {
      const sample: Span = newest.link ? { text: newest.title, url: newest.link } : newest.title;
      reply.blocks.push({ kind: 'text', spans: [`${say('feed.newest')} `, sample] });
    }
    return reply;
  },
});

const remove = defineSubcommand({
  name: 'remove',
  description: 'feed.remove.about',
  options: { ...WHICH, sure: { kind: 'choice', description: 'feed.option.sure', choices: ['yes'] } },
  async run(context, values) {
    const { say, desk } = context;
    const { channel, followed } = await pick(context, values.feed);
    const { id, title, url } = followed.feed;
    if (values.sure !== 'yes') {
      const again = (subcommand: string, options = {}): Action => ({
        command: 'feed',
        subcommand,
        options: { feed: url, ...options },
      });
      return {
        ...told(say('feed.remove.sure', { title }), say('feed.remove.what')),
        buttons: [
          { label: say('feed.remove.yes'), action: again('remove', { sure: 'yes' }), danger: true },
          { label: say('feed.remove.pause'), action: again('pause') },
        ],
      };
    }
    await desk.feeds.unfollow(channel.id, id);
    return told(say('feed.removed', { title }));
  },
});

/** What did not simply arrive here: uncertain, expired and failed messages, on the first page. */
async function troublesOf({ desk, say, now, page, zone, locale }: Context, channel: Channel): Promise<Block[]> {
  const since = new Date(now.getTime() - TROUBLES_MS);
  const troubles = page === 1 ? await desk.outbox.troubles({ channelId: channel.id, since, limit: PAGE_SIZE }) : [];
  if (troubles.length === 0) return [];
  return [
    { kind: 'text', spans: [{ text: say('feed.troubles'), style: 'strong' }] },
    {
      kind: 'list',
      items: troubles.map(({ state, title, reason, at }) => [
        say('feed.trouble', { state, title, reason, when: showMoment(at, zone, locale) }),
      ]),
    },
  ];
}

const list = defineSubcommand({
  name: 'list',
  description: 'feed.list.about',
  options: {},
  async run(context) {
    const { say, desk } = context;
    const channel = await desk.channelOf(context.place);
    const all = await desk.feeds.followed(channel.id);
    const title = say('feed.list.title', { feeds: all.length });
    if (all.length === 0) return told(title, say('feed.list.none'));
    const { offset, limit } = sliceOf(context);
    const items = all
      .slice(offset, offset + limit)
      .map((followed): Span[] => [
        { text: followed.feed.title, url: followed.feed.siteUrl ?? followed.feed.url, style: 'strong' },
        ` · ${stateOf(context, followed)} · ${followed.feed.url}`,
      ]);
    return {
      title,
      blocks: [{ kind: 'list', items }, ...(await troublesOf(context, channel))],
      ...paging(context, { total: all.length }, { command: 'feed', subcommand: 'list', options: {} }),
    };
  },
});

const preview = defineSubcommand({
  name: 'preview',
  description: 'feed.preview.about',
  options: WHICH,
  async run(context, values) {
    const { channel, followed } = await pick(context, values.feed);
    const article = await context.desk.library.newestOf(followed.feed.id);
    if (!article) throw new UserError('feed.preview.none', { title: followed.feed.title });
    return context.desk.compose(article, { locale: context.locale, zone: channel.zone });
  },
});

const pause = defineSubcommand({
  name: 'pause',
  description: 'feed.pause.about',
  options: WHICH,
  async run(context, values) {
    const { channel, followed } = await pick(context, values.feed);
    await context.desk.feeds.pause(channel.id, followed.feed.id, true);
    return told(context.say('feed.paused', { title: followed.feed.title }));
  },
});

const resume = defineSubcommand({
  name: 'resume',
  description: 'feed.resume.about',
  options: WHICH,
  async run(context, values) {
    const { channel, followed } = await pick(context, values.feed);
    await context.desk.feeds.pause(channel.id, followed.feed.id, false);
    context.desk.readNow(followed.feed);
    return told(context.say('feed.resumed', { title: followed.feed.title }));
  },
});

const feed: Command = {
  name: 'feed',
  description: 'feed.about',
  permission: 'moderator',
  subcommands: [add, remove, list, preview, pause, resume, importFeeds, exportFeeds],
};
export default feed;
