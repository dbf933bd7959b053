import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The runner leaves one core free, which on two is half of them; most end-to-end tests wait rather than compute.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
