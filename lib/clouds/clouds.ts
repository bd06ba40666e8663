import { type Azure, azureOf } from './azure';
import { type Databricks, databricksOf } from './databricks';
import type { Evidence, Run } from './http';

/** The services, asked as one attendee within one run. */
export interface Clouds {
  azure: Azure;
  databricks: (host: string) => Databricks;
}

/** @param record receives a line for each request that whoever holds these clouds was answered by */
export function cloudsOf(run: Run, record: Evidence[]): Clouds {
  return { azure: azureOf(run, record), databricks: (host) => databricksOf(run, record, host) };
}
