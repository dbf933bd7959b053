/** How far into a page its declaration may stand (HTML Standard: 1024 bytes; real pages put more before it). */
const PRESCAN_BYTES = 4096;

/** A page's bytes as text: BOM, then the HTTP charset, then the page's own declaration, then UTF-8 if valid, else windows-1252. */
export function decodePage(bytes: Uint8Array, contentType?: string): string {
  const declared =
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(
      Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1'),
    )?.[1];
  const label = byteOrderMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : declared);
  return tryDecode(bytes, label) ?? tryDecode(bytes, 'windows-1252') ?? '';
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Bytes that happen to be valid UTF-8 are UTF-8, whatever label they carry. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Decodes in two steps: the one-step form reads windows-1252 wrongly on some Node releases (nodejs/node#56542). */
function tryDecode(bytes: Uint8Array, label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    const decoder = new TextDecoder(label);
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return undefined;
  }
}
