import type { Cloud } from '../cloud';
import { type Azure, azureOf } from './client';
import { service } from './service';

export type { Azure, DatabricksWorkspace } from './client';
export const azure: Cloud<Azure> = { ...service, client: azureOf };
