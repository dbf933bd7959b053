import { closeSync, fdatasync, openSync } from 'node:fs';

/**
 * Brings SQLite's write-ahead log to the disk outside the event loop: the connection that writes does not sync it
 * (`synchronous = NORMAL`), and nobody is told that something is kept before this has. Commits that come while one sync
 * is under way share the next.
 */
export interface LogSync {
  /** Calls back once all that was committed until now is on the disk. */
  after(done: () => void): void;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export function createLogSync(file: string): LogSync {
  let waiting: (() => void)[] = [];
  let log: number | undefined;
  let underWay: Promise<void> | undefined;

  function sync(): void {
    const served = waiting;
    waiting = [];
    // The log is there from the first commit on, and stays while a connection is open.
    log ??= openSync(`${file}-wal`, 'r+');
    const descriptor = log;
    underWay = new Promise((resolve) => {
      fdatasync(descriptor, (error) => {
        // What a disk refused can't be taken back: the process ends, and the next one starts from what the disk has.
        if (error) throw error;
        for (const done of served) done();
        underWay = undefined;
        resolve();
        if (waiting.length > 0) sync();
      });
    });
  }

  return {
    after(done) {
      waiting.push(done);
      if (!underWay) sync();
    },
    async close() {
      while (underWay) await underWay;
      if (log !== undefined) closeSync(log);
    },
  };
}
