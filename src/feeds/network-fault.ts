import { FeedError, type FeedFault } from '#core/errors.ts';

const FAULTS: Readonly<Record<string, FeedFault>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
};
const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;
const COMPRESSION = /^(?:Z_|ERR__?ERROR_FORMAT|ERR_BROTLI)/;
/** Errors wrap their causes; deeper than this is a circle. */
const MAX_DEPTH = 6;

/** The fault behind an error of the network layer, found along its causes. Connections that end any other way count as `reset`. */
export function faultOfError(error: unknown): FeedFault {
  let current: unknown = error;
  for (let depth = 0; depth < MAX_DEPTH && current instanceof Error; depth++) {
    if (current instanceof FeedError) return current.fault;
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    const fault = FAULTS[code];
    if (fault) return fault;
    if (TLS.test(code)) return 'tls';
    // The fetch standard refuses ports of other protocols before it connects.
    if (current.message === 'bad port') return 'blocked-address';
    if (COMPRESSION.test(code)) return 'encoding';
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return 'reset';
}
