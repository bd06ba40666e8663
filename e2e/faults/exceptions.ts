import type { Cell } from './cell';

/** Where a fault may be reported differently from what its kind says, and why. */
interface Exception {
  kinds: readonly string[];
  vendor: Cell['vendor'];
  /** Of the request; without it also where the whole host is faulty. */
  path?: RegExp;
  /** Of the attendee; every one without it. */
  stage?: string;
  /** Of the checks; all of them without it. */
  checks?: readonly string[];
  /** `say anything`: it is that vendor's own way to say something. `not mind`: the check can do without that answer. */
  may: 'say anything' | 'not mind';
  why: string;
}

const any = 'any kind';

const exceptions: readonly Exception[] = [
  {
    kinds: ['403 as the vendor’s'],
    vendor: 'databricks',
    checks: ['databricks.workspace-opens', 'databricks.common-workspace-opens'],
    may: 'say anything',
    why: 'So a workspace refuses whoever has not been let in yet, and these checks ask just that.',
  },
  {
    kinds: ['{}'],
    vendor: 'databricks',
    path: /\/(clusters\/list|sql\/warehouses|dbfs\/list|artifacts\/list|runs\/search|logged-models\/search)\(/,
    may: 'say anything',
    why: 'Databricks leaves empty lists out: {} says that there is nothing, and the workspace answers as itself otherwise.',
  },
  {
    kinds: ['[]'],
    vendor: 'dss',
    path: /\/public\/api\/projects(\/\w+\/(datasets|recipes|jobs|managedfolders|savedmodels))?\/\(|\/versions\(/,
    may: 'say anything',
    why: 'Of a list that may be empty, [] says that it is.',
  },
  {
    kinds: ['[]', '{}'],
    vendor: 'dss',
    path: /\/admin\/(connections|code-envs)\/\(|\/connections\/get-names/,
    may: 'not mind',
    why: 'Nor is that a fault where there is nothing to list; another answer of DSS has to agree with it.',
  },
  {
    kinds: ['[]'],
    vendor: 'dss',
    path: /\/connections\/get-names/,
    stage: 'with a personal key',
    may: 'say anything',
    why: 'To a personal key the list of names is all that tells whether a connection is there.',
  },
  {
    kinds: ['403 as the vendor’s'],
    vendor: 'dss',
    path: /\/admin\/(connections|code-envs\/PYTHON)\/[^(]/,
    may: 'not mind',
    why: 'What is absent is so by the list of all of them, whatever is said of the one.',
  },
  {
    kinds: ['403 as the vendor’s'],
    vendor: 'dss',
    path: /\/projects\/\w+\/(datasets|managedfolders|savedmodels)\//,
    may: 'say anything',
    why: 'DSS refuses a project that is not there as it refuses somebody else’s.',
  },
  {
    kinds: ['403 as the vendor’s', '404 of the parent'],
    vendor: 'databricks',
    path: /\/settings\/types\/disable_legacy_dbfs/,
    may: 'not mind',
    why: 'Not everybody may read that setting, and not every workspace has it; the mounts tell more.',
  },
  {
    kinds: ['empty 200', 'truncated'],
    vendor: 'dss',
    path: /\/finish-streaming/,
    may: 'not mind',
    why: 'When all went well, it answers with nothing.',
  },
  {
    kinds: ['truncated'],
    vendor: 'dss',
    path: /\/sql\/queries\/.*\/stream/,
    may: 'not mind',
    why: 'The first half of a number and the end of its line is the number.',
  },
  {
    kinds: ['truncated'],
    vendor: 'dss',
    path: /\/contents\/|\/log/,
    may: 'say anything',
    why: 'A text that something shortened without a sign looks like a shorter text.',
  },
  {
    kinds: [any],
    vendor: 'databricks',
    path: /\/api\/1\.2\/contexts\/destroy/,
    may: 'not mind',
    why: 'By then the mounts have been read.',
  },
  {
    kinds: [any],
    vendor: 'databricks',
    path: /\/api\/2\.0\/dbfs\/list/,
    checks: ['databricks.storage-is-mounted'],
    may: 'not mind',
    why: 'DBFS gives a hint where the cluster cannot be asked; here it was.',
  },
];

const isMeant = ({ kinds, vendor, path, stage, checks }: Exception, cell: Cell, checkId: string): boolean =>
  vendor === cell.vendor &&
  (stage === undefined || stage === cell.stage) &&
  (kinds.includes(any) || kinds.includes(cell.kind.id)) &&
  (path === undefined || (cell.path !== null && path.test(cell.path.replaceAll('\\', '')))) &&
  (checks === undefined || checks.includes(checkId));

const used = new Set<Exception>();

/** Whether a report that differs from what its kind says is allowed. @param isUnchanged it is what is said without the fault */
export function isExcepted(cell: Cell, checkId: string, isUnchanged: boolean): boolean {
  const exception = exceptions.find((e) => isMeant(e, cell, checkId) && (e.may === 'say anything' || isUnchanged));
  if (exception) used.add(exception);
  return exception !== undefined;
}

/** The exceptions that nothing has needed: once the whole table has run, each is one too many. */
export const unneeded = (): string[] => exceptions.filter((e) => !used.has(e)).map((e) => e.why);
