// Started by renderer.ts: makes the pages of one lab until its files change.

import { pagesOf } from './pages';
import type { FromRenderer, ToRenderer } from './renderer';

const [root = '', folder = ''] = process.argv.slice(2);
const send = (message: FromRenderer) => process.send?.(message);

process.on('disconnect', () => process.exit());
const pages = await pagesOf(root, folder);
process.on('message', ({ id, ...asked }: ToRenderer) => send({ id, ...pages(asked) }));
send({ ready: true });
