import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FeedError } from '#core/errors.ts';
import { decodeFeed, MAX_FEED_BYTES } from '#feeds/decode.ts';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each<[string, Uint8Array, string | undefined, string]>([
  ['UTF-8', Buffer.from('<a>é”</a>'), undefined, '<a>é”</a>'],
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFF<a>é</a>'), undefined, '<a>é</a>'],
  ['valid UTF-8 under a wrong label', Buffer.from('<a>é</a>'), 'text/xml; charset=iso-8859-1', '<a>é</a>'],
  ['windows-1252 by HTTP', latin('<a>\x93caf\xe9\x94</a>'), 'text/xml; charset="windows-1252"', '<a>“café”</a>'],
  [
    'iso-8859-2 by declaration',
    latin('<?xml version="1.0" encoding="iso-8859-2"?>\xb1'),
    undefined,
    '<?xml version="1.0" encoding="iso-8859-2"?>ą',
  ],
  [
    'HTTP before the declaration',
    latin('<?xml encoding="iso-8859-2"?>\xb1'),
    'a/b;charset=windows-1252',
    '<?xml encoding="iso-8859-2"?>±',
  ],
  ['nothing declared', latin('<a>\x96\xe9</a>'), undefined, '<a>–é</a>'],
  ['us-ascii says nothing', latin('<a>\xe9</a>'), 'text/xml; charset=us-ascii', '<a>é</a>'],
  ['an unknown label', latin('<a>\xe9</a>'), 'text/xml; charset=x-nonsense', '<a>é</a>'],
  ['UTF-16LE without mark', Buffer.from('<a>é</a>', 'utf16le'), undefined, '<a>é</a>'],
  ['UTF-16BE with mark', utf16be('\uFEFF<a>é</a>'), undefined, '<a>é</a>'],
  [
    'UTF-16 declared of UTF-8',
    Buffer.from('<?xml encoding="utf-16"?>é'),
    'text/xml; charset=utf-16',
    '<?xml encoding="utf-16"?>é',
  ],
  ['gzip nobody announced', gzipSync('<a>é</a>'), undefined, '<a>é</a>'],
  ['gzip cut off', gzipSync(Buffer.from('<a>é</a>')).subarray(0, -8), undefined, '<a>é</a>'],
])('%s', (_reason, bytes, contentType, expected) => {
  expect(decodeFeed(bytes, contentType)).toBe(expected);
});

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'empty'],
  ['too many bytes', new Uint8Array(MAX_FEED_BYTES + 1), 'too-large'],
  ['a gzip bomb', gzipSync(Buffer.alloc(MAX_FEED_BYTES + 1)), 'too-large'],
  ['broken gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff), 'encoding'],
])('%s is refused', (_reason, bytes, fault) => {
  const act = (): string => decodeFeed(bytes);
  expect(act).toThrow(FeedError);
  expect(act).toThrow(expect.objectContaining({ fault }));
});
