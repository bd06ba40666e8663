import type { Finding, Outcome, Report } from '@/lib/lab/outcome';
import type { Cell } from './cell';
import { isExcepted } from './exceptions';
import { cloudNames, isOf, vendorOf } from './requests';

/** What a check said under a fault, against what it may say. */
export interface Fault {
  checkId: string;
  what: string;
}

const said = (outcome: Outcome): string => ('message' in outcome ? outcome.message : outcome.on);
export const isSame = (a: Outcome, b: Outcome): boolean => a.status === b.status && said(a) === said(b);

/** Whether a check asked what is faulty now; it needs a token of Entra ID for whatever is not DSS. */
const isAffected = ({ evidence }: Finding, cell: Cell): boolean =>
  cell.vendor === 'entra' ? evidence.some((line) => vendorOf(line.host) !== 'dss') : evidence.some((line) => isOf(line, cell));

const show = (outcome: Outcome): string =>
  outcome.status === 'unreachable' ? `${outcome.cloud}: ${outcome.trouble}` : `${outcome.status}: ${said(outcome)}`;

/** What is wrong with a step's report under a fault, given its report without. */
export function judgeReport(cell: Cell, before: Report, under: Report): Fault[] {
  return before.findings.flatMap((usual) => {
    const { checkId } = usual;
    const outcome = under.findings.find((f) => f.checkId === checkId)?.outcome;
    if (!outcome) return [{ checkId, what: 'says nothing' }];
    const what = isAffected(usual, cell) ? judgeAffected(cell, usual, outcome) : judgeOther(usual, outcome);
    return what ? [{ checkId, what }] : [];
  });
}

function judgeOther(usual: Finding, outcome: Outcome): string | null {
  return isSame(usual.outcome, outcome) ? null : `was not asked about it, and said ${show(outcome)}`;
}

function judgeAffected(cell: Cell, usual: Finding, outcome: Outcome): string | null {
  const isUnread = usual.outcome.status === 'unreachable' && isSame(usual.outcome, outcome); // the key is not enough, fault or no fault
  const what = isUnread ? null : judgeByKind(cell, usual, outcome);
  return what && isExcepted(cell, usual.checkId, isSame(usual.outcome, outcome)) ? null : what;
}

function judgeByKind({ kind, vendor }: Cell, usual: Finding, outcome: Outcome): string | null {
  const told = kind.told(vendor);
  if (told.length === 0) return isSame(usual.outcome, outcome) ? null : `instead of ${show(usual.outcome)}: ${show(outcome)}`;
  const cloud = cloudNames[vendor];
  if (outcome.status !== 'unreachable' || outcome.cloud !== cloud || !told.includes(outcome.trouble))
    return `instead of ${cloud}: ${told.join(' or ')}: ${show(outcome)}`;
  const { waitSeconds } = kind; // of Entra ID, msal-node does not say it
  const isToldHowLong = waitSeconds === undefined || vendor === 'entra' || outcome.retryAfterSeconds === waitSeconds;
  return isToldHowLong ? null : `does not say for how long: ${outcome.retryAfterSeconds}`;
}
