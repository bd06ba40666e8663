import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { signOut } from '@/app/sign-in/actions';
import { TopBar } from '@/components/shell/top-bar';
import { isPractice } from '@/lib/env';
import { requirePerson } from '@/lib/session';
import './styles.css';

/** What goes on a projector names nobody, not even whoever shows it. */
const isOnProjector = async () => /[?&]view=projector(&|$)/.test((await headers()).get('x-path') ?? '');

export default async function FacilitateLayout({ children }: { children: ReactNode }) {
  if (await isOnProjector()) return children;
  return (
    <>
      <TopBar where="Facilitate" isPractice={isPractice()} person={await requirePerson()} signOut={signOut} />
      {children}
    </>
  );
}
