import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import fixture from '@/e2e/fixture-lab/lab';
import databricksDss from '@/labs/databricks-dss/lab';
import { allSteps } from '@/lib/lab/lab';
import { ProjectCopy, until } from '../project-copy';
import { shows } from './outcomes';

const copy = new ProjectCopy();
const started: { url: string; stop: () => Promise<void> }[] = [];
const step = 'labs/my-lab/steps/first-step';
let mine = '';
let lighthouse = '';

async function start(name: string): Promise<string> {
  const preview = await copy.preview(name);
  started.push(preview);
  return preview.url;
}
beforeAll(async () => {
  await copy.lab('new', 'my-lab');
  mine = await start('my-lab');
  lighthouse = await start('e2e/fixture-lab');
}, 60_000);
afterAll(async () => {
  await Promise.all(started.map(({ stop }) => stop()));
  copy.discard();
});

async function get(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url);
  // as people read it: React puts comments between pieces of text
  return { status: response.status, text: (await response.text()).replaceAll('<!-- -->', '').replaceAll('&#x27;', "'") };
}

const shown = (what: string, at: string, wanted: (page: { status: number; text: string }) => boolean) =>
  until(what, 30, async () => {
    const page = await get(`${mine}${at}`);
    return wanted(page) && page;
  });

test('every page of every lab shows, with every outcome', { timeout: 60_000 }, async () => {
  const dss = await start('databricks-dss');
  for (const [url, lab, outcomes] of [
    [lighthouse, fixture, shows],
    [dss, databricksDss, ['missing', 'wrong']],
  ] as const) {
    const pages = allSteps(lab).flatMap(({ slug }) => outcomes.map((show) => `/w/preview/${slug}?show=${show}`));
    for (const at of ['/', '/w/preview?values=none', '/_preview/settings', '/_preview/findings', ...pages]) {
      const { status, text } = await get(`${url}${at}`);
      expect([at, status]).toEqual([at, 200]);
      expect(text).not.toContain('undefined');
    }
  }
});

test('the rows say what the lab’s own checks say, with sample values', async () => {
  const lamp = async (show: string) => (await get(`${lighthouse}/w/preview/claim-lamp?show=${show}`)).text;
  expect(await lamp('missing')).toContain('No lamp named ada-quill-lamp in north-pier yet.');
  expect(await lamp('wrong')).toContain('This lamp belongs to another keeper.');
  expect(await lamp('advice')).toContain('It burns oil.');
  expect(await lamp('unreachable')).toContain('Pharos');
  const light = async (show: string) => (await get(`${lighthouse}/w/preview/warm-up?show=${show}`)).text;
  expect(await light('waiting')).toContain('The lamp is warming up');
  expect(await light('missing')).toContain('Claim it in step 1.1 first.'); // said by a question that several checks share
});

test('values are samples, or not recorded yet', async () => {
  expect((await get(`${mine}/w/preview/first-step`)).text).toContain('lab-your-name');
  expect((await get(`${mine}/w/preview/first-step?values=none`)).text).toContain('not recorded yet');
  expect((await get(`${mine}/_preview/settings`)).text).toContain('Name prefix');
});

test('it looks like the portal', async () => {
  const { text } = await get(`${mine}/_preview/styles.css`);
  expect(text).toContain('--color-accent:');
  expect(text).toContain('.border-dashed'); // a class of the preview's own
});

test('only this machine gets an answer, under its own names', async () => {
  const statusFor = (host: string) =>
    new Promise((done) => request(mine, { headers: { host } }, ({ statusCode }) => done(statusCode)).end());
  expect(await statusFor('evil.example')).toBe(403);
  expect(await statusFor('localhost.evil.example:80')).toBe(403);
  expect(await statusFor('127.0.0.1')).toBe(302);
  expect((await get(`${mine}/w/preview/no-such-step`)).status).toBe(404);
});

test('a saved file shows at once, and browsers are told to load the page again', { timeout: 60_000 }, async () => {
  const page = await get(`${mine}/w/preview/first-step`);
  const version = /data-version="([^"]+)"/.exec(page.text)?.[1];
  const events = await fetch(`${mine}/_preview/events`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = (await reader?.read())?.value;
  expect(told).toBe(`event: version\ndata: ${version}\n\n`);
  copy.write(`${step}/text.md`, copy.read(`${step}/text.md`).replace('In this workshop', 'In this very workshop'));
  told = (await reader?.read())?.value;
  expect(told).toMatch(/^event: version\ndata: /);
  expect(told).not.toContain(`${version}\n`);
  await reader?.cancel();
  expect((await get(`${mine}/w/preview/first-step`)).text).toContain('In this very workshop');
});

test('a mistake in a text, in a type, or in the syntax is a page with its file and line, until it is corrected', {
  timeout: 120_000,
}, async () => {
  const [text, source] = [copy.read(`${step}/text.md`), copy.read(`${step}/step.ts`)];
  const isFine = ({ status }: { status: number }) => status === 200;

  copy.write(`${step}/text.md`, `${text}\nSee :value[nobody].\n`);
  const line = text.split('\n').length + 1;
  const inText = await shown('the mistake in the text', '/w/preview', ({ status }) => status === 500);
  expect(inText.text).toContain(`${step}/text.md:${line}`);
  expect(inText.text).toContain('there is no value or setting named');
  copy.write(`${step}/text.md`, text);
  await shown('the page again', '/w/preview', isFine);

  copy.write(`${step}/step.ts`, source.replace("collects: ['resourceName']", "collects: ['resourceNam']"));
  const inType = await shown('the mistake in the types', '/w/preview', (page) => page.text.includes('is not assignable to type'));
  expect(inType.text).toMatch(/first-step\/step\.ts:7:\d+/);
  copy.write(`${step}/step.ts`, source.replace('minutes: 2,', 'minutes: 2,,'));
  const inSyntax = await shown('the mistake in the syntax', '/w/preview', (page) => page.text.includes('step.ts:6:14'));
  expect(inSyntax.status).toBe(500);
  copy.write(`${step}/step.ts`, source);
  await shown('the page again', '/w/preview', isFine);
});
