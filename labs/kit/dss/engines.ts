import { type Verdict, wrong } from '@/lib/lab/outcome';
import type { Engine } from './assumed';
import type { JobView, Trial } from './flow';

/** What is wrong with the engine that a job ran on; null where it is the expected one. */
export const engineIs = (job: JobView, { recipe }: Trial, expected: Engine, message: string, remedy: string): Verdict | null => {
  if (job.engine === expected) return null;
  return wrong(`${recipe.name} ${message}`, { expected, found: job.engineName ?? 'DSS does not say', remedy });
};

const renamed: Partial<Record<Engine, string>> = {
  'Databricks to Azure': 'Databricks to Azure (today: Databricks to Cloud)',
  'Azure to Databricks': 'Azure to Databricks (today: Cloud to Databricks)',
};

/** As DSS 11.2 calls an engine, and as it is called today. */
export const todays = (engine: Engine): string => renamed[engine] ?? engine;
