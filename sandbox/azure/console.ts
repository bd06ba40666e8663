import { requireSignIn } from '../entra/session.ts';
import { service } from '../practice.ts';
import { appPages } from './app-pages.tsx';
import type { Variables } from './context.ts';
import { createPage } from './create-page.tsx';
import { storagePages } from './storage-pages.tsx';
import { workspacePages } from './workspace-pages.tsx';

/** The Azure portal, as far as the lab goes through it: Databricks workspaces, the registered app's secrets, and storage. */
export const azurePortal = service<Variables>();

azurePortal.use('*', requireSignIn);

for (const pages of [workspacePages, createPage, appPages, storagePages]) azurePortal.route('/', pages);
