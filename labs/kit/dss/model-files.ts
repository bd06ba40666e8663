import { isMlmodel, isPythonEnv, type MadeWith, madeWith } from '@/labs/kit/python/mlmodel';
import type { Dss } from '@/lib/clouds/dss';

/** Where a model is: in a directory of a managed folder, `model` unless something else is known. */
export interface ModelPlace {
  projectKey: string;
  folderId: string;
  modelDirectory?: string | undefined;
}

export const pathInModel = ({ modelDirectory }: ModelPlace, file: string): string => `${modelDirectory ?? 'model'}/${file}`;

/** How the model in a managed folder was made, as its own files say; null where DSS shows no MLmodel there. */
export async function askMadeWith(dss: Dss, place: ModelPlace): Promise<MadeWith | null> {
  const read = (file: string, isSuch: (text: string) => boolean) =>
    dss.folderText(place.projectKey, place.folderId, pathInModel(place, file), isSuch);
  const mlmodel = await read('MLmodel', isMlmodel);
  if (mlmodel === null) return null;
  const said = madeWith(mlmodel);
  return said.python ? said : madeWith(mlmodel, (await read('python_env.yaml', isPythonEnv)) ?? '');
}
