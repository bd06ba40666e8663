import type { Metadata } from 'next';
import { RoomHead } from '@/components/board/room-head';
import { CheckLeftovers } from '@/components/report/check-leftovers';
import { CleanUpList } from '@/components/report/clean-up-list';
import { Completion } from '@/components/report/completion';
import { Downloads } from '@/components/report/downloads';
import { Failures } from '@/components/report/failures';
import { HelpStatistics } from '@/components/report/help-statistics';
import { Times } from '@/components/report/times';
import { Clock } from '@/components/ui/clock';
import { Note } from '@/components/ui/note';
import { Page } from '@/components/ui/page';
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

/** The results of a workshop, to read, print and download. */
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
      <RoomHead workshop={workshop} here="/report">
        Report
      </RoomHead>
      <p>
        {lab.title}. As of {dayWords(new Date(now))}, <Clock at={now} hasZone />.
        {deleted ? ` Its data will be deleted on ${dayWords(deleted)}. Print or download the report before then.` : ''}
      </p>
      <Totals report={report} expected={expected} />
      {report.people === 0 ? (
        <Note>Nobody has joined yet.</Note>
      ) : (
        <>
          <Completion steps={report.steps} tracks={report.tracks} />
          <Times steps={report.steps} />
          <Failures failures={report.failures} notYet={report.notYet} troubles={report.troubles} />
          <HelpStatistics help={report.help} />
          {lab.cleanUp ? (
            <>
              <h2 id="clean-up">What may still be running</h2>
              <CleanUpList slug={workshop.slug} cleanUps={cleanUps} leftovers={lab.cleanUp.leftovers} now={now} />
              {isOpen(workshop) ? (
                <CheckLeftovers action={checkWhatIsLeft.bind(null, workshop.slug)} />
              ) : (
                <Note>{overWords(workshop)} Nothing is checked anymore: ask the people named here.</Note>
              )}
            </>
          ) : null}
        </>
      )}
      <Downloads slug={workshop.slug} titles={Object.entries(tables).map(([name, { title }]) => ({ name, title }))} />
    </Page>
  );
}

function Totals({ report, expected }: { report: Report; expected: { expected: number; absent: number } }) {
  const { people, tracks, finished } = report;
  return (
    <Params>
      <div>
        <dt>Attendees</dt>
        <dd>
          {people}
          {tracks.length > 1 ? ` (${tracks.map((t) => `${t.people} ${t.title}`).join(', ')})` : ''}
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
          {finished.own} verified every step{tracks.length > 1 ? ' of their track' : ''}
          {finished.helped > 0 ? `, ${finished.helped} more with steps waived or done for them` : ''}
        </dd>
      </div>
    </Params>
  );
}
