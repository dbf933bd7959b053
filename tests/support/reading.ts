import { analyze } from '#analysis/analyze.ts';
import type { Analysis, Event, Quote } from '#core/analysis.ts';

/** A Wednesday: all texts of these tests are read as published then. */
export const PUBLISHED = '2026-03-11T08:00:00+07:00';

export const read = (text: string, lang = 'id'): Analysis => analyze({ text, lang, published: PUBLISHED });

/** One line for each quote: `kind · words · speaker (resolution)`; `—` for a speaker that is not known. */
export const quotesIn = (text: string, lang = 'id'): string[] => read(text, lang).quotes.map(shown);

const shown = ({ kind, text, speaker, resolution }: Quote): string =>
  `${kind} · ${text} · ${speaker ?? '—'} (${resolution})`;

/** One line for each event: `date[..until] precision[ →]`, the arrow for what is planned. */
export const eventsIn = (text: string, lang = 'id'): string[] => read(text, lang).events.map(told);

const told = ({ date, until, precision, planned }: Event): string =>
  `${date}${until === undefined ? '' : `..${until}`} ${precision}${planned ? ' →' : ''}`;
