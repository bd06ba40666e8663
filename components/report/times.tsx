import type { Report } from '@/lib/report/report';
import { minutes } from './minute-words';
import { ReportTable } from './report-table';
import { StepPlot } from './step-plot';

/** How long each step took, in the median. */
export function Times({ steps }: Pick<Report, 'steps'>) {
  return (
    <>
      <h2>Time per step</h2>
      <p>
        Measured from the previous step passed, or from joining, without breaks. Only steps that somebody verified count. The mark shows how
        long the lab says a step takes.
      </p>
      <StepPlot
        title="Median minutes per step"
        words="A bar for each step shows the median time it took, and a mark shows the lab’s estimate. The same numbers are in the table that follows."
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
