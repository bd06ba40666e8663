import type { WritingCloud } from '../cloud';
import type { Login } from './account';
import { type Dss, dssOf } from './client';
import { service } from './service';
import { type DssWriter, dssWriterOf } from './writer';

export { type Account, type Addresses, accountOf, type Login } from './account';
export type {
  CodeEnv,
  Connection,
  Dataset,
  Dss,
  Folder,
  Group,
  Job,
  JobItem,
  ModelVersion,
  Project,
  Queried,
  Recipe,
  SavedModel,
  User,
} from './client';
export { refIn } from './client';
export type { Became, Started } from './future';
export { whyNotDss } from './service';

export { type DssWriter, isOvertime } from './writer';

/** DSS, asked as a login; without one as the key itself. */
export const dss: WritingCloud<(login?: Login) => Dss, (login?: Login) => DssWriter> = {
  ...service,
  client: (run, record) => (login) => dssOf(run, record, login),
  writer: (run, record) => (login) => dssWriterOf(run, record, login),
};
