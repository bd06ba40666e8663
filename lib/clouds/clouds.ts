import { type Azure, azureOf } from './azure';
import { type Databricks, databricksOf } from './databricks';
import { type Dss, dssOf } from './dss';
import { type Entra, entraOf } from './entra';
import type { Evidence, Run } from './http';
import { type Mlflow, mlflowOf } from './mlflow';
import { type Storage, storageOf } from './storage';

/** The services, asked as one attendee within one run. */
export interface Clouds {
  azure: Azure;
  databricks: (host: string) => Databricks;
  /** Asked as this DSS login; without one as the key itself. */
  dss: (login?: string) => Dss;
  entra: Entra;
  /** Machine learning in a workspace, by its host. */
  mlflow: (host: string) => Mlflow;
  storage: (account: string) => Storage;
}

/** @param record receives a line for each request that whoever holds these clouds was answered by */
export function cloudsOf(run: Run, record: Evidence[]): Clouds {
  return {
    azure: azureOf(run, record),
    databricks: (host) => databricksOf(run, record, host),
    dss: (login) => dssOf(run, record, login),
    entra: entraOf(run, record),
    mlflow: (host) => mlflowOf(run, record, host),
    storage: (account) => storageOf(run, record, account),
  };
}
