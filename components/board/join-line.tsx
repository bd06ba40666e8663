'use client';
import { Chip } from '@/components/ui/chip';
import { WithCopy } from '@/components/ui/copy-button';

interface Props {
  title: string;
  isPractice: boolean;
  isOpen: boolean;
  code: string;
  link: string;
  /** Whether joining alone is closed, and how many of those who are expected have not joined. */
  joining: { isClosed: boolean; expected: number; absent: number };
  /** The page on which that is told and changed. */
  people: string;
}

/** What the facilitator reads out: the workshop, its code and its link. */
export function JoinLine({ title, isPractice, isOpen, code, link, joining, people }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="m-0 text-lg">{title}</h1>
      {isPractice ? <Chip isDashed>practice cloud, made-up people</Chip> : null}
      {isOpen && joining.isClosed ? (
        <a href={people}>
          <Chip>joining closed</Chip>
        </a>
      ) : isOpen ? (
        <>
          <span>
            Join code{' '}
            <mark>
              <code>{code}</code>
            </mark>
          </span>
          <WithCopy text={() => link} what="the join link">
            <a href={link}>Join link</a>
          </WithCopy>
        </>
      ) : (
        <Chip>closed</Chip>
      )}
      {joining.expected > 0 ? (
        <a href={`${people}#absent`}>
          {joining.absent} of {joining.expected} absent
        </a>
      ) : null}
      <a href="?view=projector" className="print:hidden">
        Projector view
      </a>
    </div>
  );
}
