import { expect, test } from 'vitest';
import { vocabulary } from '@/lib/lab/build';
import { pass } from '@/lib/lab/outcome';
import { value } from '@/lib/lab/vocabulary';
import type { Progress } from '@/lib/progress/read';
import { asMarkdown, summarise } from './summary';

const text = (label: string) => value({ label, parse: (typed) => ({ value: typed }) });
const words = vocabulary({
  clouds: {},
  settings: {},
  values: { gardenName: text('Garden name'), bedKey: text('Bed key') },
  learns: { seedId: 'Seed' },
  credentials: {},
  tracks: { whole: { title: 'Whole lab', forWhom: '' }, seeds: { title: 'Seeds only', forWhom: '' } },
});
const check = words.check({
  id: 'garden.bed-is-mine',
  title: 'The bed exists, and is yours',
  needs: [],
  ask: async () => null,
  judge: () => pass(''),
});
const step = (title: string, more: { tracks?: ('whole' | 'seeds')[]; collects?: ('gardenName' | 'bedKey')[] } = {}) =>
  words.step({ title, minutes: 1, checks: [check], ...more });
const lab = words.lab({
  id: 'garden',
  folder: '',
  title: 'Keep a garden',
  summary: '',
  goals: [],
  sections: [
    {
      title: 'Begin',
      steps: {
        gate: step('Open the gate', { tracks: ['whole'] }),
        fence: step('Mend the fence', { tracks: ['whole'], collects: ['gardenName'] }),
      },
    },
    {
      title: 'Dig',
      from: 0,
      steps: { bed: step('Dig a bed', { collects: ['bedKey'] }), sow: step('Sow'), reap: step('Reap', { collects: ['bedKey'] }) },
    },
  ],
});

const progress: Progress = {
  track: 'whole',
  standings: {
    bed: [
      {
        checkId: 'garden.bed-is-mine',
        verdict: { status: 'pass', message: 'ADA_BED' },
        since: null,
        checkedAt: null,
        trouble: null,
        troubleAt: null,
        evidence: [],
      },
    ],
  },
  passed: [{ step: 'bed', at: '2026-11-23T08:00:00.000Z', how: 'verified', reason: null }],
  values: { bedKey: 'ADA_BED', gardenName: 'a`b', seedId: 'r1' },
  corrected: {},
  revision: '1',
  at: null,
  helpAt: null,
  help: null,
};
const who = { attendee: 'Ada *Quill*', workshop: 'Tuesday' };

test('a summary holds each step of the track with what was recorded and found', () => {
  const { steps, learnt } = summarise(lab, 'whole', progress, who);
  expect(steps.find((s) => s.number === '2.0')).toEqual({
    isBegun: true,
    number: '2.0',
    title: 'Dig a bed',
    verifiedAt: '2026-11-23T08:00:00.000Z',
    given: null,
    values: [{ label: 'Bed key', value: 'ADA_BED' }],
    found: [{ title: 'The bed exists, and is yours', said: 'ADA_BED' }],
  });
  expect(learnt).toEqual([{ label: 'Seed', value: 'r1' }]);
  expect(summarise(lab, 'seeds', progress, who).steps[0]?.number).toBe('2.0');
});

test('as Markdown, nobody’s name becomes markup', () => {
  const text = asMarkdown(summarise(lab, 'whole', progress, who));
  expect(text).toContain('Ada \\*Quill\\*, Tuesday, Whole lab. 1 of 5 steps verified.');
  expect(text).toContain('## 2.0 Dig a bed\n\nVerified 2026-11-23 08:00 UTC.\n\n- Bed key: `ADA_BED`');
  expect(text).toContain('- Garden name: `ab`');
  expect(text).not.toContain('## 1.1');
  expect(text).toContain('## Not started\n\n- 1.1 Open the gate\n- 2.1 Sow\n- 2.2 Reap');
});

test('a value that a facilitator corrected says so', () => {
  const text = asMarkdown(summarise(lab, 'whole', { ...progress, corrected: { bedKey: 'ADA_BED' } }, who));
  expect(text).toContain('- Bed key: `ADA_BED`, corrected by a facilitator');
  expect(text).toContain('- Garden name: `ab`\n');
});

test.each([
  [
    'waived',
    'Projector *failed*.',
    'Waived by a facilitator 2026-11-23 08:00 UTC, not verified: Projector \\*failed\\*.',
    '0 of 5 steps verified, 1 waived.',
  ],
  ['waived', null, 'Waived by a facilitator 2026-11-23 08:00 UTC, not verified.', '0 of 5 steps verified, 1 waived.'],
  ['solved', null, 'Done by a facilitator 2026-11-23 08:00 UTC, not verified.', '0 of 5 steps verified, 1 done by a facilitator.'],
] as const)('a step that was %s, for %s, is told as that and not counted as verified', (how, reason, line, count) => {
  const given: Progress = { ...progress, passed: [{ step: 'bed', at: '2026-11-23T08:00:00.000Z', how, reason }] };
  const summary = summarise(lab, 'whole', given, who);
  expect(summary.steps.find((s) => s.number === '2.0')).toMatchObject({ verifiedAt: null, given: { how, reason }, isBegun: true });
  expect(asMarkdown(summary)).toContain(`## 2.0 Dig a bed\n\n${line}\n`);
  expect(asMarkdown(summary)).toContain(count);
});

test('a step that was tried and found wrong is begun; one that shares a value with an earlier step is not, for that', () => {
  const [standing] = progress.standings['bed'] ?? [];
  if (!standing) throw new Error('no standing');
  const verdict = { status: 'missing' as const, message: 'm', remedy: 'r' };
  const tried: Progress = { ...progress, standings: { sow: [{ ...standing, verdict }] }, passed: [] };
  const { steps } = summarise(lab, 'whole', tried, who);
  expect(steps.filter((s) => s.isBegun).map((s) => s.title)).toEqual(['Mend the fence', 'Dig a bed', 'Sow']);
  expect(asMarkdown(summarise(lab, 'whole', tried, who))).toContain('## 2.1 Sow\n\nNot verified.');
});

test('a summary of a lab with only one track does not mention tracks', () => {
  const only = { ...lab, tracks: { whole: { title: 'Whole garden', forWhom: '' } } };
  const alone = summarise(only, 'whole', progress, who);
  expect(alone.track).toBeNull();
  expect(asMarkdown(alone)).not.toContain('Whole garden');
  expect(asMarkdown(alone)).toContain('Ada \\*Quill\\*, Tuesday. ');
});
