import { defineCommand } from '#core/command.ts';
import type { Reply } from '#core/reply.ts';

/** What is kept of the asker: to take away, or to be deleted. What is asked for is done at once: the words say what they do. */
export default defineCommand({
  name: 'mydata',
  description: 'mydata.about',
  permission: 'everyone',
  personal: true,
  options: {
    what: { kind: 'choice', description: 'mydata.option.what', required: true, choices: ['export', 'forget'] },
  },
  async run({ say, desk, place, asker }, { what }): Promise<Reply> {
    const { address } = desk.privatePlaceOf(place, asker.id);
    if (what === 'export') {
      const data = await desk.personal.export(place.platform, asker.id, address);
      return {
        title: say('mydata.exported'),
        blocks: [{ kind: 'text', spans: [say('mydata.exported-how')] }],
        file: { name: 'kabar-mydata.json', type: 'application/json', content: JSON.stringify(data, undefined, 2) },
        visibility: 'asker',
      };
    }
    await desk.personal.forget(place.platform, asker.id, address);
    return {
      title: say('mydata.forgotten'),
      blocks: [{ kind: 'text', spans: [say('mydata.forgotten-how')] }],
      visibility: 'asker',
    };
  },
});
