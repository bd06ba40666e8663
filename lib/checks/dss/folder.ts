import { type Check, defineCheck, isVerdict, missing, pass, wrong } from '@/lib/checks/check';
import type { Knowing, Known } from '@/lib/checks/known';
import type { Verdict } from '@/lib/checks/outcome';
import type { Clouds } from '@/lib/clouds/clouds';
import type { Folder } from '@/lib/clouds/dss';
import { askLogin } from './login';

export interface FolderView {
  login: string;
  folder: Folder | null;
  /** Of the project, for those who recorded none or another one's. */
  all: Folder[];
}

const base = ['dssUrl', 'userName', 'projectKey'] as const;

export async function askFolders(clouds: Clouds, known: Known): Promise<{ login: string; all: Folder[] } | Verdict> {
  const login = await askLogin(clouds, known);
  if (typeof login !== 'string') return login;
  const all = await clouds.dss(login).folders(known.projectKey ?? '');
  return all ? { login, all } : missing(`You see no project with the key ${known.projectKey}.`, 'Create it, or record its key.');
}

async function askFolder(clouds: Clouds, known: Known): Promise<FolderView | Verdict> {
  const found = await askFolders(clouds, known);
  return isVerdict(found) ? found : { ...found, folder: found.all.find((f) => f.id === known.folderId) ?? null };
}

const tidy = (path: string) => path.trim().replace(/^\/+|\/+$/g, '');

/** The path has to be the directory that holds the model's, no further in and no further out. */
export function judgeFolderPath(folder: Folder, { artifactsPath, modelDirectory = 'model' }: Knowing<'artifactsPath'>): Verdict {
  const found = tidy(folder.params.path ?? '');
  const expected = tidy(artifactsPath);
  if (found === expected) return pass(`/${found}`);
  const set = (message: string) =>
    wrong(message, {
      expected: `/${expected}`,
      found: folder.params.path || 'no path',
      remedy: `Open the folder’s settings, set its path to /${expected}, and save.`,
    });
  if (found === `${expected}/${modelDirectory}`)
    return set('It points at the model itself; it has to point at the directory that holds it.');
  if (found.includes('{projectKey}')) return set('It still has the path that DSS gave it.');
  if (expected.startsWith(`${found}/`)) return set('It points too far up, at the experiment rather than at the run.');
  return set('It points somewhere else.');
}

const ofFolder =
  <K extends Known>(judge: (folder: Folder, known: K) => Verdict) =>
  (answer: FolderView | Verdict, known: K): Verdict => {
    if (isVerdict(answer)) return answer;
    return answer.folder ? judge(answer.folder, known) : missing('There is no folder to look at yet.', 'Create it first.');
  };

/** Step 4.5. */
export const folderChecks: readonly Check[] = [
  defineCheck({
    id: 'dss.folder-exists',
    title: 'The managed folder exists in your project',
    needs: [...base, 'folderId'],
    ask: askFolder,
    judge(answer, { folderId, projectKey }) {
      if (isVerdict(answer)) return answer;
      if (answer.folder) return pass(answer.folder.name);
      return missing(
        `There is no managed folder ${folderId} in ${projectKey}.`,
        answer.all.length > 0
          ? `There is ${answer.all.map((f) => `${f.name} (${f.id})`).join(', ')}: if it is that, record its id.`
          : 'Create it, and record the eight letters of its id.',
      );
    },
  }),
  defineCheck({
    id: 'dss.folder-is-on-adls',
    title: 'It is stored where Databricks wrote',
    needs: [...base, 'folderId', 'adlsConnection', 'adlsSasConnection'],
    ask: askFolder,
    judge: ofFolder(({ params }, { adlsConnection, adlsSasConnection }: Knowing<'adlsConnection' | 'adlsSasConnection'>) => {
      const { connection } = params;
      if (connection === adlsConnection) return pass(connection);
      if (connection === adlsSasConnection)
        return pass(connection, `The lab uses ${adlsConnection}; this one leads to the same container.`);
      return wrong('It is stored somewhere else.', {
        expected: adlsConnection,
        found: connection ?? 'nowhere',
        remedy: `Create another managed folder, stored into ${adlsConnection}.`,
      });
    }),
  }),
  defineCheck({
    id: 'dss.folder-points-at-artifacts',
    title: 'It points at the directory that holds the model',
    needs: [...base, 'folderId', 'artifactsPath'],
    ask: askFolder,
    judge: ofFolder((folder, known: Knowing<'artifactsPath'>) => judgeFolderPath(folder, known)),
  }),
  defineCheck({
    id: 'dss.folder-shows-model',
    title: 'DSS sees the model in it',
    needs: [...base, 'folderId'],
    async ask(clouds, known): Promise<{ files: string[]; directory: string } | Verdict> {
      const view = await askFolder(clouds, known);
      if (isVerdict(view)) return view;
      if (!view.folder) return missing('There is no folder to look at yet.', 'Create it first.');
      return {
        files: await clouds.dss(view.login).folderFiles(known.projectKey, view.folder.id),
        directory: known.modelDirectory ?? 'model',
      };
    },
    judge(answer) {
      if (isVerdict(answer)) return answer;
      const { files, directory } = answer;
      if (files.includes(`/${directory}/MLmodel`)) return pass(`/${directory}/MLmodel`);
      return missing(
        `DSS sees no /${directory}/MLmodel in it.`,
        files.length > 0 ? `It sees ${files.slice(0, 3).join(', ')}. Mend the path above.` : 'It sees nothing at all. Mend the path above.',
      );
    },
  }),
];
