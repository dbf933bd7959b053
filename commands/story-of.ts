import type { Context } from '#core/command.ts';
import type { StoryHit } from '#core/news.ts';
import { readRef } from './refs.ts';

/** Without a word, the story most reported in this time is meant. */
const NOW_MS = 3 * 24 * 60 * 60 * 1000;

/** The story meant by a reference or by words; without either the one most reported now. */
export async function findStory({ desk, now }: Context, about: string | undefined): Promise<StoryHit | undefined> {
  const { library } = desk;
  if (about === undefined) {
    const [recent] = await library.stories({ since: new Date(now.getTime() - NOW_MS), limit: 1 });
    return recent ?? (await library.stories({ limit: 1 }))[0];
  }
  const id = readRef('s', about);
  const story = id === undefined ? (await library.stories({ about, limit: 1 }))[0] : await library.story(id);
  if (story) library.noteUse({ storyId: story.id });
  return story;
}
