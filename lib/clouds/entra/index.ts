import type { Cloud } from '../cloud';
import { type Entra, entraOf } from './client';
import { service } from './service';

export type { Entra, SecretAnswer } from './client';
export const entra: Cloud<Entra> = { ...service, client: entraOf };
