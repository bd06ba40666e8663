import { PlainPage } from '@/components/shell/plain-page';

export default function Forbidden() {
  return (
    <PlainPage title="This page is for facilitators">
      <p>
        Boards are seen by those who run a workshop. If you should, ask the tenant’s administrator for the app role Facilitator, then sign
        in again. <a href="/">Your workshops</a>
      </p>
    </PlainPage>
  );
}
