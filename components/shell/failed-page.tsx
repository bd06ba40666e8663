'use client';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { untilBack } from '@/components/ui/until-back';
import { databaseNow } from './database-now';
import { PlainPage } from './plain-page';

/** Why a page failed, for somebody who did nothing wrong: a bug, or a database that can't be reached, after which it tries by itself. */
export function FailedPage({ digest, again }: { digest?: string | undefined; again: () => void }) {
  const [isDatabase, setIsDatabase] = useState(false);
  useEffect(() => {
    let isOver = false;
    let end = () => {};
    void databaseNow().then((now) => {
      if (isOver || now === null || now === 'up') return;
      setIsDatabase(true);
      end = untilBack(async () => (await databaseNow()) === 'up', again);
    });
    return () => {
      isOver = true;
      end();
    };
  }, [again]);
  return <FailedWords isDatabase={isDatabase} digest={digest} again={again} />;
}

export function FailedWords({ isDatabase, digest, again }: { isDatabase: boolean; digest?: string | undefined; again: () => void }) {
  return (
    <PlainPage title={isDatabase ? 'Guidepost’s database isn’t answering' : 'Something went wrong'}>
      <p role="status" className="mb-4">
        {isDatabase
          ? 'It’s us, not you, and nothing you verified is lost. This page continues by itself as soon as the database is back.'
          : 'It’s not your fault, and nothing verified is lost. Try again.'}
      </p>
      <p className="mb-4">
        <Button type="button" look="primary" onClick={again}>
          Try again
        </Button>
      </p>
      {digest ? <p className="text-sm text-ink-3">If this keeps happening, give your facilitator this number: {digest}</p> : null}
    </PlainPage>
  );
}
