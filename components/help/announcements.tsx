'use client';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { useAttendee, useSections } from '@/components/step/state';
import { Button } from '@/components/ui/button';
import { Clock } from '@/components/ui/clock';
import { type Told, toldAt } from '@/lib/announcements/view';
import { HelpNews } from './help-news';
import { SolveNews } from './solve-news';

/** Ids of what was read and put away in this tab. A name of one word: `forgetSecrets` leaves it alone. */
const key = 'guidepost-read';
const most = 50;
const heard = new Set<() => void>();
const subscribe = (hear: () => void) => {
  heard.add(hear);
  return () => void heard.delete(hear);
};
const read = () => sessionStorage.getItem(key) ?? '';

function putAway(id: string): void {
  sessionStorage.setItem(key, [...read().split(' ').filter(Boolean), id].slice(-most).join(' '));
  for (const hear of heard) hear();
}

/** What facilitators tell this attendee, over every page of the workshop, until it is ended or put away. */
export function Announcements() {
  const { told, at } = useAttendee();
  const here = usePathname().split('/').at(-1);
  const away = useSyncExternalStore(subscribe, read, () => '').split(' ');
  const shown = toldAt(told?.all ?? [], [at, here]).filter(({ id }) => !away.includes(id));
  return (
    // no time that counts stands in it: a screen reader would read that every second
    <section aria-live="polite" aria-label="Announcements" className="print:hidden">
      {shown.map((t) => (
        <Announcement key={t.id} told={t} />
      ))}
      <HelpNews here={here} />
      <SolveNews here={here} />
    </section>
  );
}

function Announcement({ told }: { told: Told }) {
  const { kind, text, by, at, id } = told;
  return (
    <div
      data-status={kind === 'news' || kind === 'go-on' ? undefined : 'waiting'}
      className={`flex items-start gap-3 border-b px-4 py-2 text-sm wide:px-6 ${kind === 'news' || kind === 'go-on' ? 'bg-accent-soft' : 'border-tone bg-tone-soft'}`}
    >
      <p className="min-w-0 grow whitespace-pre-wrap wrap-anywhere">
        <b>
          <Heading told={told} />
        </b>{' '}
        {text}{' '}
        <small className="whitespace-nowrap text-ink-2">
          {by ?? 'A facilitator'}, <Clock at={Date.parse(at)} />
        </small>
      </p>
      <Button look="small" type="button" onClick={() => putAway(id)} aria-label="Hide this announcement">
        Hide
      </Button>
    </div>
  );
}

function Heading({ told: { kind, step: slug } }: { told: Told }) {
  const step = useSections()
    .flatMap((s) => s.steps)
    .find((s) => s.slug === slug);
  const name = step ? `${step.number} ${step.title}` : 'this step';
  switch (kind) {
    case 'news':
      return 'From your facilitator:';
    case 'ours':
      return 'It’s us, not you. Hold on.';
    case 'hold':
      return `Please stay at ${name} for now.`;
    case 'go-on':
      return `Please go on from ${name}.`;
  }
}
