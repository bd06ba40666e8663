import { expect, test } from 'vitest';
import { allSteps, findStep, stepsOf } from '@/lib/lab/lab';
import { readTexts } from '@/lib/lab/texts';
import lab from './lab';

test('the model track begins with what is lent to it, and both end alike', () => {
  const slugs = (track: string) => stepsOf(lab, track).map((s) => s.slug);
  expect(slugs('model')).toEqual([
    'prerequisites',
    'mount-storage',
    'create-experiment',
    'train-model',
    'managed-folder',
    'code-env-and-import',
    'see-the-model',
    'clean-up',
  ]);
  expect(slugs('whole').slice(-7)).toEqual(slugs('model').slice(1));
});

test('a step is found on its own track only', () => {
  expect(findStep(lab, 'whole', 'create-cluster')).toMatchObject({ step: { slug: 'create-cluster' }, section: { number: '1' } });
  expect(findStep(lab, 'model', 'create-cluster')).toBeNull();
  expect(findStep(lab, 'whole', 'no-such-step')).toBeNull();
});

test('steps keep the numbers under which people know them', () => {
  expect(allSteps(lab).map((s) => `${s.number} ${s.slug}`)).toEqual([
    '1.1 create-workspace',
    '1.2 create-cluster',
    '1.3 start-warehouse',
    '2.1 connect-cluster',
    '2.2 connect-warehouse',
    '3.0 create-project',
    '3.1 cluster-recipes',
    '3.2 warehouse-recipes',
    '4.1 prerequisites',
    '4.2 mount-storage',
    '4.3 create-experiment',
    '4.4 train-model',
    '4.5 managed-folder',
    '4.6 code-env-and-import',
    '4.7 see-the-model',
    '5 clean-up',
  ]);
});

test('every step opens with its goal, says what can go wrong, and closes with what was learned', () => {
  for (const [slug, { children }] of readTexts(lab)) {
    const blocks = children.flatMap((c) => (c.type === 'element' ? [c.tagName] : []));
    expect([slug, blocks[0], blocks.at(-1)]).toEqual([slug, 'step-goal', 'step-learnt']);
    expect([slug, blocks.includes('step-trouble')]).toEqual([slug, true]);
    expect([slug, blocks.includes('check-yourself')]).toEqual([slug, ['warehouse-recipes', 'see-the-model'].includes(slug)]);
  }
});

test('slugs and check ids are in the database: a change here would orphan what was verified', () => {
  expect(Object.fromEntries(allSteps(lab).map((s) => [s.slug, s.checks.map((c) => c.id)]))).toMatchInlineSnapshot(`
    {
      "clean-up": [
        "cleanup.cluster-is-off",
        "cleanup.warehouse-is-off",
        "cleanup.mount-is-gone",
        "cleanup.workspace-is-gone",
        "cleanup.cluster-connection-is-gone",
        "cleanup.warehouse-connection-is-gone",
        "cleanup.project-is-gone",
        "cleanup.code-env-is-gone",
      ],
      "cluster-recipes": [
        "dss.cluster-table-imported",
        "dss.cluster-visual-recipe",
        "dss.cluster-python-recipe",
        "dss.cluster-sync-out",
        "dss.cluster-sync-back",
      ],
      "code-env-and-import": [
        "dss.code-env-exists",
        "dss.code-env-has-python",
        "dss.code-env-has-packages",
        "dss.code-env-has-mlflow",
        "dss.saved-model-is-mlflow",
        "dss.saved-model-is-imported",
      ],
      "connect-cluster": [
        "dss.user-is-known",
        "dss.cluster-connection-exists",
        "dss.cluster-connection-leads-there",
        "dss.cluster-connection-uses-oauth",
        "dss.cluster-connection-writes-fast",
        "dss.cluster-connection-is-per-user",
        "dss.cluster-connection-answers",
      ],
      "connect-warehouse": [
        "dss.warehouse-connection-exists",
        "dss.warehouse-connection-leads-there",
        "dss.warehouse-connection-uses-oauth",
        "dss.warehouse-connection-writes-fast",
        "dss.warehouse-connection-is-per-user",
        "dss.warehouse-connection-answers",
      ],
      "create-cluster": [
        "databricks.cluster-is-mine",
        "databricks.cluster-has-no-policy",
        "databricks.cluster-is-single-node",
        "databricks.cluster-is-dedicated",
        "databricks.cluster-runs-cpu-ml",
        "databricks.cluster-has-smallest-node",
        "databricks.cluster-stays-up",
        "databricks.cluster-is-running",
        "databricks.cluster-details-recorded",
      ],
      "create-experiment": [
        "databricks.experiment-exists",
        "databricks.experiment-is-on-mount",
      ],
      "create-project": [
        "dss.project-is-mine",
      ],
      "create-workspace": [
        "azure.workspace-exists",
        "azure.workspace-in-region",
        "azure.workspace-is-premium",
        "azure.workspace-is-hybrid",
        "azure.workspace-keeps-defaults",
        "azure.workspace-is-deployed",
        "databricks.workspace-opens",
      ],
      "managed-folder": [
        "dss.folder-exists",
        "dss.folder-is-on-adls",
        "dss.folder-points-at-artifacts",
        "dss.folder-shows-model",
      ],
      "mount-storage": [
        "databricks.storage-is-mounted",
      ],
      "prerequisites": [
        "databricks.common-workspace-opens",
        "databricks.communal-cluster-is-there",
      ],
      "see-the-model": [
        "dss.saved-model-is-active",
      ],
      "start-warehouse": [
        "databricks.warehouse-exists",
        "databricks.warehouse-is-running",
        "databricks.warehouse-details-recorded",
      ],
      "train-model": [
        "databricks.run-is-finished",
        "databricks.run-has-params",
        "databricks.run-has-metrics",
        "databricks.run-has-model",
        "storage.model-is-stored",
      ],
      "warehouse-recipes": [
        "dss.warehouse-table-imported",
        "dss.warehouse-visual-recipe",
        "dss.warehouse-python-fails",
        "dss.warehouse-sync-out-fails",
        "dss.warehouse-connection-writes-with-sas",
        "dss.warehouse-python-recipe",
        "dss.warehouse-sync-out",
        "dss.warehouse-sync-back",
      ],
    }
  `);
});
