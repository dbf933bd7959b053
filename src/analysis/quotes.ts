import type { Quote, Resolution } from '#core/analysis.ts';
import type { LanguagePack } from '#language/pack.ts';
import { introductions, type Named, readName } from './names.ts';
import { markedOf, sentencesOf, type Slice } from './sentences.ts';

/** Shorter marked words are terms and titles, not utterances. */
const WORDS_LEAST = 4;
/** A reported clause shorter than this says nothing by itself, UTF-16 units. */
const CLAUSE_LEAST = 15;
/** How far beside a quote its attribution is looked for, UTF-16 units. */
const BESIDE = 220;
/** Measured on the project's own fixtures is still to come; until then the order alone means something. */
const CONFIDENCE: Record<Resolution, number> = { named: 0.9, pronoun: 0.6, enclitic: 0.7, continued: 0.7, none: 0.3 };

type DayReader = (slice: Slice) => string | undefined;

interface Person {
  name: string;
  role?: string | undefined;
}

/** The people met so far, under the fullest name; a later short form finds them. */
export function createRegistry(): {
  meet(named: Named): Person;
  all(): { name: string; aliases: string[]; role?: string | undefined }[];
} {
  const people: { name: string; aliases: Set<string>; role?: string | undefined }[] = [];
  return {
    meet({ name, role }) {
      const words = name.split(/\s+/u);
      const known = people.findLast((one) => words.every((word) => one.name.split(/\s+/u).includes(word)));
      if (known) {
        if (name !== known.name) known.aliases.add(name);
        known.role ??= role;
        return known;
      }
      const person = { name, role, aliases: new Set<string>() };
      people.push(person);
      return person;
    },
    all: () => people.map(({ name, role, aliases }) => ({ name, aliases: [...aliases], role })),
  };
}

export function createQuoteReader(pack: LanguagePack) {
  const words = (all: readonly string[]): string => all.map((one) => one.replaceAll(' ', '\\s+')).join('|');
  const pronouns = words(pack.pronouns);
  const afterCue = new RegExp(`^[\\s,.]*(?:(?:${words(pack.cues)})\\s+)`, 'iu');
  const afterEnclitic =
    pack.encliticCues.length > 0 ? new RegExp(`^[\\s,.]*(?:${words(pack.encliticCues)})(?!\\p{L})`, 'iu') : undefined;
  const afterPronoun = new RegExp(`^(?:${pronouns})(?!\\p{L})`, 'iu');
  const nameThenCue = new RegExp(`\\s+(?:${words(pack.cues)}|${words(pack.reportVerbs)})(?!\\p{L})`, 'iu');
  const reporting = new RegExp(
    `\\s(?:${words(pack.reportVerbs)})(?!\\p{L})(?:\\s+(?:${words(pack.complementizers)})(?!\\p{L}))?\\s+`,
    'iu',
  );
  const complement = new RegExp(`\\s(?:${words(pack.complementizers)})\\s+`, 'iu');
  const within = new RegExp(`,\\s+(?:${words(pack.cues)})\\s+`, 'iu');
  const according = new RegExp(`^(?:${words(pack.accordingTo)})\\s+`, 'iu');
  const credit = new RegExp(
    `(?:${words(pack.creditWords)})\\s+(?:dari\\s+|by\\s+|oleh\\s+)?(\\p{Lu}[\\p{L}\\d.]*(?:\\s\\p{Lu}[\\p{L}\\d.]*){0,2})`,
    'u',
  );
  const negated = /\b(?:tidak|belum|enggan|menolak|not|never|declined)\s*$/iu;

  /** Who said the marked words, read from what stands right behind and right before them. */
  function attribute(
    after: string,
    before: string,
  ): { named?: Named; resolution: Resolution; as?: string } | undefined {
    const enclitic = afterEnclitic?.exec(after);
    if (enclitic) return { resolution: 'enclitic', as: enclitic[0].replace(/^[\s,.]+/u, '') };
    const cue = afterCue.exec(after);
    if (cue) {
      const rest = after.slice(cue[0].length);
      const pronoun = afterPronoun.exec(rest);
      if (pronoun) return { resolution: 'pronoun', as: pronoun[0] };
      const named = readName(rest, pack);
      return named ? { named, resolution: 'named' } : undefined;
    }
    const behind = after.replace(/^[\s,.]+/u, '');
    const pronoun = afterPronoun.exec(behind);
    if (pronoun && nameThenCue.test(behind.slice(pronoun[0].length, 40)))
      return { resolution: 'pronoun', as: pronoun[0] };
    const named = readName(behind, pack);
    if (
      named &&
      behind.startsWith(named.as) &&
      nameThenCue.exec(behind.slice(named.as.length, named.as.length + 30))?.index === 0
    ) {
      return { named, resolution: 'named' };
    }
    const lead = /(?:^|[.!?]\s)([^.!?]*)$/u.exec(before.replace(/[\s,:]+$/u, ''))?.[1];
    const subject = lead && readName(lead, pack);
    if (subject && nameThenCue.test(lead.slice(subject.as.length))) return { named: subject, resolution: 'named' };
    return undefined;
  }

  return function readQuotes(
    text: string,
    paragraphs: readonly Slice[],
    registry: ReturnType<typeof createRegistry>,
    dayIn: DayReader,
  ): Quote[] {
    const quotes: Quote[] = [];
    let last: Person | undefined;
    let lastQuote: Quote | undefined;
    for (const { start, end } of paragraphs) {
      for (const named of introductions(text.slice(start, end), pack)) registry.meet(named);
    }

    function push(quote: Omit<Quote, 'confidence'>): void {
      lastQuote = { ...quote, confidence: CONFIDENCE[quote.resolution] };
      quotes.push(lastQuote);
    }

    function direct(paragraph: Slice, sentences: readonly Slice[]): boolean {
      const marked = markedOf(text, paragraph).filter(
        (one) => text.slice(one.start, one.end).trim().split(/\s+/u).length >= WORDS_LEAST,
      );
      for (const one of marked) {
        const raw = text.slice(one.start, one.end);
        const body = raw.replace(/[\s,]+$/u, '');
        const end = one.start + body.length;
        const after = text.slice(one.end + 1, Math.min(paragraph.end, one.end + BESIDE));
        const before = text.slice(Math.max(paragraph.start, one.start - BESIDE), one.start - 1);
        const isWhole = one.start - 1 <= paragraph.start && one.end + 1 >= paragraph.end;
        const found = attribute(after, before);
        const home = sentences.filter((sentence) => sentence.start < one.end && one.start < sentence.end);
        const sentence = home.length > 0 ? text.slice(home[0]!.start, home.at(-1)!.end) : undefined;
        const common = { text: body, sentence, kind: 'direct' as const, start: one.start, end };
        const place = { start: one.end, end: Math.min(paragraph.end, one.end + BESIDE) };
        const day = dayIn(place);
        const via = credit.exec(after)?.[1];
        if (found?.named) {
          last = registry.meet(found.named);
          push({
            ...common,
            speaker: last.name,
            speakerAs: found.named.as,
            role: last.role,
            date: day,
            credit: via,
            resolution: 'named',
          });
        } else if (found && last) {
          push({
            ...common,
            speaker: last.name,
            speakerAs: found.as,
            role: last.role,
            date: day,
            credit: via,
            resolution: found.resolution,
          });
        } else if (!found && isWhole && last && lastQuote?.kind === 'direct') {
          const { date, credit: from } = lastQuote;
          push({ ...common, speaker: last.name, role: last.role, date, credit: from, resolution: 'continued' });
        } else if (found || isWhole) {
          push({ ...common, speakerAs: found?.as, date: day, credit: via, resolution: 'none' });
        }
      }
      return marked.length > 0;
    }

    function indirect(sentence: Slice): void {
      const shown = text.slice(sentence.start, sentence.end);
      const day = dayIn(sentence);
      const source = according.exec(shown);
      if (source) {
        const rest = shown.slice(source[0].length);
        const named = readName(rest, pack);
        const comma = rest.indexOf(',');
        if (!named || comma < 0 || comma > 120) return;
        const from = source[0].length + comma + 1 + /^\s*/u.exec(rest.slice(comma + 1))![0].length;
        keep(named, from, shown.length);
        return;
      }
      const middle = within.exec(shown);
      const teller = middle && readName(shown.slice(middle.index + middle[0].length), pack);
      if (middle && teller) {
        keep(teller, 0, middle.index);
        return;
      }
      const verb = reporting.exec(shown);
      if (!verb || negated.test(shown.slice(0, verb.index + 1))) return;
      const subject = shown.slice(0, verb.index);
      const named = readName(
        subject.replace(/^(?:[^,]*,\s+)?(?:namun|sebaliknya|sebelumnya|however),?\s+/iu, ''),
        pack,
      );
      const that = complement.exec(shown.slice(verb.index));
      const from = that ? verb.index + that.index + that[0].length : verb.index + verb[0].length;
      // A pronoun as subject is left alone: a wrong speaker is worse than none.
      if (named && subject.trimEnd().endsWith(named.as)) keep(named, from, sentence.end - sentence.start);

      /** Takes the clause between two offsets of the sentence as what that person is reported to have said. */
      function keep(who: Named, from: number, to: number): void {
        const clause = shown.slice(from, to).replace(/[.\s]+$/u, '');
        if (clause.length < CLAUSE_LEAST) return;
        last = registry.meet(who);
        const start = sentence.start + from;
        const { name, role } = last;
        push({
          text: clause,
          sentence: shown,
          kind: 'indirect',
          speaker: name,
          speakerAs: who.as,
          role,
          date: day,
          start,
          end: start + clause.length,
          resolution: 'named',
        });
      }
    }

    for (const paragraph of paragraphs) {
      const sentences = sentencesOf(text, paragraph, pack);
      if (direct(paragraph, sentences)) continue;
      for (const sentence of sentences) indirect(sentence);
    }
    return quotes;
  };
}
