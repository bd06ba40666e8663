import type { Cloud } from '../cloud';
import { type Storage, storageOf } from './client';
import { service } from './service';

export type { Listing, Storage, StoredPath } from './client';

/** A storage account, by its name. */
export const storage: Cloud<(account: string) => Storage> = {
  ...service,
  client: (run, record) => (account) => storageOf(run, record, account),
};
