// Replaces labs/more.ts with the labs of this installation where TypeScript runs without a build; next.config.js does the same in the
// build.
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
