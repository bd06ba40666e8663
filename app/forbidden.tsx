import { PlainPage } from '@/components/shell/plain-page';

export default function Forbidden() {
  return (
    <PlainPage title="This page is for facilitators">
      <p>
        Only people who run a workshop can see its board. If you’re one of them, ask the tenant’s administrator for the app role
        Facilitator, then sign in again. <a href="/">Your workshops</a>
      </p>
    </PlainPage>
  );
}
