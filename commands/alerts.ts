import type { ChannelSettings } from '#core/alerts.ts';
import { defineCommand } from '#core/command.ts';
import { privateChannelOf } from './private-channel.ts';
import { isOff, readQuiet, readSwitch, readTime, readZone, settingsBlock } from './settings.ts';

/** A reader's own settings: those of the private chat that their alerts come to. */
export default defineCommand({
  name: 'alerts',
  description: 'alerts.about',
  permission: 'everyone',
  personal: true,
  options: {
    quiet: { kind: 'text', description: 'alerts.option.quiet' },
    zone: { kind: 'text', description: 'alerts.option.zone' },
    digest: { kind: 'text', description: 'alerts.option.digest' },
    breaking: { kind: 'choice', description: 'alerts.option.breaking', choices: ['on', 'off'] },
  },
  async run(context, { quiet, zone, digest, breaking }) {
    const { desk, say } = context;
    const settings: Partial<ChannelSettings> = {};
    if (quiet !== undefined) settings.quiet = readQuiet(quiet);
    if (breaking !== undefined) settings.breaking = readSwitch(breaking);
    if (digest !== undefined) settings.mode = isOff(digest) ? 'live' : 'digest';
    if (digest !== undefined && !isOff(digest)) settings.digestAt = readTime(digest);
    const zoneSet = zone === undefined ? undefined : readZone(zone);
    const changed = Object.keys(settings).length > 0 || zoneSet !== undefined;
    let channel = await privateChannelOf(context);
    if (changed) {
      channel = await desk.channels.set(channel.id, { settings, ...(zoneSet ? { zone: zoneSet } : {}) });
      await desk.rehold(channel);
    }
    return {
      title: say('alerts.title', { changed }),
      blocks: [settingsBlock(context, channel, false), { kind: 'text', spans: [say('alerts.how')] }],
      visibility: 'asker',
    };
  },
});
