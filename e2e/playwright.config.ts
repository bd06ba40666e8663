import { defineConfig } from '@playwright/test';
import { chromiumHere } from './chromium';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: process.env['TEST_OUTPUT'] ?? '../test-results',
  workers: 1, // the practice cloud has one clock and one list of faults
  fullyParallel: false,
  retries: 0, // a flaky test is a broken test
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env['PORTAL'],
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: await chromiumHere(),
  },
});
