/** Telegram's HTML as its server reads it (tdlib, MessageEntity.cpp: parse_html), refusing what that refuses. */

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
}

const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
};
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export class ParseError extends Error {}

interface Open {
  tag: string;
  offset: number;
  url?: string;
  expandable?: boolean;
}

/** Text and entities. @throws ParseError with Telegram's own sentence */
export function parseHtml(html: string): { text: string; entities: Entity[] } {
  const fail = (what: string, at: number): never => {
    throw new ParseError(`can't parse entities: ${what} at byte offset ${Buffer.byteLength(html.slice(0, at))}`);
  };
  const entities: Entity[] = [];
  const open: Open[] = [];
  let text = '';
  for (let at = 0; at < html.length;) {
    const char = html[at]!;
    if (char === '&') {
      const [whole, name = ''] = /^&(#\d+|#x[0-9a-f]+|[a-z]+);?/iu.exec(html.slice(at)) ?? [];
      const letter = name.startsWith('#x')
        ? String.fromCodePoint(Number.parseInt(name.slice(2), 16))
        : name.startsWith('#')
          ? String.fromCodePoint(Number(name.slice(1)))
          : NAMED[name];
      text += letter ?? char;
      at += letter === undefined ? 1 : whole!.length;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (html[at + 1] === '/') {
      const [whole, tag = ''] = /^<\/([a-z-]*)\s*>/iu.exec(html.slice(at)) ?? fail('Unclosed end tag', at);
      const last = open.pop() ?? fail('Unexpected end tag', at);
      if (tag !== '' && tag.toLowerCase() !== last.tag) {
        fail(`Unmatched end tag, expected "</${last.tag}>", found "</${tag}>"`, at);
      }
      const length = text.length - last.offset;
      const type = last.expandable ? 'expandable_blockquote' : TAGS[last.tag]!;
      if (length > 0 && !(last.tag === 'a' && !last.url)) {
        entities.push({ type, offset: last.offset, length, ...(last.url ? { url: last.url } : {}) });
      }
      at += whole.length;
    } else {
      const [whole, name = '', attributes = ''] =
        /^<([a-z-]+)((?:\s+[a-z-]+(?:=(?:"[^"<]*"|'[^'<]*'))?)*)\s*>/iu.exec(html.slice(at)) ??
        fail('Unsupported start tag or unescaped "<"', at);
      const tag = name.toLowerCase();
      if (!Object.hasOwn(TAGS, tag)) fail(`Unsupported start tag "${tag}"`, at);
      if (tag === 'blockquote' && open.some((one) => one.tag === tag)) fail('Nested blockquote', at);
      const url = /href=["']([^"']*)["']/iu.exec(attributes)?.[1];
      open.push({
        tag,
        offset: text.length,
        expandable: /\sexpandable/iu.test(attributes),
        ...(url === undefined ? {} : { url: parseHtml(url).text }),
      });
      at += whole.length;
    }
  }
  if (open.length > 0) fail(`Can't find end tag corresponding to start tag "${open.at(-1)!.tag}"`, html.length);
  return { text, entities };
}
