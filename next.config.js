import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { LABS, BUILD_DIR } = process.env;
const labs = join(dirname(fileURLToPath(import.meta.url)), 'labs');

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
    // one script for what nearly every page needs: in seven small ones it would be a fifth longer (docs/performance.md)
    if (!isServer) {
      config.optimization.splitChunks.cacheGroups.portal = {
        name: 'portal',
        chunks: 'all',
        test: /\/(components\/(ui|step)|@tanstack\/(react-query|query-core))\//,
        enforce: true,
        priority: 50,
      };
    }
    // LABS=path/to/labs.ts: labs of this installation, in place of labs/more.ts
    const useLabs = (request) => {
      if (request.context === labs) request.request = resolve(LABS);
    };
    if (LABS) config.plugins.push(new webpack.NormalModuleReplacementPlugin(/^\.\/more$/, useLabs));
    return config;
  },
};
