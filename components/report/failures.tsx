import { Note } from '@/components/ui/note';
import type { Report } from '@/lib/report/report';
import { ReportTable } from './report-table';

/** What failed most often, and apart from it what could not be checked. */
export function Failures({ failures, troubles }: Pick<Report, 'failures' | 'troubles'>) {
  return (
    <>
      <h2>Most common failures</h2>
      {failures.length === 0 ? <Note>No check has failed.</Note> : null}
      {failures.length > 0 ? (
        <ReportTable
          caption="Checks that failed most often"
          head={['Check', 'Result', 'Most often', 'People', 'Times']}
          rows={failures.map((f) => [
            `${f.number} ${f.title}`,
            f.status === 'wrong' ? 'needs fixing' : 'not yet',
            <span key="said" className="wrap-anywhere text-ink-2">
              {f.message}
            </span>,
            f.people,
            f.times,
          ])}
        />
      ) : null}
      {troubles.length > 0 ? (
        <>
          <p>Couldn’t be checked (not the attendees’ fault):</p>
          <ReportTable
            caption="Services that couldn’t be reached"
            head={['Service', 'Most often', 'People', 'Times']}
            rows={troubles.map((t) => [
              t.service,
              <span key="said" className="wrap-anywhere text-ink-2">
                {t.message}
              </span>,
              t.people,
              t.times,
            ])}
          />
        </>
      ) : null}
    </>
  );
}
