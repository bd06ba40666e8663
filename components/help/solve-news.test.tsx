import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AttendeeProvider } from '@/components/step/state';
import type { AttendeeState } from '@/lib/attendee/state';
import { Announcements } from './announcements';

const step = (slug: string, number: string) => ({
  ...{ slug, number, title: `Make ${slug}`, href: `/w/tea/${slug}`, tracks: ['all'], minutes: 1, meanwhile: null },
});
const sections = [{ number: '1', title: 'Tea', steps: [step('tea', '1.1'), step('toast', '1.2')] }];
const offer = { id: 'o', by: 'Greta', askedAt: '', answeredAt: null, isAgreed: null, doneAt: null, isAtWork: false, shown: '', parts: [] };

/** What the banners of a page say. */
function read(path: string, solve: NonNullable<AttendeeState['solves']>[string], steps: AttendeeState['steps'] = {}): string {
  const initial: AttendeeState = {
    ...{ person: 'p', revision: '1', track: 'all', at: 'tea', helpAt: null, factsId: '', values: {}, links: {}, origins: {}, steps },
    solves: { toast: solve },
  };
  const html = renderToStaticMarkup(
    <PathnameContext value={path}>
      <AttendeeProvider slug="tea" sections={sections} initial={initial} serverNow={0}>
        <Announcements />
      </AttendeeProvider>
    </PathnameContext>,
  );
  return html;
}

test('an offer to do a step is announced on every page but the step’s own, with a link to it', () => {
  for (const path of ['/w/tea', '/w/tea/tea', '/w/tea/summary']) {
    const html = read(path, offer);
    expect(html).toMatch(/aria-live="polite".*Greta offers to do 1\.2 Make toast for you\..*<\/section>/s);
    expect(html).toContain('href="/w/tea/toast#done-for-you"');
  }
  expect(read('/w/tea/toast', offer)).not.toContain('offers to do');
});

test('an offer that was answered or is over is not announced anymore', () => {
  for (const more of [{ answeredAt: '1' }, { doneAt: '1' }]) expect(read('/w/tea', { ...offer, ...more })).not.toContain('offers to do');
});

test('an offer for a step that they have passed since is not announced anymore', () => {
  for (const status of ['pass', 'waived', 'solved'] as const) {
    const toast = { status, passedAt: '1', reason: null, standings: [], revision: '1' };
    expect(read('/w/tea', offer, { toast })).not.toContain('offers to do');
  }
});
