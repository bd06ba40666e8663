// Puts the labs of this installation in place of labs/more.ts where TypeScript runs as it is; next.config.js does so in the build.
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

const none = pathToFileURL(join(root, 'labs', 'more.ts')).href;
const url = pathToFileURL(resolve(root, process.env.LABS ?? '')).href;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.split('?')[0] === none ? { ...found, url } : found;
  },
});
