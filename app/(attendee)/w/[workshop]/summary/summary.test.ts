import { expect, test } from 'vitest';
import { databricksDss } from '@/labs/databricks-dss/lab';
import { asMarkdown, summarise } from './summary';

const progress = {
  standings: {
    'create-project': [
      {
        checkId: 'dss.project-is-mine',
        verdict: { status: 'pass' as const, message: 'ADA_LAB' },
        since: null,
        checkedAt: null,
        trouble: null,
        troubleAt: null,
        evidence: [],
      },
    ],
  },
  passed: [{ step: 'create-project', at: '2026-11-23T08:00:00.000Z', how: 'verified' }],
  values: { projectKey: 'ADA_LAB', workspaceName: 'a`b', runId: 'r1' },
  revision: '1',
  at: null,
  helpAt: null,
};
const who = { attendee: 'Ada *Quill*', workshop: 'Tuesday' };

test('a summary holds each step of the track with what was recorded and found', () => {
  const { steps, learnt } = summarise(databricksDss, 'whole', progress, who);
  expect(steps.find((s) => s.number === '3.0')).toEqual({
    number: '3.0',
    title: 'Create a project',
    verifiedAt: '2026-11-23T08:00:00.000Z',
    values: [{ label: 'Project key', value: 'ADA_LAB' }],
    found: [{ title: 'The project exists, and is yours', said: 'ADA_LAB' }],
  });
  expect(learnt).toEqual([{ label: 'Run', value: 'r1' }]);
  expect(summarise(databricksDss, 'model', progress, who).steps[0]?.number).toBe('4.1');
});

test('as Markdown, nobody’s name becomes markup', () => {
  const text = asMarkdown(summarise(databricksDss, 'whole', progress, who));
  expect(text).toContain('Ada \\*Quill\\*, Tuesday, Whole lab. 1 of 15 steps verified.');
  expect(text).toContain('## 3.0 Create a project\n\nVerified 2026-11-23 08:00 UTC.\n\n- Project key: `ADA_LAB`');
  expect(text).toContain('- Workspace name: `ab`');
  expect(text).not.toContain('## 1.2');
  expect(text).toContain('## Not begun\n\n- 1.2 Create a cluster\n- 1.3 Start the SQL warehouse');
});
