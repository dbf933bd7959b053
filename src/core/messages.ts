import type { SubscriptionKind } from './alerts.ts';
import type { FeedFault } from './errors.ts';

/**
 * Everything Kabar can say, with what each sentence needs to know. The catalogues in
 * config/locales/ give the words; a key that a catalogue lacks doesn't compile.
 */
export interface Messages extends Record<`fault.${FeedFault}`, { status?: number | undefined }> {
  'error.title': undefined;
  'error.internal': { id: string };
  'error.too-long': { most: number };
  'error.too-fast': { seconds: number };
  'error.unknown-command': { name: string; nearest: string | undefined };
  'error.unknown-subcommand': { command: string; known: string };
  'error.moderators-only': undefined;
  'error.option-missing': { name: string; usage: string };
  'error.option-choice': { name: string; choices: string };
  'error.button-old': undefined;
  'error.not-shown': undefined;

  'page.newer': undefined;
  'page.older': undefined;
  'page.of': { current: number; last: number; total: number; isMore: boolean };
  'page.beyond': { page: number; last: number };
  published: { when: string };
  'open.article': undefined;
  'empty.library': undefined;
  'empty.reading': { feeds: readonly string[]; more: number };
  'cite.also': undefined;
  'cite.more': { outlets: number };
  'cite.copy': undefined;
  follow: undefined;
  'person.hint': undefined;
  'person.more': undefined;
  'person.taken': { name: string; person: string };

  'help.about': undefined;
  'help.title': undefined;
  'help.intro': undefined;
  'help.everyone': undefined;
  'help.moderators': undefined;

  'latest.about': undefined;
  'latest.option.about': undefined;
  'latest.title': { about: string | undefined };
  'latest.none': { about: string | undefined };

  'search.about': undefined;
  'search.option.words': undefined;
  'search.title': { words: string };
  'search.none': { words: string };

  'quote.about': undefined;
  'quote.option.person': undefined;
  'quote.option.about': undefined;
  'quote.title': { person: string | undefined; about: string | undefined };
  'quote.none': { person: string | undefined; about: string | undefined };
  'quote.nobody': { name: string };
  'quote.nearest': undefined;
  'quote.which': { name: string };
  'quote.count': { quotes: number };
  'quote.said': { when: string };
  'quote.via': { credit: string };
  'quote.in-short': undefined;
  'quote.unattributed': undefined;
  'quote.option.context': undefined;
  'quote.context': undefined;
  'quote.context.title': { person: string | undefined };
  'quote.context.gone': undefined;
  'quote.wordings': { wordings: number };
  'quote.more': { person: string };
  'quote.latest': undefined;
  'quote.open': undefined;

  'timeline.about': undefined;
  'timeline.option.about': undefined;
  'timeline.title': { about: string };
  'timeline.none': { about: string | undefined };
  'timeline.planned': undefined;
  'timeline.differs': undefined;
  'timeline.footer': undefined;
  'timeline.newest': undefined;
  'timeline.open': undefined;

  'story.about': undefined;
  'story.option.about': undefined;
  'story.title': undefined;
  'story.none': { about: string | undefined };
  'story.count': { articles: number; outlets: number };
  'story.articles': undefined;
  'story.open': undefined;

  'who.about': undefined;
  'who.option.person': undefined;
  'who.roles': undefined;
  'who.no-role': undefined;
  'who.names': undefined;
  'who.said': undefined;
  'who.seen': undefined;
  'who.stories': undefined;
  'who.open': undefined;

  'summary.about': undefined;
  'summary.option.url': undefined;
  'summary.none': undefined;

  'feed.about': undefined;
  'feed.add.about': undefined;
  'feed.remove.about': undefined;
  'feed.list.about': undefined;
  'feed.preview.about': undefined;
  'feed.pause.about': undefined;
  'feed.resume.about': undefined;
  'feed.option.url': undefined;
  'feed.option.feed': undefined;
  'feed.added': { title: string; known: boolean };
  'feed.added-how': undefined;
  'feed.newest': undefined;
  'feed.several': { url: string };
  'feed.found-nothing': { url: string; why: string };
  'feed.rights-missing': { rights: string };
  'feed.unknown': { feed: string; nearest: string | undefined };
  'feed.which': { feed: string };
  'feed.option.sure': undefined;
  'feed.remove.sure': { title: string };
  'feed.remove.what': undefined;
  'feed.remove.yes': undefined;
  'feed.remove.pause': undefined;
  'feed.removed': { title: string };
  'feed.paused': { title: string };
  'feed.resumed': { title: string };
  'feed.list.title': { feeds: number };
  'feed.list.none': undefined;
  'feed.state.paused': undefined;
  'feed.state.waiting': undefined;
  'feed.state.ok': { polled: string };
  'feed.state.failing': { why: string; failures: number };
  'feed.state.next': { when: string };
  'feed.preview.none': { title: string };
  'feed.too-many': { most: number; now: number };
  'feed.import.about': undefined;
  'feed.export.about': undefined;
  'feed.option.opml-url': undefined;
  'feed.option.file': undefined;
  'feed.import.how': undefined;
  'feed.import.several-files': undefined;
  'feed.import.no-opml': { source: string };
  'feed.import.broken': { source: string; line: number };
  'feed.import.nothing': { source: string };
  'feed.imported': { added: number; known: number };
  'feed.imported-how': { quiet: boolean };
  'feed.import.left-out': { outlines: number };
  'feed.import.fault': { line: number; why: string };
  'feed.import.markup': undefined;
  'feed.import.no-address': undefined;
  'feed.import.more': { outlines: number };
  'feed.exported': { feeds: number };
  'feed.export.title': { place: string };

  'telegram.description': undefined;
  'telegram.short': undefined;
  'telegram.welcome': undefined;
  'telegram.prompt': { usage: string };
  'telegram.button-old': undefined;
  'telegram.open-private': undefined;
  'telegram.inline-none': undefined;
  'telegram.pick': undefined;
  'telegram.pick-how': undefined;
  'telegram.pick-channel': undefined;
  'telegram.pick-group': undefined;
  'telegram.pick-done': undefined;
  'telegram.picked': undefined;
  'telegram.topic-gone': undefined;
  'telegram.topic-gone-how': undefined;
  'telegram.right.member': undefined;
  'telegram.right.administrator': undefined;
  'telegram.right.post': undefined;
  'telegram.right.send': undefined;

  'status.title': undefined;
  'status.ready': undefined;
  'status.not-ready': undefined;
  'status.process': undefined;
  'status.version': undefined;
  'status.started': undefined;
  'status.roles': undefined;
  'status.leases': undefined;
  'status.database': undefined;
  'status.free': { size: string };
  'status.queues': undefined;
  'status.platform': undefined;
  'status.waiting': undefined;
  'status.oldest': undefined;
  'status.last': undefined;
  'status.nothing-waits': undefined;
  'status.outbox': undefined;
  'status.state': undefined;
  /** What became of a row: `state` as the outbox has it. */
  'status.is': { state: string };
  /** A kind of what is kept. */
  'status.kept': { kind: string };
  'status.rows': undefined;
  'status.nothing-sent': undefined;
  'status.troubled': undefined;
  'status.at': undefined;
  'status.destination': undefined;
  'status.post': undefined;
  'status.why': undefined;
  'status.no-trouble': undefined;
  'status.feeds': { total: number; broken: number };
  'status.feed': undefined;
  'status.read': undefined;
  'status.next': undefined;
  'status.followers': undefined;
  'status.feed-well': undefined;
  'status.no-feeds': undefined;

  'alert.why': { labels: string[]; more: number };
  'alert.stop': { label: string };
  'post.also': { outlets: string[] };
  'post.retitled': { before: string };

  'digest.about': undefined;
  'digest.option.of': undefined;
  'digest.title': { articles: number };
  'digest.many': { articles: number };
  'digest.left': { stories: number };
  'digest.more-told': { articles: number };
  'digest.more': undefined;
  'digest.none': undefined;

  'notice.feed-broken': { title: string };
  'notice.feed-broken.how': { why: string; title: string };
  'notice.feed-recovered': { title: string };
  'notice.feed-recovered.how': undefined;
  'notice.place-lost': { place: string };
  'notice.place-lost.how': { isGone: boolean };
  'notice.place-back': undefined;
  'notice.place-back.how': undefined;
  'notice.pause': undefined;
  'notice.list': undefined;

  'subscribe.about': undefined;
  'subscribe.option.what': undefined;
  'subscribe.option.where': undefined;
  'subscribe.added': { kind: SubscriptionKind; label: string; known: boolean };
  'subscribe.where': { isHere: boolean };
  'subscribe.scope': { isServer: boolean };
  'subscribe.words': undefined;
  'subscribe.which': { what: string };
  'subscribe.only-words': { what: string };
  'subscribe.nothing': { what: string };
  'subscribe.too-long': { most: number };
  'subscribe.too-many': { most: number };
  'subscribe.stop': undefined;
  'subscribe.person-instead': { name: string };
  'subscribe.kind': { kind: SubscriptionKind };

  'subscriptions.about': undefined;
  'subscriptions.title': { subscriptions: number };
  'subscriptions.none': undefined;
  'subscriptions.here': { place: string };

  'unsubscribe.about': undefined;
  'unsubscribe.option.what': undefined;
  'unsubscribe.done': { label: string };
  'unsubscribe.again': undefined;
  'unsubscribe.unknown': { what: string; nearest: string | undefined };

  'alerts.about': undefined;
  'alerts.option.quiet': undefined;
  'alerts.option.zone': undefined;
  'alerts.option.digest': undefined;
  'alerts.option.breaking': undefined;
  'alerts.title': { changed: boolean };
  'alerts.how': undefined;

  'mydata.about': undefined;
  'mydata.option.what': undefined;
  'mydata.exported': undefined;
  'mydata.exported-how': undefined;
  'mydata.forgotten': undefined;
  'mydata.forgotten-how': undefined;

  'channel.about': undefined;
  'channel.show.about': undefined;
  'channel.set.about': undefined;
  'channel.option.language': undefined;
  'channel.option.mode': undefined;
  'channel.option.digest-at': undefined;
  'channel.option.quiet': undefined;
  'channel.option.only': undefined;
  'channel.option.except': undefined;
  'channel.option.style': undefined;
  'channel.option.mention': undefined;
  'channel.option.max-per-hour': undefined;
  'channel.option.zone': undefined;
  'channel.option.breaking': undefined;
  'channel.title': { changed: boolean };
  'channel.nothing': undefined;
  'channel.sample': undefined;
  'channel.sample.passing': { passing: number; of: number };
  'channel.sample.stopped': undefined;
  'channel.option.form': undefined;
  'channel.form.time': undefined;
  'channel.form.content': undefined;
  'channel.form.save': undefined;

  'setting.language': undefined;
  'setting.zone': undefined;
  'setting.mode': undefined;
  'setting.digest-at': undefined;
  'setting.quiet': undefined;
  'setting.only': undefined;
  'setting.except': undefined;
  'setting.style': undefined;
  'setting.mention': undefined;
  'setting.max-per-hour': undefined;
  'setting.breaking': undefined;
  'setting.live': undefined;
  'setting.digest': { at: string };
  'setting.none': undefined;
  'setting.on': undefined;
  'setting.off': undefined;
  'setting.style.full': undefined;
  'setting.style.brief': undefined;
  'setting.style.headline': undefined;
  'setting.now': { when: string };
  'setting.bad-time': { given: string };
  'setting.bad-quiet': { given: string };
  'setting.bad-zone': { given: string };
  'setting.bad-number': { given: string };
  'setting.bad-language': { given: string };
  'setting.bad-mention': { given: string };
  'setting.bad-filter': { given: string };

  'feed.troubles': undefined;
  'feed.trouble': { state: 'uncertain' | 'expired' | 'dead'; when: string; title: string | undefined; reason: string };
}

export type MessageKey = keyof Messages;
/** Keys whose words need nothing filled in: descriptions, labels. */
export type PlainKey = { [K in MessageKey]: Messages[K] extends undefined ? K : never }[MessageKey];
export type MessageArgs<K extends MessageKey> = Messages[K];
export type Say = <K extends MessageKey>(key: K, ...args: Messages[K] extends undefined ? [] : [Messages[K]]) => string;

/** A catalogue: plain words where nothing is to be filled in, a function of the arguments elsewhere. */
export type Catalogue = {
  readonly [K in MessageKey]: Messages[K] extends undefined ? string : (args: Messages[K]) => string;
};
