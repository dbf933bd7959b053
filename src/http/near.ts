import ipaddr from 'ipaddr.js';

const NEAR = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal']);

/** Whether a peer is this machine or its own network: a container's host, not the world. */
export function isNear(address: string | undefined): boolean {
  if (address === undefined || !ipaddr.isValid(address)) return false;
  // `process` also takes IPv4 that is written as IPv6.
  return NEAR.has(ipaddr.process(address).range());
}
