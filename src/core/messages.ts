import type { FeedFault } from './errors.ts';

/**
 * Everything Kabar can say, with what each sentence needs to know. The catalogues in
 * config/locales/ give the words; a key that a catalogue lacks doesn't compile.
 */
export interface Messages extends Record<`fault.${FeedFault}`, { status?: number | undefined }> {
  'error.title': undefined;
  'error.internal': { id: string };
  'error.too-long': { most: number };
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
