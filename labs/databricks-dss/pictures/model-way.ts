import type { Picture, PictureLane, PictureRow } from '@/lib/lab/picture';

const lane = (label: string, note: string, holder: string, rows: Record<string, PictureRow>): PictureLane => ({
  label,
  note,
  columns: [
    {
      notebook: { label: 'Notebook', note: ':step[train-model]' },
      mount: { label: 'Mount', note: ':step[mount-storage]', rows: { path: { value: '/mnt/{{mountName}}' } } },
    },
    { tree: { label: 'Container', rows } },
    {
      folder: { label: 'Managed folder', note: ':step[managed-folder]' },
      saved: { label: 'Saved model', note: ':step[code-env-and-import]', rows: { name: { value: '{{savedModelName}}' } } },
    },
  ],
  arrows: [
    { from: 'notebook', to: 'mount', label: 'logs a model' },
    { from: 'mount', to: 'tree.own', look: 'thick' },
    { from: `tree.${holder}`, to: 'folder', tone: 'accent' },
    holder === 'artifacts'
      ? { from: 'folder', to: 'saved', label: 'import' }
      : { from: 'folder', to: 'saved', label: 'not supported', look: 'dashed' },
  ],
});

/** 4.2 to 4.7: where the model lies, and how DSS gets at it. */
export const modelWay: Picture = {
  kind: 'drawing',
  title: 'The model’s way into DSS',
  caption: 'The managed folder starts at the directory that holds the model, which is outlined here.',
  lanes: [
    lane('MLflow 2', 'Runtimes up to 16.4 ML. The model is an artifact of its run.', 'artifacts', {
      own: { value: '{{artifactFolder}}/' },
      run: { value: '<run id>/', indent: 1 },
      artifacts: { value: 'artifacts/', indent: 2, isMarked: true },
      model: { value: 'model/', indent: 3 },
      file: { value: 'MLmodel', indent: 4 },
    }),
    lane('MLflow 3', 'Runtimes from 17 ML. The model has a place of its own. DSS doesn’t support it.', 'models', {
      own: { value: '{{artifactFolder}}/' },
      models: { value: '…/<model id>/', indent: 1, isMarked: true },
      artifacts: { value: 'artifacts/', indent: 2 },
      file: { value: 'MLmodel', indent: 3 },
    }),
  ],
};
