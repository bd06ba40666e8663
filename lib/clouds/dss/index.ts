import type { Cloud } from '../cloud';
import type { Login } from './account';
import { type Dss, dssOf } from './client';
import { service } from './service';

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
export { whyNotDss } from './service';

/** DSS, asked as a login; without one as the key itself. */
export const dss: Cloud<(login?: Login) => Dss> = { ...service, client: (run, record) => (login) => dssOf(run, record, login) };
