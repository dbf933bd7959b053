import { defineCommand } from '#core/command.ts';
import type { Button, Reply } from '#core/reply.ts';
import { cite } from './cite.ts';
import { refTo } from './refs.ts';

export default defineCommand({
  name: 'summary',
  cost: 5,
  description: 'summary.about',
  permission: 'everyone',
  options: { url: { kind: 'url', description: 'summary.option.url', required: true } },
  async run(context, { url }): Promise<Reply> {
    const { say, desk } = context;
    const article = await desk.read(url);
    const sentences = article.summary.length > 0 ? article.summary.join(' ') : say('summary.none');
    const about = refTo('s', article.storyId);
    // An article that no feed brought is read for this answer alone, and belongs to no story.
    const story: Button[] =
      article.storyId === 0
        ? []
        : [
            { label: say('story.open'), action: { command: 'story', options: { about } } },
            { label: say('timeline.open'), action: { command: 'timeline', options: { about } } },
          ];
    return {
      title: article.title,
      ...(article.url ? { url: article.url } : {}),
      blocks: [
        { kind: 'text', spans: [sentences] },
        { kind: 'text', spans: cite(context, article) },
      ],
      buttons: [...(article.url ? [{ label: say('open.article'), url: article.url }] : []), ...story],
    };
  },
});
