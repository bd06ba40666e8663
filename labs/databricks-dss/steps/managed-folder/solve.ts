import { askFolders } from '@/labs/kit/dss/folder';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { done } from '@/lib/lab/part';
import { projectPart } from '../../project-part';
import { lab } from '../../vocabulary';

const all = ['dss.folder-exists', 'dss.folder-is-on-adls', 'dss.folder-points-at-artifacts', 'dss.folder-shows-model'];
/** As DSS itself names the place of a new folder. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: DSS fills it in
const ownPath = '/${projectKey}/${odbId}';

const folder = lab.part({
  id: 'folder',
  what: 'Create a managed folder in your project',
  turns: all,
  details: {
    path: {
      what: ({ artifactsPath }) => `Its path: /${artifactsPath ?? 'where the model is'}`,
      turns: ['dss.folder-points-at-artifacts', 'dss.folder-shows-model'],
    },
  },
  needs: [...dssNeeds, 'projectKey', 'artifactsPath', 'adlsConnection'],
  uses: [...dssUses, 'folderId'],
  records: ['folderId'],
  async act(clouds, known, { has }) {
    const { projectKey, artifactsPath, adlsConnection, folderId } = known;
    const { login, all: folders } = await askFolders(clouds, known);
    const dss = clouds.dss(login);
    const params = { connection: adlsConnection, path: has('path') ? `/${artifactsPath}` : ownPath };
    const found = folders.find((f) => f.id === folderId) ?? folders.find((f) => f.name === 'guided_model');
    if (found) {
      await dss.moveFolder(projectKey, found.id, params);
      return done(`${found.name} now shows ${params.path}.`, { folderId: found.id });
    }
    const id = await dss.createFolder(projectKey, 'guided_model', params);
    return done(`Created the folder guided_model (${id}).`, { folderId: id });
  },
});

export default [projectPart({ turns: all, tracks: ['model'] }), folder];
