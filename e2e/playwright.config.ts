import { defineConfig } from '@playwright/test';
import { chromiumHere } from './chromium';

/** What the tests run on, as bin/test.ts has started them: one for each worker, since the practice cloud has one clock and one list of faults. */
const rooms = JSON.parse(process.env['ROOMS'] ?? '[{}]') as Record<string, string>[];
Object.assign(process.env, rooms[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]);

/** Begun first, and each of their journeys by itself, so that nobody waits for them at the end. */
const long = ['walk', 'looks', 'ml', 'dss', 'fixture', 'trouble', 'live', 'rights', 'attendee'].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'long', testMatch: long, fullyParallel: true },
    { name: 'others', testMatch: '*.spec.ts', testIgnore: long },
  ],
  outputDir: process.env['TEST_OUTPUT'] ?? '../test-results',
  workers: rooms.length,
  fullyParallel: false,
  retries: 0, // a flaky test is a broken test
  timeout: 90_000, // for what never ends: three journeys share two processors
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env['PORTAL'],
    viewport: { width: 1280, height: 900 },
    // pictures of every frame would cost as much as the browser's own work; where nobody can open a trace, as in CI, there is none
    trace: process.env['CI'] ? 'off' : { mode: 'retain-on-failure', screenshots: false },
    launchOptions: await chromiumHere(),
  },
});
