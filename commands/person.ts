import type { Context } from '#core/command.ts';
import type { PersonHit } from '#core/news.ts';
import type { Action, Block, Reply } from '#core/reply.ts';
import { nothingFound } from './empty.ts';
import { readRef, refTo } from './refs.ts';

/** People offered when a name is shared or unknown. */
const CHOICES_MOST = 5;
/** So near a misspelt name is taken at its word, when only one is. */
const TYPING_ERROR = 1;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** The people a name may mean, with buttons that ask again for exactly one. */
function choose(
  context: Context,
  title: string,
  people: readonly PersonHit[],
  again: (person: string) => Action,
): Reply {
  const { say } = context;
  return {
    title,
    blocks: [
      {
        kind: 'list',
        items: people.map((person) => [
          { text: person.name, style: 'strong' },
          ...(person.role ? [`, ${person.role}`] : []),
          ` · ${say('quote.count', { quotes: person.quotes })}`,
        ]),
      },
    ],
    buttons: people.map((person) => ({
      label: people.some((other) => other !== person && other.name === person.name)
        ? `${person.name}, ${person.role ?? '—'}`
        : person.name,
      action: again(refTo('p', person.id)),
    })),
  };
}

/**
 * The person meant: by reference, by full name, or the only one of that name or office; several are asked back, and
 * for nobody the nearest names are given. `note` says that a name was taken for another.
 */
export async function findPerson(
  context: Context,
  name: string,
  again: (person: string) => Action,
): Promise<{ person: PersonHit; note: Block[] } | Reply> {
  const { say, desk } = context;
  const found = (person: PersonHit, note: Block[] = []): { person: PersonHit; note: Block[] } => {
    desk.library.noteUse({ personId: person.id });
    return { person, note };
  };
  const id = readRef('p', name);
  const known = id === undefined ? undefined : await desk.library.person(id);
  if (known) return found(known);

  const people = await desk.library.people({ name, limit: CHOICES_MOST + 1 });
  const exact = people.filter((person) => folded(person.name) === folded(name));
  if (exact.length === 1) return found(exact[0]!);
  if (people.length === 1) return found(people[0]!);
  if (people.length > 1) {
    const reply = choose(context, say('quote.which', { name }), people.slice(0, CHOICES_MOST), again);
    return people.length > CHOICES_MOST ? { ...reply, footer: say('person.more') } : reply;
  }

  const near = await desk.library.nearestPeople(name, CHOICES_MOST);
  const nobody = say('quote.nobody', { name });
  const [first, second] = near;
  if (first && first.edits <= TYPING_ERROR && (!second || second.edits > first.edits)) {
    return found(first, [{ kind: 'text', spans: [say('person.taken', { name, person: first.name })] }]);
  }
  if (near.length === 0) return nothingFound(context, nobody, say('person.hint'));
  const reply = choose(context, nobody, near, again);
  return { ...reply, blocks: [{ kind: 'text', spans: [say('quote.nearest')] }, ...reply.blocks] };
}
