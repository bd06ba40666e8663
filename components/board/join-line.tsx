'use client';
import { CopyButton } from '@/components/ui/copy-button';

/** What the facilitator reads out: the workshop, its code and its link. */
export function JoinLine({
  title,
  isPractice,
  code,
  link,
  settings,
}: {
  title: string;
  isPractice: boolean;
  code: string;
  link: string;
  settings: string;
}) {
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-2 items-center px-6 pt-4 text-[15px]">
      <h1 className="text-[17px]">{title}</h1>
      {isPractice ? <span className="chip practice">practice cloud, made-up people</span> : null}
      <span className="with-copy">
        Join code <code className="mine">{code}</code>
      </span>
      <span className="with-copy">
        <a href={link}>Join link</a> <CopyButton text={() => link} what="the join link" />
      </span>
      <a href={settings}>Settings</a>
    </div>
  );
}
