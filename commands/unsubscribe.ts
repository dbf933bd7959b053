import type { Subscription } from '#core/alerts.ts';
import { type Context, defineCommand, type Suggestion } from '#core/command.ts';
import { UserError } from '#core/errors.ts';
import { nearestWord } from '#text/nearest.ts';

const LABEL_MOST = 100;

const own = ({ desk, place, asker }: Context): Promise<Subscription[]> =>
  desk.subscriptions.of(place.platform, asker.id);

async function suggestOwn(typed: string, context: Context): Promise<Suggestion[]> {
  const folded = typed.toLowerCase();
  return (await own(context))
    .filter((one) => one.label.toLowerCase().includes(folded))
    .map((one) => ({ label: one.label.slice(0, LABEL_MOST), value: one.label.slice(0, LABEL_MOST) }));
}

/** The asker's own subscription of that number or name; several of one name end together. @throws UserError */
function pick(all: readonly Subscription[], what: string): Subscription[] {
  const id = /^#(\d{1,15})$/u.exec(what)?.[1];
  const folded = what.toLowerCase();
  const fitting = all.filter((one) => (id === undefined ? one.label.toLowerCase() === folded : one.id === Number(id)));
  if (fitting.length > 0) return fitting;
  const labels = all.map((one) => one.label.toLowerCase());
  const nearest = id === undefined ? nearestWord(folded, labels) : undefined;
  throw new UserError('unsubscribe.unknown', {
    what,
    nearest: all.find((one) => one.label.toLowerCase() === nearest)?.label,
  });
}

export default defineCommand({
  name: 'unsubscribe',
  description: 'unsubscribe.about',
  permission: 'everyone',
  personal: true,
  options: {
    what: { kind: 'text', description: 'unsubscribe.option.what', required: true, phrases: true, suggest: suggestOwn },
  },
  async run(context, { what }) {
    const { say, desk, place, asker } = context;
    const ended = pick(await own(context), what);
    for (const one of ended) await desk.subscriptions.remove({ platform: place.platform, person: asker.id }, one.id);
    const { label, kind, target, channel } = ended[0]!;
    const ref = { person: target, words: target, topic: target, story: `#s${target}`, feed: `#f${target}` }[kind];
    return {
      title: say('unsubscribe.done', { label }),
      blocks: [],
      buttons: [
        {
          label: say('unsubscribe.again'),
          action: { command: 'subscribe', options: { what: ref, ...(channel.isPrivate ? {} : { where: 'here' }) } },
        },
      ],
      visibility: 'asker',
    };
  },
});
