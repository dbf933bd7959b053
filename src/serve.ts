import type { Command } from '#core/command.ts';
import type { Answer, Platform, PlatformEvents } from '#core/platform.ts';

export interface ServingParts {
  platforms: readonly Platform[];
  commands: readonly Command[];
  answer: Answer;
  eventsOf(platform: string): PlatformEvents;
  /** Whether this process takes requests at all; all of them can post. */
  serves: boolean;
  /** The lease under which one process of many takes a platform's requests; undefined where each of them may. */
  leaseOf(platform: string): string | undefined;
  hold(lease: string, gained: () => Promise<void>): void;
}

/** Starts the platforms: each is ready to post; of those whose updates only one process may take, the leaseholder takes them. */
export function createServing(parts: ServingParts): { start(): Promise<void>; receiving(): readonly Platform[] } {
  const { answer } = parts;
  const receiving: Platform[] = [];

  async function receive(platform: Platform): Promise<void> {
    receiving.push(platform);
    await platform.registerCommands(parts.commands);
    await platform.start(answer, parts.eventsOf(platform.name));
  }

  return {
    receiving: () => receiving,
    async start() {
      for (const platform of parts.platforms) {
        const lease = parts.leaseOf(platform.name);
        if (parts.serves && lease === undefined) {
          await receive(platform);
          continue;
        }
        await platform.start(answer, parts.eventsOf(platform.name), { receive: false });
        if (parts.serves && lease !== undefined) parts.hold(lease, () => receive(platform));
      }
    },
  };
}
