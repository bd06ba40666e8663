import { askFolders, folderExists, folderIsStoredIn, folderPointsAtArtifacts, folderShowsModel } from '@/labs/kit/dss/folder';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { lab } from '../../vocabulary';
import parts from './solve';

export default lab.step({
  title: 'Show DSS the model',
  minutes: 6,
  buildsOn: ['create-project'],
  collects: ['projectKey', 'folderId', 'dssLogin'],
  fill: lab.fill({
    label: 'Find my folder in DSS',
    needs: [...dssNeeds, 'projectKey'],
    uses: dssUses,
    async read(clouds, known) {
      const { all } = await askFolders(clouds, known);
      const [only] = all;
      if (!only) return { nothing: 'There is no managed folder in your project yet.' };
      if (all.length === 1) return { values: { folderId: only.id }, note: `Found ${only.name}.` };
      const choices = all.map((f) => ({ value: f.id, label: `${f.name} (${f.id})` }));
      return { name: 'folderId', choices, note: 'There are several. Which one is for this lab?' };
    },
  }),
  secrets: ['dssKey'],
  checks: [
    lab.use(folderExists, { id: 'dss.folder-exists', title: 'The managed folder exists in your project' }),
    lab.use(folderIsStoredIn, {
      id: 'dss.folder-is-on-adls',
      title: 'It is stored where Databricks wrote',
      names: { storageConnection: 'adlsConnection', otherConnection: 'adlsSasConnection' },
    }),
    lab.use(folderPointsAtArtifacts, { id: 'dss.folder-points-at-artifacts', title: 'It points at the directory that holds the model' }),
    lab.use(folderShowsModel, { id: 'dss.folder-shows-model', title: 'DSS sees the model in it' }),
  ],
  parts,
});
