import type { Picture } from '@/lib/lab/picture';

/** 2.1 and 4.2: who asks. */
export const identities: Picture = {
  kind: 'drawing',
  title: 'Who Databricks and the storage account see',
  caption: 'Both use the registered app and your client secret. Only one of them acts as you.',
  lanes: [
    {
      label: 'The connection acts as you',
      note: 'You sign in once, in your DSS profile. Every query then carries your name and your permissions.',
      columns: [
        { dss: { label: 'Dataiku DSS', note: 'your connection' } },
        { entra: { label: 'Entra ID', note: 'checks your sign-in' } },
        { databricks: { label: 'Databricks', note: 'sees you' } },
      ],
      arrows: [
        { from: 'dss', to: 'entra', label: 'you sign in', look: 'dashed' },
        { from: 'entra', to: 'dss', label: 'token for you', look: 'dashed' },
        { from: 'dss', to: 'databricks', label: 'queries, as you', tone: 'accent' },
      ],
    },
    {
      label: 'The mount acts as the app',
      note: 'Nobody signs in. The storage account sees the app, whoever runs the notebook.',
      columns: [
        { notebook: { label: 'Notebook', note: 'through the mount' } },
        { entra: { label: 'Entra ID', note: 'checks the secret' } },
        { storage: { label: 'Storage account', note: 'sees the app' } },
      ],
      arrows: [
        { from: 'notebook', to: 'entra', label: 'app id, secret', look: 'dashed' },
        { from: 'entra', to: 'notebook', label: 'token for the app', look: 'dashed' },
        { from: 'notebook', to: 'storage', label: 'files, as the app', tone: 'away' },
      ],
    },
  ],
};
