import type { Clock } from '#core/clock.ts';
import { type DestinationStore, type FanoutStore, PRIORITY } from '#core/delivery.ts';
import type { Log } from '#core/log.ts';
import type { Channel } from '#core/news.ts';
import type { PlatformEvents } from '#core/platform.ts';
import type { ChannelStore } from '#core/stores.ts';

interface Parts {
  channels: Pick<ChannelStore, 'find'>;
  destinations: Pick<DestinationStore, 'move' | 'suspend' | 'resume'>;
  fanouts: Pick<FanoutStore, 'enqueue'>;
  /** Something that waited may go out. */
  wake(): void;
  clock: Clock;
  log: Log;
}

const NOTICE_MS = 24 * 60 * 60_000;

/** Acts on what a platform tells of its own accord: a chat moved, the bot was thrown out, or let in again. */
export function createAddressChanges(platform: string, parts: Parts): PlatformEvents {
  const { channels, destinations, fanouts, clock, log } = parts;

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

  return {
    async changed(address, change) {
      try {
        // A chat's topics move with it, also where nothing was ever posted to the chat itself.
        if (change.kind === 'moved') await destinations.move(platform, address, change.to);
        const channel = await channels.find({ platform, address: change.kind === 'moved' ? change.to : address });
        if (channel && change.kind === 'open') await reopen(channel);
        else if (channel && (change.kind === 'gone' || change.kind === 'forbidden')) {
          const reason = change.detail ? `${change.kind}: ${change.detail}` : change.kind;
          await destinations.suspend(channel.id, reason, change.kind === 'forbidden', clock.now());
        }
        log.info('destination.changed', { platform, channelId: channel?.id, change: change.kind });
      } catch (error) {
        log.error('destination.change-failed', { platform, change: change.kind, error });
      }
    },
  };
}
