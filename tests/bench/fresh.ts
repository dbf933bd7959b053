import type { ReadArticle } from '#core/news.ts';
import type { Generator } from './generate.ts';
import { NOW } from './stocked.ts';

/** An article as analysis hands it to the store, about the people of a generated library. */
export function freshArticle(generator: Generator, at: number): ReadArticle {
  const { people, zipf, sentence, headline, outlets, whole, roles } = generator;
  const speakers = Array.from({ length: 3 }, () => people[zipf(people.length)]!);
  const said = Array.from({ length: 5 }, () => sentence(18));
  const body = [...Array.from({ length: 12 }, () => sentence(25)), ...said].join('. ');
  return {
    feedId: 1,
    // A kept library is measured again with other articles.
    identity: `https://fresh.test/${process.pid}/${at}`,
    url: `https://fresh.test/${at}`,
    title: headline(),
    outlet: outlets[whole(outlets.length)]!,
    publishedAt: new Date(NOW.getTime() + at * 1000),
    fetchedAt: new Date(NOW.getTime() + at * 1000),
    source: 'page',
    text: body,
    analysis: {
      lang: 'id',
      body,
      summary: [sentence(18)],
      people: [...new Set(speakers)].map((name) => ({
        name,
        aliases: [name.split(' ')[1]!],
        role: roles[at % roles.length]!,
      })),
      quotes: said.map((text, number) => ({
        text,
        kind: 'direct',
        speaker: speakers[number % 3]!,
        sentence: `"${text}"`,
        start: 0,
        end: text.length,
        resolution: 'named',
        confidence: 0.9,
      })),
      events: [0, 1, 2].map((number) => ({
        date: new Date(NOW.getTime() - number * 86_400_000).toISOString().slice(0, 10),
        precision: 'day',
        anchor: 'x',
        sentence: sentence(15),
        start: number,
        end: number + 1,
        planned: false,
      })),
    },
  };
}
