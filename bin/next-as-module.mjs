import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * A loader for webpack: reads a file of Next's client, which is CommonJS, from its twin that is a module. Next publishes both.
 * @this {{ async(): (error: unknown, source?: Buffer) => void, resourcePath: string, addDependency(path: string): void }}
 * @param {Buffer} source
 */
export default function nextAsModule(source) {
  const done = this.async();
  const twin = this.resourcePath.replace(/([\\/]next[\\/]dist[\\/])/, '$1esm/');
  if (!existsSync(twin)) return done(null, source);
  this.addDependency(twin);
  readFile(twin).then((read) => done(null, read), done);
}
export const raw = true;
