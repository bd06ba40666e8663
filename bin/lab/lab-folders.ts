import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Plain } from '../plain.mjs';

export const isLabName = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40;

/** The rooms that know no vendor and no lab, their tests included; labs/house.test.ts sees to that. */
export const engineRooms = ['lib/lab', 'lib/attendee', 'lib/progress', 'components', 'app', 'prisma'];

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((f) => (f.isFile() ? [join(f.parentPath, f.name)] : []));

/** The first file of the engine with one of these words in it, from the project's root: no lab can be called so. */
export const engineFileWith = (root: string, words: readonly string[]): string | undefined =>
  engineRooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) => filesIn(join(root, room)))
    .find((file) => {
      const text = readFileSync(file, 'utf8').toLowerCase();
      return words.some((word) => text.includes(word.toLowerCase()));
    })
    ?.slice(join(root, '/').length);

/** Every lab in labs/, by its folder. */
export const allFolders = (root: string): string[] =>
  readdirSync(join(root, 'labs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'labs', entry.name, 'lab.ts')))
    .map(({ name }) => `labs/${name}`)
    .sort();

/**
 * The folder of a lab, from the project's root.
 * @param name the name of its folder in labs/, or a path to a folder elsewhere
 * @throws Plain where there is no such lab
 */
export function folderOf(root: string, name: string): string {
  const folder = name.includes('/') ? relative(root, resolve(root, name)).split(sep).join('/') : `labs/${name}`;
  if (existsSync(join(root, folder, 'lab.ts'))) return folder;
  const names = allFolders(root).map((path) => path.replace('labs/', ''));
  throw new Plain(`There is no lab "${name}". Labs: ${names.join(', ')}. To create one: npm run lab -- new NAME`);
}
