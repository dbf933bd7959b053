import { defineCommand } from '#core/command.ts';
import type { Reply } from '#core/reply.ts';
import { cite } from './cite.ts';

export default defineCommand({
  name: 'summary',
  description: 'summary.about',
  permission: 'everyone',
  options: { url: { kind: 'url', description: 'summary.option.url', required: true } },
  async run(context, { url }): Promise<Reply> {
    const { say, desk } = context;
    const article = await desk.read(url);
    const sentences = article.summary.length > 0 ? article.summary.join(' ') : say('summary.none');
    return {
      title: article.title,
      ...(article.url ? { url: article.url } : {}),
      blocks: [
        { kind: 'text', spans: [sentences] },
        { kind: 'text', spans: cite(context, article) },
      ],
      ...(article.url ? { buttons: [{ label: say('open.article'), url: article.url }] } : {}),
    };
  },
});
