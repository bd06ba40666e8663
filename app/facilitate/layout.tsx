import type { ReactNode } from 'react';
import { signOut } from '@/app/sign-in/actions';
import { TopBar } from '@/components/shell/top-bar';
import { isPractice } from '@/lib/env';
import { requirePerson } from '@/lib/session';

export default async function FacilitateLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar where="Facilitate" isPractice={isPractice()} person={await requirePerson()} signOut={signOut} />
      {children}
    </>
  );
}
