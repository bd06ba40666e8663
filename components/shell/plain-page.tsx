import type { ReactNode } from 'react';
import { Brand } from './brand';

/** A page that says one thing and offers a way on. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <header className="top">
        <Brand />
      </header>
      <main className="page">
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
