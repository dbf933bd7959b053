import { decodeEntities } from './entities.ts';

/** Stretches of XML that hold no tags, by how they begin and end. */
const PASSED_OVER = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

const ATTRIBUTE = /[\s"']([\w:.-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;

/**
 * Just after the comment, CDATA, instruction or declaration that begins at `open`; the text's length when it never ends,
 * and undefined when none begins there.
 */
export function afterNoTag(text: string, open: number): number | undefined {
  const mark = text.charCodeAt(open + 1);
  if (mark !== 33 /* ! */ && mark !== 63 /* ? */) return undefined;
  const [start, close] = PASSED_OVER.find(([begins]) => text.startsWith(begins, open))!;
  const end = text.indexOf(close, open + start.length);
  return end === -1 ? text.length : end + close.length;
}

/** The tag's `>`, which may also stand in an attribute. A `<` may not, so a tag that meets one is broken: undefined. */
export function tagEnd(text: string, from: number): number | undefined {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 60 /* < */) return undefined;
    if (quote) quote = char === quote ? 0 : quote;
    else if (char === 34 /* " */ || char === 39 /* ' */) quote = char;
    else if (char === 62 /* > */) return at;
  }
  return undefined;
}

/** The attributes of a tag by name, in lower case, with their references decoded. `inside`: the tag after its name. */
export function readAttributes(inside: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}
