/** What must never be written anywhere: tokens by their shape, and credentials in addresses. */
const SECRETS: readonly [RegExp, string][] = [
  [/\bbot\d+:[\w-]{20,}/gu, 'bot<token>'],
  [/\b\d{6,12}:[\w-]{30,}/gu, '<token>'],
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/gu, '<token>'],
  [/\/webhooks\/\d+\/[\w-]+/gu, '/webhooks/<token>'],
  [/\/interactions\/(\d+)\/[\w-]+/gu, '/interactions/$1/<token>'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s:@]*:[^/\s@]+@/giu, '$1<credentials>@'],
  [
    /([?&;](?:[\w-]*(?:token|secret|password|passwd|signature|api_?key)|key|sig|auth|pass)=)[^&#\s"'<>]+/giu,
    '$1<secret>',
  ],
];

/** The text without secrets; `known` are the configured ones, cut out literally. */
export function scrub(text: string, known: readonly string[] = []): string {
  let clean = text;
  for (const secret of known) if (secret.length >= 6) clean = clean.replaceAll(secret, '<secret>');
  for (const [shape, instead] of SECRETS) clean = clean.replace(shape, instead);
  return clean;
}
