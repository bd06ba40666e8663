'use client';
import { FailedPage } from './failed-page';

const again = () => location.reload();

/**
 * In place of everything, where not even the frame of all pages could be drawn: it brings its own title and width, and app/global-error.tsx the
 * styles. Next's own page says it in other words, and is ten times as long (next.config.js puts this one in its place, too).
 */
export default function GlobalFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Guidepost</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <FailedPage digest={error.digest} again={again} />
      </body>
    </html>
  );
}
