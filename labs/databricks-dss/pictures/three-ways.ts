import type { Picture, PictureArrow, PictureLane } from '@/lib/lab/picture';

const columns = [
  { dss: { label: 'Dataiku DSS' } },
  { databricks: { label: 'Databricks' } },
  { storage: { label: 'Storage account' } },
] as const satisfies PictureLane['columns'];

const lane = (label: string, note: string, arrows: PictureArrow[]): PictureLane => ({ label, note, columns, arrows });

/** 3.1: which way the rows go. */
export const threeWays: Picture = {
  kind: 'drawing',
  title: 'Three ways for the rows',
  caption: 'A thick arrow carries rows. A dashed one carries a statement only.',
  lanes: [
    lane('In the database', 'Visual recipe, engine In-database (SQL). No row leaves Databricks.', [
      { from: 'dss', to: 'databricks', label: 'SQL', look: 'dashed' },
    ]),
    lane('Fast write', 'Python recipe. The rows come to DSS and go back as files.', [
      { from: 'databricks', to: 'dss', label: '1. rows', look: 'thick' },
      { from: 'dss', to: 'databricks', label: '3. “load them”', look: 'dashed' },
      { from: 'storage', to: 'databricks', label: '4. files', look: 'thick' },
      { from: 'dss', to: 'storage', label: '2. files', look: 'thick' },
    ]),
    lane('Direct sync', 'Sync recipe, engines Databricks to Cloud and Cloud to Databricks. DSS only gives the order.', [
      { from: 'dss', to: 'databricks', label: 'SQL', look: 'dashed' },
      { from: 'databricks', to: 'storage', label: 'out', look: 'thick' },
      { from: 'storage', to: 'databricks', label: 'back', look: 'thick' },
    ]),
  ],
};
