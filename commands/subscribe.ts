import { defineCommand } from '#core/command.ts';
import type { Button, Reply } from '#core/reply.ts';
import { privateChannelOf } from './private-channel.ts';
import { readWish, suggestWishes } from './wish.ts';

/** Subscriptions of one person: more than anybody reads. */
const SUBSCRIPTIONS_MOST = 100;

export default defineCommand({
  name: 'subscribe',
  description: 'subscribe.about',
  permission: 'everyone',
  personal: true,
  options: {
    what: { kind: 'text', description: 'subscribe.option.what', required: true, phrases: true, suggest: suggestWishes },
    where: { kind: 'choice', description: 'subscribe.option.where', choices: ['dm', 'here'] },
  },
  async run(context, { what, where }): Promise<Reply> {
    const { say, desk, place, asker, now } = context;
    const meant = await readWish(context, what);
    const again = (other: string): Record<string, string> => ({ what: other, ...(where ? { where } : {}) });
    if (meant.kind === 'several') {
      return {
        title: say('subscribe.which', { what }),
        blocks: [],
        buttons: meant.choices.map((choice) => ({
          label: choice.label,
          action: { command: 'subscribe', options: again(choice.what) },
        })),
        visibility: 'asker',
      };
    }
    const isHere = where === 'here' && !place.isPrivate;
    const channel = isHere ? await desk.channelOf(place) : await privateChannelOf(context);
    // An alert draws on the feeds of the server where it was asked for (CONTRACT §6).
    const server = place.isPrivate ? undefined : (place.server ?? place.address);
    const { wish, person } = meant;
    const { subscription, added } = await desk.subscriptions.add(
      { ...wish, platform: place.platform, person: asker.id, channelId: channel.id, server, at: now },
      SUBSCRIPTIONS_MOST,
    );
    const lines = [
      `${say('subscribe.where', { isHere })} ${say('subscribe.scope', { isServer: server !== undefined })}`,
      ...(wish.kind === 'words' && /\s/u.test(wish.target) ? [say('subscribe.words')] : []),
    ];
    const stop: Button = {
      label: say('subscribe.stop'),
      action: { command: 'unsubscribe', options: { what: `#${subscription.id}` } },
    };
    const instead: Button[] = person
      ? [
          {
            label: say('subscribe.person-instead', { name: person }),
            action: { command: 'subscribe', options: again(person) },
          },
        ]
      : [];
    return {
      title: say('subscribe.added', { kind: wish.kind, label: subscription.label, known: !added }),
      blocks: lines.map((line) => ({ kind: 'text', spans: [line] })),
      buttons: [stop, ...instead],
      visibility: 'asker',
    };
  },
});
