import { z } from 'zod';
import type { Service } from '../cloud';

const hosts = /^adb-\d{5,20}\.\d{1,3}\.azuredatabricks\.net$/;
export const isWorkspaceHost = (host: string): boolean => hosts.test(host);

/** Databricks' application id, the same in every Azure cloud (databricks-sdk-py, environments.py). */
export const applicationId = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';

/** A workspace's REST API. Its errors: `{error_code, message}`. */
export const service: Service = {
  id: 'databricks',
  name: 'Databricks',
  identity: { kind: 'entra', scope: `${applicationId}/user_impersonation`, hosts },
  refusal: z
    .object({ error_code: z.string(), message: z.string().optional() })
    .transform(({ error_code, message }) => ({ code: error_code, said: message })),
  words: {
    stranger: {
      message: 'The workspace does not know you yet.',
      remedy: 'Open it once in your browser, as with Launch Workspace in the Azure portal, and sign in. This page notices by itself.',
    },
  },
};
