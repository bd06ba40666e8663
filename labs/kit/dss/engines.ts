import { type Verdict, wrong } from '@/lib/lab/outcome';
import type { Engine } from './assumed';
import type { JobView, Trial } from './flow';

/** What is wrong with the engine that a job ran on; null where it is the expected one. */
export const engineIs = (job: JobView, { recipe }: Trial, expected: Engine, message: string, remedy: string): Verdict | null => {
  if (job.engine === expected) return null;
  return wrong(`${recipe.name} ${message}`, { expected: todays(expected), found: job.engineName ?? 'DSS does not say', remedy });
};

const renamed: Partial<Record<Engine, string>> = {
  'Databricks to Azure': 'Databricks to Cloud',
  'Azure to Databricks': 'Cloud to Databricks',
  SQL: 'In-database (SQL)',
};

/** As DSS calls an engine today. In 11.2, which the lab was written for, a sync's fast ones said Azure for Cloud. */
export const todays = (engine: Engine): string => renamed[engine] ?? engine;
