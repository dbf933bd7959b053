import type { Item } from '#core/news.ts';
import type { KnownArticle } from '#core/stores.ts';
import { fold } from '#text/fold.ts';
import { articleIdentity, guidName, titleName } from './identity.ts';

/** Headlines that share this part of the shorter one's words are about the same article. */
const ALIKE = 0.5;
/** A date that is the same to the minute is no coincidence between two articles of one feed. */
const SAME_TIME_MS = 60_000;

/** An item with every name its article may be known by. */
export interface NamedItem {
  item: Item;
  identity: string;
  /** Less sure names; one of them alone proves nothing (see `chooseKnown`). */
  aliases: string[];
  /** Several entries of this answer are the same article under different headlines: none of them is its headline. */
  isDisputed: boolean;
}

/**
 * The articles of one answer, each once, in the feed's order. A guid that several articles share names none of them.
 */
export function nameItems(items: readonly Item[], feed: { url: string; title: string }): NamedItem[] {
  const named = new Map<string, NamedItem>();
  const bearers = new Map<string, Set<string>>();
  for (const item of items) {
    const identity = articleIdentity(item, feed);
    const guid = guidName(item, feed);
    if (guid) bearers.set(guid, (bearers.get(guid) ?? new Set()).add(identity));
    const before = named.get(identity);
    if (before) before.isDisputed ||= isOtherHeadline(before.item.title, item.title);
    else named.set(identity, { item, identity, aliases: [], isDisputed: false });
  }
  for (const one of named.values()) {
    const guid = guidName(one.item, feed);
    const names = [
      guid && bearers.get(guid)?.size === 1 ? guid : undefined,
      // Without an address of its own, an article is also told by its words: some feeds change every guid at each reading.
      one.identity.startsWith('https:') ? undefined : titleName(one.item, feed),
    ];
    one.aliases = names.filter((name) => name !== undefined && name !== one.identity) as string[];
  }
  return [...named.values()];
}

/**
 * Which known article an item is, and the name it keeps. A link is the article. A guid is believed when headline or
 * date agree too: some feeds number their entries from the top, and some articles change their link with their headline.
 */
export function chooseKnown(
  { item, identity, aliases }: NamedItem,
  known: ReadonlyMap<string, KnownArticle>,
): KnownArticle | undefined {
  const self = known.get(identity);
  if (self && (!identity.startsWith('guid:') || isSame(item, self))) return self;
  for (const alias of aliases) {
    const twin = known.get(alias);
    if (twin && (alias.startsWith('title:') || isSame(item, twin))) return twin;
  }
  return undefined;
}

/** A name for an article that nobody else bears yet; position guids pass from article to article. */
export function freeName({ identity, aliases }: NamedItem, known: ReadonlyMap<string, KnownArticle>): string {
  return [identity, ...aliases].find((name) => !known.has(name)) ?? identity;
}

function isSame(item: Item, known: KnownArticle): boolean {
  if (isAlike(item.title, known.title)) return true;
  const at = item.publishedAt?.getTime();
  return at !== undefined && Math.abs(at - known.publishedAt.getTime()) < SAME_TIME_MS;
}

/** Whether two headlines may be of the same article: they share most words of the shorter one. */
export function isAlike(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const fewer = Math.min(a.size, b.size);
  return fewer > 0 && [...a].filter((word) => b.has(word)).length / fewer >= ALIKE;
}

/** Whether a headline says something else: spaces, punctuation and capitals are no news. */
export function isOtherHeadline(before: string | undefined, now: string | undefined): boolean {
  const words = (text: string | undefined): string => [...wordsOf(text)].join(' ');
  return now !== undefined && words(now) !== '' && words(before) !== words(now);
}

function wordsOf(text: string | undefined): Set<string> {
  return new Set(fold(text ?? '').match(/[\p{L}\p{N}]+/gu) ?? []);
}
