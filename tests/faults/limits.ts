import type { SendLimits } from '#core/platform.ts';

/** The platforms' limits, five times as fast so that a run takes minutes: the shares between pace and limit are the real ones. */
export const FASTER = 5;

export interface Rules {
  /** What the server lets through in any sliding second, in all and to one address. */
  perSecond: number;
  perAddressPerSecond: number;
  group?: { most: number; windowMs: number };
  /** For so long a key posts once; 0: never. */
  keysForMs: number;
}

export const RULES: Record<'discord' | 'telegram', Rules> = {
  discord: { perSecond: 50 * FASTER, perAddressPerSecond: FASTER, keysForMs: 120_000 },
  telegram: {
    perSecond: 30 * FASTER,
    perAddressPerSecond: FASTER,
    group: { most: 20, windowMs: 60_000 / FASTER },
    keysForMs: 0,
  },
};

const groupOf = (address: string): string | undefined =>
  address.startsWith('-') ? address.split(':', 1)[0] : undefined;

export const groupsOf = groupOf;

export const LIMITS: Record<'discord' | 'telegram', SendLimits> = {
  discord: { perSecond: 46 * FASTER, perAddressPerSecond: FASTER, atOnce: 10 },
  telegram: {
    perSecond: 28 * FASTER,
    perAddressPerSecond: FASTER,
    atOnce: 10,
    group: { perMinute: 20 * FASTER, of: groupOf },
  },
};
