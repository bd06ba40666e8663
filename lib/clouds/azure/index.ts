import type { WritingCloud } from '../cloud';
import { type Azure, azureOf } from './client';
import { service } from './service';
import { type AzureWriter, azureWriterOf } from './writer';

export type { Azure, DatabricksWorkspace } from './client';
export type { AzureWriter, WorkspaceWish } from './writer';
export const azure: WritingCloud<Azure, AzureWriter> = { ...service, client: azureOf, writer: azureWriterOf };
