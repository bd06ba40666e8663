import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import chromium from '@sparticuz/chromium';

/** The system's Chromium if there is one, else the one that came with the install. */
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

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
    launchOptions: {
      executablePath: installed ?? (await chromium.executablePath()),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
});
