import { z } from 'zod';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { allSteps, type Lab, type Step } from '@/lib/lab/lab';
import { settingsOf } from '@/lib/lab/settings';
import { type Account, checkAccount, type Source } from './account';
import { portalVersion } from './version';

/** What a report covers: a step's current state, one of its checks, or an attempt. */
export type Subject = { step: string; check?: string | undefined } | { attempt: string };

interface Whose {
  lab: Lab;
  workshopId: string;
  settings: unknown;
  enrolmentId: string;
}

/** @returns null where there is no such step, check or attempt of theirs, or it was never checked */
export async function accountFor(
  { lab, workshopId, settings, enrolmentId }: Whose,
  of: Subject,
  timeZone: string | null,
): Promise<Account | null> {
  const enrolment = await db().enrolment.findFirst({
    where: { id: enrolmentId, workshopId },
    select: { person: { select: { userName: true } } },
  });
  const found = enrolment && ('attempt' in of ? await ofAttempt(lab, enrolmentId, of.attempt) : await ofStep(lab, enrolmentId, of));
  if (!found || found.sources.length === 0) return null;
  const { step, sources } = found;
  const told = settingsOf(lab, settings);
  const places = Object.entries(lab.settings).flatMap(([name, { label, isPlace }]) => (isPlace && told[name] ? [[label, told[name]]] : []));
  return {
    madeAt: new Date().toISOString(),
    timeZone,
    lab: lab.title,
    step: `step ${step.number} ${step.title}`,
    signInName: enrolment.person.userName,
    tenantId: env().ENTRA_TENANT_ID,
    places: Object.fromEntries(places),
    checks: sources.map(checkAccount),
    versions: { portal: portalVersion(), lab: lab.id, node: process.version },
  };
}

interface Found {
  step: Step;
  sources: Source[];
}

const stepOf = (lab: Lab, slug: string) => allSteps(lab).find((s) => s.slug === slug);
const titleOf = (step: Step, id: string) => step.checks.find((c) => c.id === id)?.title ?? id;

async function ofStep(
  lab: Lab,
  enrolmentId: string,
  { step: slug, check }: { step: string; check?: string | undefined },
): Promise<Found | null> {
  const step = stepOf(lab, slug);
  if (!step) return null;
  const standings = await db().standing.findMany({
    where: { enrolmentId, step: slug, ...(check === undefined ? {} : { checkId: check }) },
    select: { checkId: true, verdict: true, checkedAt: true, trouble: true, troubleAt: true, evidence: true },
  });
  const sources = step.checks.flatMap(({ id, title }) => {
    const s = standings.find((standing) => standing.checkId === id);
    return s
      ? [
          {
            id,
            title,
            checkedAt: (s.troubleAt ?? s.checkedAt)?.toISOString() ?? null,
            outcome: s.verdict,
            trouble: s.trouble,
            evidence: s.evidence,
          },
        ]
      : [];
  });
  return { step, sources };
}

/** As `change` stores them; only what is read here. */
const Findings = z.array(z.object({ checkId: z.string(), outcome: z.unknown(), evidence: z.unknown() }));

async function ofAttempt(lab: Lab, enrolmentId: string, id: string): Promise<Found | null> {
  const attempt = await db().attempt.findFirst({ where: { id, enrolmentId }, select: { step: true, at: true, outcomes: true } });
  const step = attempt && stepOf(lab, attempt.step);
  if (!step) return null;
  const checkedAt = attempt.at.toISOString();
  const sources = Findings.parse(attempt.outcomes).map(({ checkId, outcome, evidence }) => ({
    id: checkId,
    title: titleOf(step, checkId),
    checkedAt,
    outcome,
    evidence,
  }));
  return { step, sources };
}
