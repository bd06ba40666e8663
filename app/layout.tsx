import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Guidepost', template: '%s · Guidepost' },
  description: 'Hands-on labs on real cloud services, checked as you go.',
  manifest: '/manifest.webmanifest',
};
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [{ media: '(prefers-color-scheme: dark)', color: '#1c1d1b' }, { color: '#ffffff' }],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  await headers(); // a page rendered ahead of its request could not contain the request's nonce
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
