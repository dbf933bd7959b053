import { type APIThreadChannel, type Client, Routes } from 'discord.js';
import type { Clock } from '#core/clock.ts';
import type { Notes, PostOptions } from '#core/platform.ts';
import { truncate } from '#text/truncate.ts';
import type { Channels, KnownChannel } from './channels.ts';
import { toFailure } from './errors.ts';
import { visibleLine } from './markdown.ts';
import type { Message } from './render.ts';

/** developers/resources/channel. */
const NAME_MOST = 100;
const TAGS_MOST = 5;
/** Discord's clock and ours may differ by this much. */
const CLOCKS_MS = 60_000;

export interface ForumPost {
  /** Names the thread's note: the same story goes to the same thread. */
  note: string;
  /** Known thread of the story, and the nonce of the post that opened it. */
  thread?: { id: string; openedBy: string };
}

interface ForumParts {
  client: Client;
  channels: Channels;
  notes: Notes;
  clock: Clock;
}

type Story = NonNullable<PostOptions['story']>;

/** Tags of the forum that are called like one of the story's topics; where a tag is required, the first one that anybody may use. */
function tagsFor(forum: KnownChannel, topics: readonly string[]): string[] {
  const wanted = new Set(topics.map((topic) => topic.toLowerCase()));
  const fitting = forum.tags.filter((tag) => wanted.has(tag.name.toLowerCase()));
  const needed = fitting.length === 0 && forum.requiresTag ? forum.tags.slice(0, 1) : fitting;
  return needed.slice(0, TAGS_MOST).map((tag) => tag.id);
}

/**
 * A forum holds one thread for each story. Opening a thread takes no nonce, so the intent is noted first: after an
 * answer that never came, the thread is looked for before another is opened.
 */
export function createForums({ client, channels, notes, clock }: ForumParts) {
  async function findOpened(forum: KnownChannel, name: string, since: number): Promise<string | undefined> {
    const route = Routes.guildActiveThreads(forum.guildId ?? '');
    const { threads } = (await client.rest.get(route)) as { threads: APIThreadChannel[] };
    const me = await channels.myId();
    const ours = threads.filter(
      (thread) => thread.parent_id === forum.id && thread.owner_id === me && thread.name === name,
    );
    const openedAt = (thread: APIThreadChannel): number => Date.parse(thread.thread_metadata?.create_timestamp ?? '');
    return ours.find((thread) => openedAt(thread) >= since - CLOCKS_MS)?.id;
  }

  return {
    async find(forum: KnownChannel, story: Story | undefined, nonce: string): Promise<ForumPost> {
      const note = `thread:${forum.id}:${story ? `story:${story.id}` : nonce}`;
      const [id, openedBy] = ((await notes.get(note)) ?? '').split(' ');
      return { note, ...(id && openedBy && id !== 'opening' ? { thread: { id, openedBy } } : {}) };
    },
    forget: (post: ForumPost) => notes.delete(post.note),
    /** Opens the thread with the message as its first; gives the thread's id, which is the message's too. */
    async open(
      forum: KnownChannel,
      post: ForumPost,
      message: Message,
      more: { title: string; story?: Story; nonce: string },
    ): Promise<string> {
      const name = truncate(visibleLine(more.story?.title ?? more.title), NAME_MOST) || '…';
      const [state, since] = ((await notes.get(post.note)) ?? '').split(' ');
      let id = state === 'opening' ? await findOpened(forum, name, Number(since)) : undefined;
      if (id === undefined) {
        if (state !== 'opening') await notes.set(post.note, `opening ${clock.now().getTime()}`);
        const tags = tagsFor(forum, more.story?.topics ?? []);
        try {
          const created = (await client.rest.post(Routes.threads(forum.id), {
            body: { name, ...(tags.length > 0 ? { applied_tags: tags } : {}), message: message.body },
            files: message.files,
          })) as { id: string };
          id = created.id;
        } catch (error) {
          if (toFailure(error).reason !== 'uncertain') await notes.delete(post.note);
          throw error;
        }
      }
      await notes.set(post.note, `${id} ${more.nonce}`);
      return id;
    },
  };
}
