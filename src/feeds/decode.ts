import { gunzipSync, constants } from 'node:zlib';
import { FeedError } from '#core/errors.ts';

/** Larger feeds are refused before anything reads them; the largest honest ones seen were 20 MB. */
export const MAX_FEED_BYTES = 32 * 1024 * 1024;
/** Declarations stand at the very start of a file. */
const DECLARATION_BYTES = 256;

/**
 * A feed's bytes as text. Gzip that no header announced is unpacked. The charset is, in this order: byte order mark,
 * UTF-16 told by its zero bytes, UTF-8 when the bytes are valid, the HTTP charset, the XML declaration, windows-1252.
 * Throws FeedError `empty`, `too-large` or `encoding`.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): string {
  if (bytes.length > MAX_FEED_BYTES) throw new FeedError('too-large', `${bytes.length} bytes`);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes) : bytes;
  if (plain.length === 0) throw new FeedError('empty');
  const sure = byteOrderMark(plain) ?? zeroBytes(plain);
  const labels = sure
    ? [sure]
    : ['utf-8', httpCharset(contentType), declaredCharset(plain)].filter((label) => label !== undefined);
  for (const label of labels) {
    const text = decode(plain, label, label === 'utf-8' && sure === undefined);
    // Seven-bit Japanese is valid UTF-8 too, but only its own label makes sense of the escapes.
    if (text !== undefined && !(label === 'utf-8' && text.includes('\u001B$'))) return text;
  }
  return decode(plain, 'windows-1252', false) ?? '';
}

function unpack(bytes: Uint8Array): Uint8Array {
  try {
    // With a sync flush a cut-off file still gives what arrived.
    return gunzipSync(bytes, { maxOutputLength: MAX_FEED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new FeedError(tooLarge ? 'too-large' : 'encoding', 'gzip', { cause: error });
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** A first character from ASCII in two bytes: one of them is zero. */
function zeroBytes(bytes: Uint8Array): string | undefined {
  if (bytes[0] && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1]) return 'utf-16be';
  return undefined;
}

function httpCharset(contentType = ''): string | undefined {
  return usable(/charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType.slice(0, DECLARATION_BYTES))?.[1]);
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  return usable(/<\?xml[^>]*?encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1]);
}

/** Labels that say nothing: bytes in UTF-16 have been told already, and servers say us-ascii of everything. */
function usable(label: string | undefined): string | undefined {
  return label && /^(?:us-ascii|ascii|utf-?16|utf-?8|ucs-2)/i.test(label) ? undefined : label;
}

/** Decodes in two steps: the one-step form reads windows-1252 wrongly on some Node releases (nodejs/node#56542). */
function decode(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal });
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return undefined;
  }
}
