import { sideInShort, troubleWords } from '@/components/help/together-words';
import { Details } from '@/components/ui/details';
import { Note } from '@/components/ui/note';
import type { Report } from '@/lib/report/report';
import { isElsewhere, sideOfTrouble } from '@/lib/together/side';
import { ReportTable } from './report-table';

/** What failed most often, by cause; apart from it what wasn't done yet, and what could not be checked. */
export function Failures({ failures, notYet, troubles }: Pick<Report, 'failures' | 'notYet' | 'troubles'>) {
  return (
    <>
      <h2>Most common failures</h2>
      {failures.length === 0 ? <Note>No check has failed.</Note> : <Causes caption="What failed most often" failures={failures} />}
      {notYet.length > 0 ? (
        <Details summary={`Not done yet when it was checked: ${notYet.length === 1 ? '1 cause' : `${notYet.length} causes`}`}>
          <Causes caption="What wasn’t done yet most often" failures={notYet} />
        </Details>
      ) : null}
      {troubles.length > 0 ? (
        <>
          <p className="mt-4">Couldn’t be checked, which never counts against anybody:</p>
          <ReportTable
            caption="What couldn’t be checked"
            head={['Service', 'Most often', 'Likely', 'People', 'Times']}
            rows={troubles.map((t) => [
              t.service,
              <span key="said" className="wrap-anywhere text-ink-2">
                {isElsewhere(t.trouble) ? troubleWords[t.trouble] : t.message}
              </span>,
              sideInShort[sideOfTrouble[t.trouble]],
              t.people,
              t.times,
            ])}
          />
        </>
      ) : null}
    </>
  );
}

const Causes = ({ caption, failures }: { caption: string; failures: Report['failures'] }) => (
  <ReportTable
    caption={caption}
    head={['Check', 'Cause', 'People', 'Times']}
    rows={failures.map((f) => [
      `${f.number} ${f.title}`,
      <span key="said" className="wrap-anywhere text-ink-2">
        {f.message}
        {f.code && !f.message.includes(f.code) ? ` (${f.code})` : ''}
      </span>,
      f.people,
      f.times,
    ])}
  />
);
