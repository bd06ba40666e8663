import type { ReactNode } from 'react';
import { Details } from '@/components/ui/details';
import { Neighbors } from './neighbors';
import { Rail } from './rail';
import { Shortcuts } from './shortcuts';

const columns =
  'wide:grid wide:grid-cols-[15rem_minmax(0,1fr)_22rem] wide:has-data-folded:grid-cols-[5rem_minmax(0,1fr)_22rem] print:block';

interface Props {
  children: ReactNode;
  panel: ReactNode;
  /** Over the steps where there is room for it, else folded after the text. */
  map: ReactNode;
  slug: string;
  home: string;
}

/** A step's page: where I am, what to do, where I stand. On a small screen the first is a menu, and the last comes after the text. */
export function StepFrame({ children, panel, map, slug, home }: Props) {
  return (
    <>
      <details className="border-b bg-raised px-4 py-2 wide:hidden print:hidden">
        <summary>All steps</summary>
        <Rail />
      </details>
      <div className={`mx-auto max-w-360 wide:min-h-[calc(100dvh-3.5rem)] ${columns}`}>
        <div className="group border-r px-3 py-4 max-wide:hidden print:hidden">
          <div className="group-has-data-folded:hidden">{map}</div>
          <Rail isFoldable />
        </div>
        <main className="prose px-4 pt-6 pb-8 wide:px-[clamp(1.5rem,4vw-1.7rem,3rem)] wide:pt-10 wide:pb-24">
          {children}
          {map ? (
            <Details summary="Where this step is on the map" className="mt-8 wide:hidden print:hidden">
              {map}
            </Details>
          ) : null}
          <Neighbors slug={slug} home={home} />
          <Shortcuts />
        </main>
        {panel}
      </div>
    </>
  );
}
