import {
  InteractionResponseType as Kind,
  type APIInteractionResponse,
  type RESTPostAPIChannelMessageJSONBody as Body,
} from 'discord.js';
import { ApiError, type Files, type Messages, type RestAnswer } from './messages.ts';
import { type FakeMessage, messageJson, type World } from './world.ts';

/** Discord gives three seconds (developers/interactions/receiving-and-responding); a machine busy with other tests gets more. */
const ANSWER_MS = 10_000;
const TOKEN_MS = 15 * 60_000;
const SAYS: ReadonlySet<Kind> = new Set([Kind.ChannelMessageWithSource, Kind.DeferredChannelMessageWithSource]);

export interface PendingInteraction {
  id: string;
  token: string;
  userId: string;
  channelId: string;
  at: number;
  /** The first answer, once it came, and how long it took. */
  callback?: APIInteractionResponse & { data?: Body & { choices?: { name: string; value: string }[] } };
  ackMs?: number;
  /** The message that an answer stands in, or that a pressed button hangs on. */
  original?: FakeMessage;
  deleted?: boolean;
  said: FakeMessage[];
  changed(): void;
}

/** Answers to interactions: the callback, and what follows under the interaction's own token. */
export function createAnswers(world: World, messages: Messages, now: () => number) {
  const interactions = new Map<string, PendingInteraction>();
  const { takeMessage, keep, change } = messages;

  function callback(id: string, body: PendingInteraction['callback'], files: Files): RestAnswer {
    const pending = interactions.get(id);
    if (!pending || now() - pending.at > ANSWER_MS) throw new ApiError(404, 10_062, 'Unknown interaction');
    if (pending.callback) throw new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
    if (body!.type === Kind.ChannelMessageWithSource) takeMessage(body!.data, files, false);
    pending.callback = body;
    pending.ackMs = now() - pending.at;
    const isEphemeral = ((body?.data?.flags ?? 0) & 64) !== 0;
    const more = { askedBy: pending.userId, ...(isEphemeral ? { ephemeralFor: pending.userId } : {}) };
    if (SAYS.has(body!.type)) {
      pending.original = keep(
        pending.channelId,
        body!.type === Kind.ChannelMessageWithSource ? body!.data : ({ flags: body?.data?.flags ?? 0 } as Body),
        files,
        more,
      );
      if (body!.type === Kind.ChannelMessageWithSource) pending.said.push(pending.original);
    }
    pending.changed();
    return { status: 204 };
  }

  function webhook(method: string, token: string, target: string | undefined, body: Body, files: Files): RestAnswer {
    const pending = [...interactions.values()].find((one) => one.token === token);
    if (!pending?.callback || now() - pending.at > TOKEN_MS) throw new ApiError(401, 50_027, 'Invalid Webhook Token');
    if (method === 'POST') {
      takeMessage(body, files, false);
      const isEphemeral = ((body.flags ?? 0) & 64) !== 0;
      const said = keep(pending.channelId, body, files, {
        askedBy: pending.userId,
        ...(isEphemeral ? { ephemeralFor: pending.userId } : {}),
      });
      pending.said.push(said);
      pending.changed();
      return { status: 200, body: messageJson(world, said) };
    }
    const message = target === '@original' ? pending.original : world.messages.find((one) => one.id === target);
    if (!message || pending.deleted) throw new ApiError(404, 10_008, 'Unknown Message');
    if (method === 'DELETE') {
      world.messages.splice(world.messages.indexOf(message), 1);
      pending.deleted = true;
      pending.changed();
      return { status: 204 };
    }
    const { flags = 0 } = message.body;
    change(message, body, files);
    message.body.flags = flags as never;
    pending.said.push(message);
    pending.changed();
    return { status: 200, body: messageJson(world, message) };
  }

  return { interactions, callback, webhook };
}
