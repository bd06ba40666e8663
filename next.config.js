import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { LABS, BUILD_DIR } = process.env;
const here = dirname(fileURLToPath(import.meta.url));
const labs = join(here, 'labs');

/** The entries that a step's page is made of, besides Next's own. */
const onStepPage = new Set(
  ['layout', 'error', 'global-error', '(attendee)/w/[workshop]/layout', '(attendee)/w/[workshop]/[step]/page'].map(
    (entry) => `app/${entry}`,
  ),
);

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  compress: false, // bin/portal.ts does that, better
  images: { unoptimized: true }, // nothing uses /_next/image, which then answers 404
  reactStrictMode: true,
  distDir: BUILD_DIR ?? '.next',
  // types are checked by `npm test`; `npm run up` need not do it again
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ['127.0.0.1'],
  // read at start by labs/index.ts
  outputFileTracingIncludes: { '/**': ['./labs/**/*.md'] },
  serverExternalPackages: ['pg', 'pino', 'undici', '@azure/msal-node'],
  experimental: {
    authInterrupts: true,
    // otherwise Next adds every other build folder to tsconfig.json
    strictRouteTypes: BUILD_DIR !== undefined,
  },
  webpack(config, { webpack, isServer }) {
    if (!isServer) {
      // one script with all that a step's page needs: brotli finds more that repeats than in nine smaller ones (docs/performance.md)
      config.optimization.splitChunks.cacheGroups.portal = {
        name: 'portal',
        chunks: 'all',
        layer: 'app-pages-browser',
        test: (module, { chunkGraph }) =>
          !module.type.startsWith('css') &&
          [...chunkGraph.getModuleChunksIterable(module)].some(({ name }) => name === 'main-app' || onStepPage.has(name)),
        enforce: true,
        priority: 50,
      };
      // Next's own client as modules, of which webpack can leave out what is unused, and shorten names
      config.module.rules.push({
        test: /[\\/]next[\\/]dist[\\/](client|lib|server|shared)[\\/].*\.js$/,
        enforce: 'post', // Next's own loaders would make CommonJS of it again
        loader: join(here, 'bin', 'next-as-module.mjs'),
      });
      // no page needs these: a process, methods that every browser that Next supports has, infinite queries, whether a crawler reads it, and
      // Next's own last error page
      const replace = (request, by) => config.plugins.push(new webpack.NormalModuleReplacementPlugin(request, join(here, by)));
      replace(/next[\\/]dist[\\/]compiled[\\/]process/, 'bin/not-in-browsers.mjs');
      replace(/build[\\/]polyfills[\\/]polyfill-module$/, 'bin/not-in-browsers.mjs');
      replace(/[\\/]infiniteQueryBehavior\.js$/, 'bin/not-in-browsers.mjs');
      replace(/router[\\/]utils[\\/]is-bot$/, 'bin/not-in-browsers.mjs');
      replace(/builtin[\\/]global-error$/, 'components/shell/global-failed.tsx');
    }
    // LABS=path/to/labs.ts: labs of this installation, in place of labs/more.ts
    const useLabs = (request) => {
      if (request.context === labs) request.request = resolve(LABS);
    };
    if (LABS) config.plugins.push(new webpack.NormalModuleReplacementPlugin(/^\.\/more$/, useLabs));
    return config;
  },
};
