import type { Report } from '@/lib/report/report';
import { ReportTable } from './report-table';
import { StepPlot } from './step-plot';

const parts = [
  { label: 'verified', fill: 'fill-pass' },
  { label: 'waived', fill: 'fill-wait' },
  { label: 'done for them', fill: 'fill-away' },
  { label: 'tried', fill: 'fill-line-strong' },
  { label: 'not started', fill: 'fill-line' },
];

/** How many have finished each step, and how they passed it. */
export function Completion({ steps, tracks }: Pick<Report, 'steps' | 'tracks'>) {
  const hasTracks = tracks.length > 1;
  return (
    <>
      <h2>Completion</h2>
      <StepPlot
        title="How many have finished each step"
        words={`A bar for each step shows ${hasTracks ? 'the people who have it on their track' : 'everybody'}. The same numbers are in the table that follows.`}
        parts={parts}
        rows={steps.map((s) => ({
          ...{ label: s.number, title: s.title, values: [s.verified, s.waived, s.solved, s.tried, s.untouched] },
          words: `${s.verified} of ${s.people}`,
        }))}
      />
      <ReportTable
        caption="Completion by step"
        head={['Step', hasTracks ? 'On their track' : 'People', 'Verified', 'Waived', 'Done for them', 'Tried', 'Not started']}
        rows={steps.map((s) => [`${s.number} ${s.title}`, s.people, s.verified, s.waived, s.solved, s.tried, s.untouched])}
      />
    </>
  );
}
