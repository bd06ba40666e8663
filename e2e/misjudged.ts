import { findLab } from '@/labs';
import type { DatabricksWorkspace } from '@/lib/clouds/azure';
import { db } from '@/lib/db';
import { packAnswers } from '@/lib/lab/answers';
import { allSteps } from '@/lib/lab/lab';
import { type Outcome, wrong } from '@/lib/lab/outcome';
import { change } from '@/lib/progress/change';

const lab = findLab('databricks-dss');
export const misjudgedStep = 'create-workspace';
export const misjudgedCheck = 'azure.workspace-is-premium';

/** Somebody whose workspace is Premium, though a check said otherwise, as a mistake in it once did. */
export async function misjudge(at: { enrolmentId: string; workshopId: string }): Promise<void> {
  const step = allSteps(lab).find((s) => s.slug === misjudgedStep);
  const check = step?.checks.find((c) => c.id === misjudgedCheck);
  if (!step || !check) throw new Error(`The lab has no check ${misjudgedCheck}.`);
  const properties = { provisioningState: 'Succeeded' };
  const workspace: DatabricksWorkspace = {
    id: '/subscriptions/s',
    name: 'quill-lab',
    location: 'uksouth',
    sku: { name: 'premium' },
    properties,
  };
  const known = { subscriptionId: 's', resourceGroup: 'databricks-demo', workspaceName: 'quill-lab', tier: 'premium', track: 'whole' };
  const outcome: Outcome = wrong('The pricing tier is premium, and this workshop asks for Premium.', {
    expected: 'premium',
    found: 'premium',
    remedy: 'Delete this workspace.',
  });
  await change(at, {
    attempt: {
      trigger: 'click',
      report: {
        step: step.slug,
        durationMs: 5,
        learnt: {},
        findings: [{ checkId: check.id, outcome, evidence: [] }],
        answers: packAnswers(step.checks, new Map([[check.id, { body: workspace, at: 0 }]]), known),
      },
    },
  });
}

/** What that check says about them. */
export const misjudgedStatus = async (enrolmentId: string): Promise<string | null> =>
  (await db().standing.findFirstOrThrow({ where: { enrolmentId, checkId: misjudgedCheck } })).status;
