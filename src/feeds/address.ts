import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FeedError } from '#core/errors.ts';

/** Ranges that ipaddr.js takes for ordinary unicast and that don't lead to the public internet (IANA special-purpose registry). */
const NOT_PUBLIC = ['::/96', '64:ff9b:1::/48', 'fec0::/10', '3fff::/20', '5f00::/16', '100::/64', '2001::/23'];
/** Where public web servers listen; any other port is somebody's private service. */
const PUBLIC_PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);

type Parsed = ReturnType<typeof ipaddr.process>;
type Cidr = [Parsed, number];

/** Which addresses may be opened: public ones, and the networks the operator named. */
export interface AddressRule {
  /** The address lies in a network that the operator named. */
  named(address: string): boolean;
  /** The address may be connected to at that port. */
  admits(address: string, port: string): boolean;
  /**
   * Judges everything of a URL that can be judged before a connection is made: scheme, userinfo, literal
   * address, port. Names are judged by their answers when they are connected to.
   * @throws FeedError `bad-url` or `blocked-address`
   */
  checkUrl(url: string): URL;
}

/**
 * Whether a literal IP address (with or without brackets) leads to the public internet. Private, loopback,
 * link-local, reserved and translated addresses do not, and neither does anything that is no address.
 */
export function isPublicAddress(address: string): boolean {
  const ip = parseAddress(address);
  if (!ip || ip.range() !== 'unicast') return false;
  return ip.kind() === 'ipv4' || !NOT_PUBLIC.some((cidr) => within(ip, ipaddr.parseCIDR(cidr)));
}

/** @param allow CIDRs of networks that may be fetched from although they are not public, on any port. */
export function createAddressRule(allow: readonly string[]): AddressRule {
  const networks: Cidr[] = allow.map((cidr) => ipaddr.parseCIDR(cidr));

  const named = (address: string): boolean => {
    const ip = parseAddress(address);
    return ip !== undefined && networks.some((network) => within(ip, network));
  };
  const admits = (address: string, port: string): boolean =>
    named(address) || (PUBLIC_PORTS.has(port) && isPublicAddress(address));

  return {
    named,
    admits,
    checkUrl(text) {
      const url = URL.parse(text);
      if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new FeedError('bad-url', 'scheme');
      if (url.username || url.password) throw new FeedError('bad-url', 'userinfo');
      const host = unbracket(url.hostname);
      if (isIP(host)) {
        if (!admits(host, url.port)) throw new FeedError('blocked-address', url.host);
      } else if (!PUBLIC_PORTS.has(url.port) && networks.length === 0) {
        throw new FeedError('blocked-address', `port ${url.port}`);
      }
      return url;
    },
  };
}

/** `[::1]` as `::1`: URLs write IPv6 addresses in brackets. */
export function unbracket(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

function parseAddress(address: string): Parsed | undefined {
  try {
    return ipaddr.process(unbracket(address));
  } catch {
    return undefined;
  }
}

function within(ip: Parsed, [network, bits]: Cidr): boolean {
  return ip.kind() === network.kind() && ip.match(network, bits);
}
