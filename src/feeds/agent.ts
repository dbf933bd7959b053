import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { FeedError } from '#core/errors.ts';
import { createAddressRule, unbracket, type AddressRule } from './address.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** Names remembered as leading to a named network. */
const MAX_TRUSTED_NAMES = 1000;

/** Asks DNS for all addresses of a name. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, answers: LookupAddress[]) => void,
) => void;

/** A dispatcher that opens only addresses the rule admits, and the rule itself. */
export interface GuardedAgent {
  agent: Agent;
  rule: AddressRule;
  /** The URL's host lies in a network the operator named, as far as is known without asking DNS. */
  trusted: (url: string) => boolean;
}

/**
 * Every connection passes here, so literals, each redirect hop and each DNS answer are checked, and the
 * answer that was checked is the one that is dialled (no second look-up that could answer otherwise). Proxies of the
 * environment (HTTP_PROXY …) are not used: a proxy would ask DNS itself, past all of this.
 */
export function createAgent({
  allow,
  resolve = systemLookup,
}: {
  allow: readonly string[];
  resolve?: Resolve | undefined;
}): GuardedAgent {
  const rule = createAddressRule(allow);
  const trustedNames = new Set<string>();

  const admittingLookup =
    (port: string): LookupFunction =>
    (host, options, done) => {
      resolve(host, { ...options, all: true }, (error, answers: LookupAddress[]) => {
        if (error) return done(error, []);
        const [first] = answers;
        if (!first || answers.some(({ address }) => !rule.admits(address, port)))
          return done(new FeedError('blocked-address', host), []);
        if (answers.every(({ address }) => rule.named(address))) remember(trustedNames, host);
        if (options.all) return done(null, answers);
        return done(null, first.address, first.family);
      });
    };

  const connect: buildConnector.connector = (options, done) => {
    const host = unbracket(options.hostname);
    if (isIP(host) && !rule.admits(host, options.port)) return done(new FeedError('blocked-address', host), null);
    return buildConnector({ lookup: admittingLookup(options.port), timeout: CONNECT_TIMEOUT_MS })(options, done);
  };

  return {
    agent: new Agent({ connect }),
    rule,
    trusted(url) {
      const host = unbracket(URL.parse(url)?.hostname ?? '');
      return rule.named(host === 'localhost' ? '127.0.0.1' : host) || trustedNames.has(host);
    },
  };
}

function remember(names: Set<string>, name: string): void {
  if (names.size >= MAX_TRUSTED_NAMES) names.clear();
  names.add(name);
}
