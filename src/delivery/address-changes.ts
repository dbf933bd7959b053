import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log.ts';
import type { PlatformEvents } from '#core/platform.ts';
import type { ChannelStore, OutboxStore } from '#core/stores.ts';

interface Parts {
  channels: Pick<ChannelStore, 'find'>;
  outbox: Pick<OutboxStore, 'move' | 'suspend' | 'resume'>;
  clock: Clock;
  log: Log;
}

/** Acts on what a platform tells of its own accord: a chat moved, the bot was thrown out, or let in again. */
export function createAddressChanges(platform: string, parts: Parts): PlatformEvents {
  const { channels, outbox, clock, log } = parts;
  return {
    async changed(address, change) {
      try {
        const channel = await channels.find({ platform, address });
        if (!channel) return;
        if (change.kind === 'moved') await outbox.move(channel.id, change.to);
        else if (change.kind === 'open') await outbox.resume(channel.id);
        else await outbox.suspend(channel.id, change.kind, clock.now());
        log.info('destination.changed', { platform, channelId: channel.id, change: change.kind });
      } catch (error) {
        log.error('destination.change-failed', { platform, change: change.kind, error });
      }
    },
  };
}
