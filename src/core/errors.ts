import type { MessageArgs, MessageKey } from './messages.ts';

/** A person's mistake or a thing that can't be had: answered in the asker's language, never logged as a fault. */
export class UserError<K extends MessageKey = MessageKey> extends Error {
  readonly key: K;
  readonly args: MessageArgs<K>;

  constructor(key: K, ...[args]: MessageArgs<K> extends undefined ? [] : [MessageArgs<K>]) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.args = args as MessageArgs<K>;
  }
}

/** Why a feed or a page could not be had. Each has a sentence in every catalogue (`fault.<name>`). */
export type FeedFault =
  | 'bad-url'
  | 'blocked-address'
  | 'dns'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'redirects'
  | 'too-large'
  | 'http'
  | 'gone'
  | 'throttled'
  | 'challenge'
  | 'robots'
  | 'encoding'
  | 'empty'
  | 'html'
  | 'not-a-feed'
  | 'too-slow';

/** A feed or page failed. `fault` is what people are told; `detail` and `cause` are for the log. */
export class FeedError extends Error {
  readonly fault: FeedFault;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    fault: FeedFault,
    detail?: string,
    more: { status?: number | undefined; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(detail ? `${fault}: ${detail}` : fault, { cause: more.cause });
    this.name = 'FeedError';
    this.fault = fault;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** The program can't run as configured or as it finds the world: printed as one sentence each, exit status 78. */
export class SetupError extends Error {
  readonly faults: string[];

  constructor(faults: string[], cause?: unknown) {
    super(faults.join('\n'), { cause });
    this.name = 'SetupError';
    this.faults = faults;
  }
}
