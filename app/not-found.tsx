import { PlainPage } from '@/components/shell/plain-page';

export default function NotFound() {
  return (
    <PlainPage title="There is nothing here">
      <p>
        The link may be old, or the step may belong to the other track. <a href="/">Your workshops</a> are where you left them.
      </p>
    </PlainPage>
  );
}
