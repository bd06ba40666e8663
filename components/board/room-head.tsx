import type { ReactNode } from 'react';
import { Kicker } from '@/components/ui/page';
import { RoomLinks, type RoomPage } from './room-links';

interface Props {
  workshop: { slug: string; title: string };
  /** Null on a page about one attendee or one step: the way back to the board comes first. */
  here: RoomPage | null;
  children: ReactNode;
}

/** How a page of a workshop begins: whose it is, the way to the others, and its title. */
export const RoomHead = ({ workshop: { slug, title }, here, children }: Props) => (
  <>
    <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
      <Kicker>{here === null ? <a href={`/facilitate/${slug}`}>← {title}</a> : title}</Kicker>
      <RoomLinks slug={slug} here={here} />
    </div>
    <h1>{children}</h1>
  </>
);
