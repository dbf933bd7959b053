/** `news`: an article is to be fanned out. */
export type Topic = 'news';

/** Tells all processes that there is something to do. It carries no content and may be lost: a hint to look now rather than soon. */
export interface Signals {
  /** Never rejects for a lost connection. */
  send(topic: Topic): Promise<void>;
  on(topic: Topic, listener: () => void): void;
  close(): Promise<void>;
}
