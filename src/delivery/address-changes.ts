import type { Clock } from '#core/clock.ts';
import { type DestinationStore, type FanoutStore, PRIORITY } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Channel } from '#core/news.ts';
import type { AddressChange, PlatformEvents } from '#core/platform.ts';

interface Parts {
  destinations: Pick<DestinationStore, 'move' | 'within' | 'suspend' | 'resume'>;
  fanouts: Pick<FanoutStore, 'enqueue'>;
  /** Something that waited may go out. */
  wake(): void;
  clock: Clock;
  log: Log;
}

const NOTICE_MS = 24 * 60 * 60_000;

/** Acts on what a platform tells of its own accord: a chat moved, the bot was thrown out, or let in again. */
export function createAddressChanges(platform: string, parts: Parts): PlatformEvents {
  const { destinations, fanouts, clock, log } = parts;

  async function reopen(channel: Channel): Promise<void> {
    const now = clock.now();
    if (!(await destinations.resume(channel.id, now)) || channel.isPrivate) return;
    const notice = {
      channelId: channel.id,
      kind: 'notice' as const,
      subject: `place-back:${channel.id}:${now.getTime()}`,
      payload: JSON.stringify({ about: 'place-back' }),
      priority: PRIORITY.alert,
      expiresAt: new Date(now.getTime() + NOTICE_MS),
    };
    await fanouts.enqueue([notice], now);
    parts.wake();
  }

  async function befall(channel: Channel, change: Exclude<AddressChange, { kind: 'moved' }>): Promise<void> {
    if (change.kind === 'open') return reopen(channel);
    const reason = change.detail ? `${change.kind}: ${change.detail}` : change.kind;
    await destinations.suspend(channel.id, reason, change.kind === 'forbidden', clock.now());
  }

  return {
    async changed(address, change) {
      try {
        if (change.kind === 'moved') {
          await destinations.move(platform, address, change.to);
        } else {
          // What befalls a chat befalls its topics.
          for (const channel of await destinations.within(platform, address)) await befall(channel, change);
        }
        log.info('destination.changed', { platform, change: change.kind });
      } catch (error) {
        log.error('destination.change-failed', { platform, change: change.kind, error });
      }
    },
  };
}
