import type { Picture } from '@/lib/lab/picture';

/** 3.2: what a SQL warehouse can do with a key and with a token. */
export const keyOrToken: Picture = {
  kind: 'matrix',
  title: 'What a SQL warehouse can do with files',
  caption: 'It can’t be handed an access key. It can use a SAS token to load files, but not to write them.',
  head: [
    { label: 'Recipe', note: 'and engine' },
    { label: 'Access key', note: '{{adlsConnection}}' },
    { label: 'SAS token', note: '{{adlsSasConnection}}' },
  ],
  rows: [
    {
      label: 'Visual recipe',
      note: 'In-database (SQL)',
      cells: [{ outcome: 'works', why: 'SQL only. No file is read or written.', check: 'dss.warehouse-visual-recipe', columns: 2 }],
    },
    {
      label: 'Python recipe',
      note: 'Fast write',
      cells: [
        { outcome: 'fails', why: 'Loading the files needs stored credentials.', check: 'dss.warehouse-python-fails' },
        { outcome: 'works', why: 'The token lets the warehouse load them.', check: 'dss.warehouse-python-recipe' },
      ],
    },
    {
      label: 'Sync out',
      note: 'Databricks to Cloud',
      cells: [
        { outcome: 'fails', why: 'Writing files needs stored credentials.', check: 'dss.warehouse-sync-out-fails' },
        { outcome: 'fails', why: 'A token doesn’t help with writing.' },
      ],
    },
    {
      label: 'Sync out',
      note: 'DSS',
      cells: [
        { outcome: 'works', why: 'DSS carries the rows, but the sync back then fails.' },
        { outcome: 'works', why: 'DSS carries the rows.', check: 'dss.warehouse-sync-out' },
      ],
    },
    {
      label: 'Sync back',
      note: 'Cloud to Databricks',
      cells: [
        { outcome: 'fails', why: 'Loading the files needs stored credentials.' },
        { outcome: 'works', why: 'The token lets the warehouse load them.', check: 'dss.warehouse-sync-back' },
      ],
    },
  ],
};
