import { defineCommand } from '#core/command.ts';
import type { Block } from '#core/reply.ts';

export default defineCommand({
  name: 'help',
  description: 'help.about',
  permission: 'everyone',
  personal: true,
  options: {},
  async run({ say, desk, moderator }) {
    const list = (permission: 'everyone' | 'moderator'): Block => ({
      kind: 'fields',
      fields: desk
        .commands()
        .filter((command) => command.permission === permission)
        .map((command) => ({ name: command.usage, value: [say(command.about)] })),
    });
    return {
      title: say('help.title'),
      visibility: 'asker',
      blocks: [
        { kind: 'text', spans: [say('help.intro')] },
        { kind: 'text', spans: [{ text: say('help.everyone'), style: 'strong' }] },
        list('everyone'),
        ...(moderator
          ? [
              { kind: 'text' as const, spans: [{ text: say('help.moderators'), style: 'strong' as const }] },
              list('moderator'),
            ]
          : []),
      ],
    };
  },
});
