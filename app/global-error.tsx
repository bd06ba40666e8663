'use client';
import { FailedPage } from '@/components/shell/failed-page';

const again = () => location.reload();

/** In place of everything, where not even the frame of all pages could be drawn. Next's own page says it in other words, and is ten times as long. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <FailedPage digest={error.digest} again={again} />
      </body>
    </html>
  );
}
