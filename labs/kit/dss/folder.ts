import type { Folder, Login } from '@/lib/clouds/dss';
import { withoutSlashes } from '@/lib/clouds/slashes';
import { checkFor } from '@/lib/lab/check';
import { conclude, missing, pass, type Verdict, wrong } from '@/lib/lab/outcome';
import { askMadeWith } from './model-files';
import { noProject } from './project';
import { type AsksDss, askLogin, dssNeeds, dssUses, type Person } from './user';

export interface Folders {
  login: Login;
  /** The managed folders of the project. */
  all: Folder[];
}

/** Concludes if the person sees no project with that key. */
export async function askFolders(clouds: AsksDss, known: Person & { projectKey: string }): Promise<Folders> {
  const login = await askLogin(clouds, known);
  const all = await clouds.dss(login).folders(known.projectKey);
  return { login, all: all ?? conclude(noProject(known.projectKey)) };
}

/** The folder that the person recorded. Concludes if the project has none with that id. */
async function askFolder(clouds: AsksDss, known: Person & { projectKey: string; folderId: string }) {
  const { login, all } = await askFolders(clouds, known);
  const folder = all.find((f) => f.id === known.folderId);
  return { login, folder: folder ?? conclude(missing('There is no folder to check yet.', 'Create it first.')) };
}

export function judgeFolder({ all }: Pick<Folders, 'all'>, { folderId, projectKey }: { folderId: string; projectKey: string }): Verdict {
  const folder = all.find((f) => f.id === folderId);
  if (folder) return pass(folder.name);
  return missing(
    `There is no managed folder ${folderId} in ${projectKey}.`,
    all.length > 0
      ? `There is ${all.map((f) => `${f.name} (${f.id})`).join(', ')}: if it is that, record its id.`
      : 'Create it, and record the eight letters of its id.',
  );
}

export function judgeFolderConnection({ params }: Folder, storageConnection: string, otherConnection: string): Verdict {
  const { connection } = params;
  if (connection === storageConnection) return pass(connection);
  if (connection === otherConnection) return pass(connection, `The lab uses ${storageConnection}. This one leads to the same container.`);
  return wrong('It is stored somewhere else.', {
    expected: storageConnection,
    found: connection ?? 'nowhere',
    remedy: `Create another managed folder, stored into ${storageConnection}.`,
  });
}

const tidy = (path: string) => withoutSlashes(path.trim());

interface Artifacts {
  /** The directory of a run's artifacts, which holds that of the model. */
  artifactsPath: string;
  modelDirectory?: string | undefined;
}

/** The path has to be the directory that holds the model's, neither that itself nor one further up. */
export function judgeFolderPath(folder: Folder, { artifactsPath, modelDirectory = 'model' }: Artifacts): Verdict {
  const found = tidy(folder.params.path ?? '');
  const expected = tidy(artifactsPath);
  if (found === expected) return pass(`/${found}`);
  const set = (message: string) =>
    wrong(message, {
      expected: `/${expected}`,
      found: folder.params.path || 'no path',
      remedy: `Open the folder’s settings, set its path to /${expected}, and save.`,
    });
  if (found === `${expected}/${modelDirectory}`) return set('It points at the model itself, not at the directory that holds it.');
  if (found.includes('{projectKey}')) return set('It still has the path that DSS gave it.');
  if (expected.startsWith(`${found}/`)) return set('It points too far up, at the experiment rather than at the run.');
  return set('It points somewhere else.');
}

export function judgeFolderFiles(files: readonly string[], modelDirectory = 'model'): Verdict {
  const wanted = `/${modelDirectory}/MLmodel`;
  if (files.includes(wanted)) return pass(wanted);
  return missing(
    `DSS sees no ${wanted} in it.`,
    files.length > 0
      ? `It sees ${files.slice(0, 3).join(', ')}. Correct the folder’s path.`
      : 'It sees nothing at all. Correct the folder’s path.',
  );
}

const folderNeeds = [...dssNeeds, 'projectKey', 'folderId'] as const;

export const folderExists = checkFor<AsksDss>()({
  needs: folderNeeds,
  uses: dssUses,
  ask: askFolders,
  judge: judgeFolder,
});

/** It is stored in `storageConnection`, or in `otherConnection`, which leads to the same container. */
export const folderIsStoredIn = checkFor<AsksDss>()({
  needs: [...folderNeeds, 'storageConnection', 'otherConnection'],
  uses: dssUses,
  ask: askFolder,
  judge: ({ folder }, { storageConnection, otherConnection }) => judgeFolderConnection(folder, storageConnection, otherConnection),
});

export const folderPointsAtArtifacts = checkFor<AsksDss>()({
  needs: [...folderNeeds, 'artifactsPath'],
  uses: [...dssUses, 'modelDirectory'],
  ask: askFolder,
  judge: ({ folder }, known) => judgeFolderPath(folder, known),
});

/** Learns the Python for a code environment that runs the model: the workshop's `codeEnvPython` or, where it names none, the model's own. */
export const folderShowsModel = checkFor<AsksDss>()({
  needs: folderNeeds,
  uses: [...dssUses, 'modelDirectory', 'codeEnvPython'],
  async ask(clouds, known) {
    const { login, folder } = await askFolder(clouds, known);
    const dss = clouds.dss(login);
    const files = await dss.folderFiles(known.projectKey, folder.id);
    const isThere = judgeFolderFiles(files, known.modelDirectory).status === 'pass';
    const made = isThere && !known.codeEnvPython ? await askMadeWith(dss, known) : null;
    return { files, python: known.codeEnvPython || made?.python || '' };
  },
  judge: ({ files }, { modelDirectory }) => judgeFolderFiles(files, modelDirectory),
  learns: ['environmentPython'],
  learn: ({ python }) => ({ environmentPython: python }),
});
