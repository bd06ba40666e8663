import type { Metadata } from 'next';
import { RoomLinks } from '@/components/board/room-links';
import { CheckLeftovers } from '@/components/report/check-leftovers';
import { CleanUpList } from '@/components/report/clean-up-list';
import { ReportTable } from '@/components/report/report-table';
import { StepPlot } from '@/components/report/step-plot';
import { Clock } from '@/components/ui/clock';
import { Note } from '@/components/ui/note';
import { Kicker, Page } from '@/components/ui/page';
import { Params } from '@/components/ui/sheet';
import { findLab } from '@/labs';
import { cleaningOf } from '@/lib/report/cleaning';
import { factsOf } from '@/lib/report/facts';
import { cleanUpsOf } from '@/lib/report/left-behind';
import { type Report, reportOf } from '@/lib/report/report';
import { tables } from '@/lib/report/tables';
import { absence } from '@/lib/roster/roster';
import { requireFacilitator } from '@/lib/session';
import { dayWords, deletedAt, isOpen, overWords } from '@/lib/workshop-end';
import { checkWhatIsLeft } from './actions';

export const metadata: Metadata = { title: 'Report' };

/** What came of a workshop, to read, print and download. */
export default async function ReportPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { workshop } = await requireFacilitator((await params).workshop);
  const lab = findLab(workshop.lab);
  const [facts, cleaning, expected] = await Promise.all([factsOf(workshop.id), cleaningOf(lab, workshop.id), absence(workshop.id)]);
  const report = reportOf(lab, facts);
  const cleanUps = cleanUpsOf(lab, cleaning);
  const deleted = deletedAt(workshop);
  const now = Date.now();
  return (
    <Page>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <Kicker>{workshop.title}</Kicker>
        <RoomLinks slug={workshop.slug} here="/report" />
      </div>
      <h1>Report</h1>
      <p>
        {lab.title}. As of {dayWords(new Date(now))}, <Clock at={now} hasZone />.
        {deleted ? ` What it is made of is deleted on ${dayWords(deleted)}: print or download it before.` : ''}
      </p>
      <Totals report={report} expected={expected} />
      {report.people === 0 ? (
        <Note>Nobody has joined yet.</Note>
      ) : (
        <>
          <Completion steps={report.steps} />
          <Times steps={report.steps} />
          <Failures report={report} />
          <Help help={report.help} />
          {lab.cleanUp ? (
            <>
              <h2 id="clean-up">What may still run, and whose</h2>
              <CleanUpList slug={workshop.slug} cleanUps={cleanUps} leftovers={lab.cleanUp.leftovers} now={now} />
              {isOpen(workshop) ? (
                <CheckLeftovers action={checkWhatIsLeft.bind(null, workshop.slug)} />
              ) : (
                <Note>{overWords(workshop)} Nothing is checked any more: ask those who are named here.</Note>
              )}
            </>
          ) : null}
        </>
      )}
      <Downloads slug={workshop.slug} />
    </Page>
  );
}

const of = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const minutes = (n: number | null) => (n === null ? '–' : `${n.toFixed(n < 10 ? 1 : 0)} min`);

function Totals({ report, expected }: { report: Report; expected: { expected: number; absent: number } }) {
  const { people, tracks, finished } = report;
  return (
    <Params>
      <div>
        <dt>Attendees</dt>
        <dd>
          {people}
          {tracks.length > 1 ? `: ${tracks.map((t) => `${t.people} ${t.title}`).join(', ')}` : ''}
        </dd>
      </div>
      {expected.expected > 0 ? (
        <div>
          <dt>Expected</dt>
          <dd>
            {expected.expected}, of whom {expected.absent} didn’t join
          </dd>
        </div>
      ) : null}
      <div>
        <dt>Finished</dt>
        <dd>
          {finished.own} verified every step of their track
          {finished.helped > 0 ? `, ${finished.helped} more with steps waived or done for them` : ''}
        </dd>
      </div>
    </Params>
  );
}

const parts = [
  { label: 'verified', fill: 'fill-pass' },
  { label: 'waived', fill: 'fill-wait' },
  { label: 'done for them', fill: 'fill-away' },
  { label: 'tried', fill: 'fill-line-strong' },
  { label: 'not begun', fill: 'fill-line' },
];

function Completion({ steps }: Pick<Report, 'steps'>) {
  return (
    <>
      <h2>Completion</h2>
      <StepPlot
        title="How many are through each step"
        words="For each step a bar of those who have it on their track. The same numbers are in the table that follows."
        parts={parts}
        rows={steps.map((s) => ({
          ...{ label: s.number, title: s.title, values: [s.verified, s.waived, s.solved, s.tried, s.untouched] },
          words: `${s.verified} of ${s.people}`,
        }))}
      />
      <ReportTable
        caption="Completion by step"
        head={['Step', 'On their track', 'Verified', 'Waived', 'Done for them', 'Tried', 'Not begun']}
        rows={steps.map((s) => [`${s.number} ${s.title}`, s.people, s.verified, s.waived, s.solved, s.tried, s.untouched])}
      />
    </>
  );
}

function Times({ steps }: Pick<Report, 'steps'>) {
  return (
    <>
      <h2>Time per step</h2>
      <p>
        From the step passed before, or from joining, to this one; breaks are left out. Only steps that somebody verified count. The mark is
        what the lab says a step takes.
      </p>
      <StepPlot
        title="Median minutes per step"
        words="For each step a bar of the median time it took, with a mark where the lab expects it. The same numbers are in the table that follows."
        parts={[{ label: 'median', fill: 'fill-accent' }]}
        rows={steps.map((s) => ({
          ...{ label: s.number, title: s.title, values: [s.medianMinutes ?? 0], mark: s.labMinutes, words: minutes(s.medianMinutes) },
        }))}
      />
      <ReportTable
        caption="Median time by step"
        head={['Step', 'Median', 'The lab says', 'Of how many']}
        rows={steps.map((s) => [`${s.number} ${s.title}`, minutes(s.medianMinutes), `${s.labMinutes} min`, s.verified])}
      />
    </>
  );
}

function Failures({ report: { failures, troubles } }: { report: Report }) {
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
          <p>Couldn’t be checked, which was nobody’s mistake in the lab:</p>
          <ReportTable
            caption="Services that could not be asked"
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

function Help({ help }: Pick<Report, 'help'>) {
  return (
    <>
      <h2>Help</h2>
      {help.requests === 0 ? (
        <Note>Nobody has asked for help.</Note>
      ) : (
        <>
          <p>
            {of(help.requests, 'request')} of {of(help.people, 'person', 'people')}
            {help.open > 0 ? `, ${help.open} still open` : ''}. Median until somebody took it: {minutes(help.medianToTaken)}; until it was
            closed: {minutes(help.medianToClosed)}.
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

function Downloads({ slug }: { slug: string }) {
  return (
    <section aria-labelledby="tables" className="print:hidden">
      <h2 id="tables">Tables</h2>
      <p>
        Everything that is kept of this workshop, without secrets. They name people, so treat them as personal data. Each download is on
        record in Settings.
      </p>
      <ReportTable
        caption="Tables to download"
        head={['Table', 'Files']}
        rows={Object.entries(tables).map(([name, { title }]) => [
          title,
          <span key="files" className="flex gap-4">
            {['csv', 'json'].map((format) => (
              <a
                key={format}
                href={`/facilitate/${slug}/report/${name}.${format}`}
                download
                aria-label={`${title} as ${format.toUpperCase()}`}
              >
                {format.toUpperCase()}
              </a>
            ))}
          </span>,
        ])}
      />
    </section>
  );
}
