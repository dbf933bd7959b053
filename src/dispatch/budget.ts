import type { Clock } from '#core/clock.ts';
import type { Request } from '#core/platform.ts';

/** What one person may ask at once, and how fast that comes back: nobody reads faster. In commands; a second. */
const PERSON = { burst: 60, perSecond: 1 };
/** What is asked in one chat by all together: a busy group, not a flood. */
const CHAT = { burst: 300, perSecond: 5 };
/** Persons and chats remembered; who was forgotten has a full budget again. */
const BUCKETS_MOST = 50_000;
const SECOND_MS = 1000;

/** GCRA: the moment at which the bucket will be full again says it all. */
type Buckets = Map<string, number>;

export interface Budget {
  /** Takes the cost of a request; gives the seconds to wait when the person or the chat has used theirs up. */
  take(request: Request, cost: number): number | undefined;
}

/** Keeps one person, or one chat, from using up what is there for all. */
export function createBudget({ clock }: { clock: Clock }): Budget {
  const persons: Buckets = new Map();
  const chats: Buckets = new Map();

  function waitOf(buckets: Buckets, key: string, cost: number, { burst, perSecond }: typeof PERSON): number {
    const now = clock.now().getTime();
    const full = Math.max(buckets.get(key) ?? 0, now) + (cost * SECOND_MS) / perSecond;
    return Math.max(0, full - (burst * SECOND_MS) / perSecond - now);
  }

  function spend(buckets: Buckets, key: string, cost: number, { perSecond }: typeof PERSON): void {
    const now = clock.now().getTime();
    const full = Math.max(buckets.get(key) ?? 0, now) + (cost * SECOND_MS) / perSecond;
    buckets.delete(key);
    buckets.set(key, full);
    if (buckets.size > BUCKETS_MOST) buckets.delete(buckets.keys().next().value!);
  }

  return {
    take({ asker, place }, cost) {
      const person = `${place.platform}:${asker.id}`;
      const chat = `${place.platform}:${place.address}`;
      const wait = Math.max(waitOf(persons, person, cost, PERSON), waitOf(chats, chat, cost, CHAT));
      // Whoever is refused pays nothing, or an impatient person would never get out of it.
      if (wait > 0) return Math.ceil(wait / SECOND_MS);
      spend(persons, person, cost, PERSON);
      spend(chats, chat, cost, CHAT);
      return undefined;
    },
  };
}
