import type { Access } from '@/lib/clouds/access';
import { clientsOf } from '@/lib/clouds/cloud';
import { type Evidence, Run } from '@/lib/clouds/http';
import { UpstreamError } from '@/lib/clouds/trouble';
import { azureQuestions, storageQuestions } from './azure';
import { clouds } from './clouds';
import { databricksQuestions } from './databricks';
import { connectionQuestions } from './dss-connections';
import { flowQuestions } from './dss-flow';
import { type Asked, type Finding, Missing, type Place, type Question, troubleSeen, untold } from './question';
import { type Redacted, seen } from './words';

/** The questions, by vendor, under the headings of the report. */
export const questions: Record<string, Question[]> = {
  'Azure Resource Manager': azureQuestions,
  Databricks: databricksQuestions,
  'Azure Storage': storageQuestions,
  'Dataiku DSS': [...connectionQuestions, ...flowQuestions],
};

/** The operator’s tokens take the place of an attendee’s; the two keys are different ones. */
export interface Keys {
  tokenFor: Access['tokenFor'] | null;
  dssAdminKey: string | null;
  dssKey: string | null;
}

const limits = { deadlineMs: 120_000, requestMs: 30_000 };

function askedOf(place: Place, { tokenFor, dssAdminKey, dssKey }: Keys): Asked {
  const evidence: Evidence[] = [];
  const clientsWith = (key: string | null, whose: 'workshop' | 'attendee', otherwise: Redacted) => {
    const access: Access = {
      isClick: true,
      tokenFor: (scope, options) => {
        if (!tokenFor) throw new Missing(seen`ENTRA_TENANT_ID is not set`);
        return tokenFor(scope, options);
      },
      credentialFor: async () => {
        if (!place.dssUrl) throw new Missing(seen`PROBE_DSS_URL is not set`);
        if (!key) throw new Missing(otherwise);
        return { origin: new URL(place.dssUrl).origin, key, whose };
      },
    };
    return clientsOf(clouds, new Run(access, limits), evidence);
  };
  return {
    place,
    evidence,
    clouds: clientsWith(dssAdminKey, 'workshop', seen`PROBE_DSS_ADMIN_KEY is not set`),
    ownClouds: clientsWith(dssKey, 'attendee', seen`PROBE_DSS_KEY is not set`),
  };
}

/** Asks everything once, one after another. @param on is called with each finding as soon as there is one */
export async function probe(place: Place, keys: Keys, on: (question: Question, finding: Finding) => void = () => undefined) {
  const findings: Record<string, Finding> = {};
  for (const question of Object.values(questions).flat()) {
    const finding = await found(question, askedOf(place, keys));
    findings[question.id] = finding;
    on(question, finding);
  }
  return findings;
}

async function found({ ask }: Question, asked: Asked): Promise<Finding> {
  try {
    return await ask(asked);
  } catch (error) {
    if (error instanceof Missing) return untold(error.said);
    if (error instanceof UpstreamError) return untold(troubleSeen(error));
    throw error;
  }
}
