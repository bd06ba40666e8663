import type { ReactNode } from 'react';
import { Page } from '@/components/ui/page';
import { Bar } from './bar';
import { Brand } from './brand';

/** A page that says one thing and offers a way on. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Bar>
        <Brand />
      </Bar>
      <Page>
        <h1>{title}</h1>
        {children}
      </Page>
    </>
  );
}
