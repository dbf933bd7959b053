/** What a reader sees of Discord's Markdown, and what in it would do something. */
export interface Read {
  text: string;
  links: string[];
  mentions: string[];
  /** Marks that took effect: bold, italic, spoiler, code, heading, small, list, quote, time, emoji. */
  marks: string[];
}

const TIME = new Intl.DateTimeFormat('id', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

/** Rules in the order in which Discord's client tries them at a place; the first that fits wins. */
const RULES: readonly [name: string, shape: RegExp, show: (found: RegExpExecArray, read: Read) => string][] = [
  ['escape', /^\\([^0-9A-Za-z\s])/u, (found) => found[1]!],
  ['code', /^```([\s\S]+?)```/u, (found) => found[1]!],
  ['code', /^`([^`]+)`/u, (found) => found[1]!],
  ['time', /^<t:(-?\d+)(?::[tTdDfFR])?>/u, (found) => TIME.format(new Date(Number(found[1]) * 1000))],
  [
    'mention',
    /^<(?:@[!&]?|#)\d+>|^<\/[\w -]+:\d+>|^@(?:everyone|here)/u,
    (found, read) => (read.mentions.push(found[0]), '[mention]'),
  ],
  ['emoji', /^<a?:\w+:\d+>/u, () => '[emoji]'],
  [
    'link',
    /^\[((?:\\[\s\S]|[^\\[\]])+)\]\((https?:\/\/[^\s()<>]+)\)/u,
    (found, read) => (read.links.push(found[2]!), into(found[1]!, read)),
  ],
  ['url', /^<(https?:\/\/[^\s>]+)>/u, (found, read) => (read.links.push(found[1]!), found[1]!)],
  ['url', /^https?:\/\/[^\s<]+[^\s<.,:;"')\]]/u, (found, read) => (read.links.push(found[0]), found[0])],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/u, (found, read) => into(found[1]!, read)],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/u, (found, read) => into(found[1]!, read)],
  ['italic', /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/u, (found, read) => into(found[1]!, read)],
  ['italic', /^_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/u, (found, read) => into(found[1]!, read)],
  ['strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/u, (found, read) => into(found[1]!, read)],
  ['spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/u, () => '[spoiler]'],
];
const LINE_RULES: readonly [name: string, shape: RegExp][] = [
  ['heading', /^#{1,3} /u],
  ['small', /^-# /u],
  ['list', /^\s*(?:[-*]|\d+\.) /u],
  ['quote', /^>(?:>>)? /u],
];

function into(markdown: string, read: Read): string {
  let out = '';
  let rest = markdown;
  while (rest !== '') {
    const rule = RULES.find(([, shape]) => shape.test(rest));
    const found = rule?.[1].exec(rest);
    if (rule && found) {
      if (rule[0] !== 'escape' && rule[0] !== 'link' && rule[0] !== 'url') read.marks.push(rule[0]);
      out += rule[2](found, read);
      rest = rest.slice(found[0].length);
    } else {
      const letter = String.fromCodePoint(rest.codePointAt(0)!);
      out += letter;
      rest = rest.slice(letter.length);
    }
  }
  return out;
}

export function readMarkdown(markdown: string): Read {
  const read: Read = { text: '', links: [], mentions: [], marks: [] };
  const lines = markdown.split('\n').map((line) => {
    let rest = line;
    for (;;) {
      const rule = LINE_RULES.find(([, shape]) => shape.test(rest));
      if (!rule) return into(rest, read);
      read.marks.push(rule[0]);
      rest = rest.replace(rule[1], '');
    }
  });
  read.text = lines.join('\n');
  return read;
}
