import { hash, minimaOf, mix, wordsOf } from '#text/minhash.ts';
import { seeded } from '#tests/support/seeded.ts';

export type Row = Record<string, number | string | null>;
/** Takes rows of one table; `words` columns are full-text rows. */
export type Sink = (table: string, rows: Row[]) => Promise<void>;

const DAY_MS = 24 * 60 * 60 * 1000;
const SYLLABLES =
  'ba be bi bo bu da de di du ga ge gi gu ja ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi ra re ri ro ru sa se si so su ta te ti to tu wa wi ya yu'.split(
    ' ',
  );
export const SIZE = {
  articles: 200_000,
  quotes: 5,
  events: 3,
  people: 20_000,
  stories: 45_000,
  words: 30_000,
  outlets: 150,
  days: 730,
};

/**
 * A library as two years of news would leave it, made from a seed: words, people and stories are as unevenly
 * common as in life (Zipf). Rows are those that the store itself writes.
 */
export function createGenerator(size: typeof SIZE, now: Date, seed = 1) {
  const random = seeded(seed);
  const whole = (most: number): number => Math.floor(random() * most);
  /** The first of many is as common as Zipf's law has it. */
  const zipf = (many: number): number => Math.min(many - 1, Math.floor(many ** random() - 1));
  const syllables = (count: number): string =>
    Array.from({ length: count }, () => SYLLABLES[whole(SYLLABLES.length)]!).join('');
  const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  const unique = (count: number, make: (at: number) => string): string[] => {
    const all = new Set<string>();
    while (all.size < count) all.add(make(all.size));
    return [...all];
  };
  const words = unique(size.words, () => syllables(2 + whole(3)));
  const lastNames = unique(3000, () => capital(syllables(3)));
  const people = unique(size.people, () => `${capital(syllables(2))} ${lastNames[zipf(lastNames.length)]!}`);
  const roles = unique(800, () => `Kepala ${capital(syllables(3))} ${capital(syllables(2))}`);
  const outlets = Array.from({ length: size.outlets }, (_, at) => `Kanal ${capital(syllables(2))} ${at}`);
  const sentence = (count: number): string =>
    `${capital(words[zipf(words.length)]!)} ${Array.from({ length: count - 1 }, () => words[zipf(words.length)]!).join(' ')}`;
  const headline = (): string => Array.from({ length: 8 }, () => capital(words[zipf(words.length)]!)).join(' ');
  const titles = Array.from({ length: size.stories }, headline);
  const timeOf = (at: number): number => Math.floor(now.getTime() - size.days * DAY_MS * (1 - at / size.articles));
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const saidBy = new Uint32Array(size.people);

  /** Writes the rows of articles `from` to `until`, both counted from 0. */
  async function writeArticles(
    sink: Sink,
    from: number,
    until: number,
    tokens: (text: string) => string[],
  ): Promise<void> {
    const rows: Record<string, Row[]> = {
      articles: [],
      article_words: [],
      article_names: [],
      article_feeds: [],
      quotes: [],
      quote_words: [],
      quote_keys: [],
      events: [],
      event_people: [],
    };
    for (let at = from; at < until; at++) {
      const id = at + 1;
      const time = timeOf(at);
      const place = Math.floor(time / 1000) * 4096 + (at % 4096);
      // Half of the stories of these days, a few of them far more often; old ones are over.
      const running = Math.floor((at / size.articles) * size.stories);
      const story = Math.max(0, running - zipf(Math.min(400, running + 1)));
      const title = random() < 0.3 ? titles[story]! : headline();
      const summary = [sentence(18), sentence(16)];
      rows['articles']!.push({
        id,
        identity: `https://x.test/${id}`,
        feed_id: 1,
        story_id: story + 1,
        url: `https://x.test/${id}`,
        title,
        outlet: outlets[whole(outlets.length)]!,
        language: 'id',
        author: null,
        image: null,
        published_at: time,
        fetched_at: time,
        source: 'page',
        summary: JSON.stringify(summary),
        place,
        copy_of: null,
      });
      rows['article_names']!.push({ name: `https://x.test/${id}`, article_id: id });
      rows['article_feeds']!.push({ article_id: id, feed_id: 1 });
      const said: string[] = [];
      for (let number = 0; number < size.quotes; number++) {
        const person = zipf(size.people);
        saidBy[person]! += 1;
        const text = sentence(10 + whole(18));
        const name = people[person]!;
        const quoteId = at * size.quotes + number + 1;
        const quotePlace = place * 512 + 511 - number;
        rows['quotes']!.push({
          id: quoteId,
          article_id: id,
          person_id: person + 1,
          text,
          segments: null,
          sentence: `${text}, kata ${name}.`,
          kind: number % 3 ? 'indirect' : 'direct',
          speaker: name,
          speaker_as: name,
          role: roles[person % roles.length]!,
          date: dayOf(time),
          credit: null,
          start_at: 0,
          end_at: text.length,
          resolution: 'named',
          confidence: 0.9,
          published_at: time,
          place: quotePlace,
          same_as: null,
          outlets: 1,
          wordings: 1,
        });
        rows['quote_words']!.push({
          rowid: quotePlace,
          words: [...new Set([...tokens(`${text} ${name} ${title}`), `person${person + 1}`])].join(' '),
        });
        const minima = minimaOf(wordsOf(text), 2, 3);
        for (const [key, one] of minima.entries())
          rows['quote_keys']!.push({
            key: Math.floor(time / (7 * DAY_MS)) * 2 ** 34 + mix(one, person + 1) * 3 + key,
            quote_id: quoteId,
          });
        said.push(text, name);
      }
      for (let number = 0; number < size.events; number++) {
        const date = dayOf(time - zipf(60) * DAY_MS);
        const eventId = at * size.events + number + 1;
        const text = sentence(15);
        rows['events']!.push({
          id: eventId,
          article_id: id,
          story_id: story + 1,
          date,
          precision: 'day',
          until: null,
          anchor: 'x',
          sentence: text,
          start_at: number,
          end_at: number + 1,
          planned: 0,
          published_at: time,
          same_as: null,
          outlets: 1,
          dispute_id: null,
        });
        if (random() < 0.5) rows['event_people']!.push({ person_id: zipf(size.people) + 1, date, event_id: eventId });
      }
      const body = Array.from({ length: 8 }, () => sentence(25)).join('. ');
      rows['article_words']!.push({
        rowid: place,
        words: [...new Set(tokens(`${title} ${said.join(' ')} ${body}`))].join(' '),
      });
    }
    for (const [table, all] of Object.entries(rows)) await sink(table, all);
  }

  /** People and stories with the counts that the articles gave them; last. */
  async function writeTotals(sink: Sink): Promise<void> {
    const chunk = 5000;
    for (let from = 0; from < size.people; from += chunk) {
      const ids = Array.from({ length: Math.min(chunk, size.people - from) }, (_, at) => from + at);
      await sink(
        'people',
        ids.map((at) => ({
          id: at + 1,
          key: wordsOf(people[at]!).join(' '),
          name: people[at]!,
          role: roles[at % roles.length]!,
          quotes: saidBy[at]!,
          first_at: timeOf(0),
          last_at: timeOf(size.articles - 1 - (hash(people[at]!) % size.articles)),
          uses: 0,
          used_at: 0,
        })),
      );
      await sink(
        'person_names',
        ids.flatMap((at) => wordsOf(people[at]!).map((token) => ({ person_id: at + 1, token }))),
      );
      await sink(
        'person_roles',
        ids.map((at) => ({
          person_id: at + 1,
          key: wordsOf(roles[at % roles.length]!).join(' '),
          role: roles[at % roles.length]!,
          first_at: timeOf(0),
          last_at: now.getTime(),
          articles: saidBy[at]!,
        })),
      );
      await sink(
        'role_words',
        ids.flatMap((at) => wordsOf(roles[at % roles.length]!).map((token) => ({ token, person_id: at + 1 }))),
      );
    }
    for (let from = 0; from < size.stories; from += chunk) {
      const ids = Array.from({ length: Math.min(chunk, size.stories - from) }, (_, at) => from + at);
      await sink(
        'stories',
        ids.map((at) => ({
          id: at + 1,
          title: titles[at]!,
          title_key: wordsOf(titles[at]!).join(' '),
          first_at: timeOf((at / size.stories) * size.articles),
          last_at: timeOf((at / size.stories) * size.articles) + 5 * DAY_MS,
          articles: 4,
          outlets: JSON.stringify(outlets.slice(0, 4)),
          merged_into: null,
          uses: 0,
          used_at: 0,
        })),
      );
    }
  }

  return {
    words,
    people,
    titles,
    lastNames,
    roles,
    outlets,
    random,
    whole,
    zipf,
    sentence,
    headline,
    writeArticles,
    writeTotals,
  };
}
export type Generator = ReturnType<typeof createGenerator>;
