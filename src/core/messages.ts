import type { FeedFault } from './errors.ts';

/**
 * Everything Kabar can say, with what each sentence needs to know. The catalogues in
 * config/locales/ give the words; a key that a catalogue lacks doesn't compile.
 */
export interface Messages {
  'error.internal': { id: string };
  'error.unknown-command': { name: string; nearest: string | undefined };
}

export type MessageKey = keyof Messages;
export type MessageArgs<K extends MessageKey> = Messages[K];
export type Say = <K extends MessageKey>(
  key: K,
  ...args: Messages[K] extends undefined ? [] : [Messages[K]]
) => string;
export type FaultKey = `fault.${FeedFault}`;
