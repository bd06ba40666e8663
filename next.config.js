/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  compress: false, // bin/portal.ts does that, better
  reactStrictMode: true,
  // types are checked by `npm test`; `npm run up` need not do it again
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ['127.0.0.1'],
  // read at start by labs/index.ts
  outputFileTracingIncludes: { '/**': ['./labs/**/*.md'] },
  serverExternalPackages: ['pg', 'pino', '@azure/msal-node'],
  experimental: { authInterrupts: true },
};
