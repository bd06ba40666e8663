import { Note } from '@/components/ui/note';
import type { Report } from '@/lib/report/report';
import { minutes } from './minute-words';
import { ReportTable } from './report-table';

const of = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** How many asked for help, and how long it took. */
export function HelpStatistics({ help }: Pick<Report, 'help'>) {
  return (
    <>
      <h2>Help</h2>
      {help.requests === 0 ? (
        <Note>Nobody has asked for help.</Note>
      ) : (
        <>
          <p>
            {of(help.requests, 'request')} of {of(help.people, 'person', 'people')}
            {help.open > 0 ? `, ${help.open} still open` : ''}.
            {help.medianToTaken === null ? '' : ` Median until somebody took it: ${minutes(help.medianToTaken)}.`}
            {help.medianToClosed === null ? '' : ` Median until it was closed: ${minutes(help.medianToClosed)}.`}
          </p>
          <ReportTable
            caption="Requests for help by step"
            head={['Step', 'Requests']}
            rows={help.steps.map((s) => [`${s.number} ${s.title}`, s.requests])}
          />
        </>
      )}
    </>
  );
}
