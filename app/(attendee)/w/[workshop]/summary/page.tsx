import type { Metadata } from 'next';
import { requireInLab } from '@/app/(attendee)/in-lab';
import { actsOf, reasonedActs } from '@/app/facilitate/[workshop]/settings/acts';
import { ActList } from '@/components/help/act-list';
import { LabMap } from '@/components/map/lab-map';
import { mapView } from '@/components/map/map-view';
import { buttonLook } from '@/components/ui/button';
import { Moment } from '@/components/ui/moment';
import { Kicker, Page } from '@/components/ui/page';
import { Params } from '@/components/ui/sheet';
import { asMarkdown, passedWords, type SummaryStep, summarise, verifiedWords } from '@/lib/attendee/summary';
import { findProgress } from '@/lib/progress/read';
import { sendToJoin } from '@/lib/session';

export const metadata: Metadata = { title: 'Summary' };

const download = (type: string, text: string) => `data:${type};charset=utf-8,${encodeURIComponent(text)}`;

/** What the attendee built, to print or download. The files are data: links, so they need neither a route nor a script. */
export default async function SummaryPage({ params }: { params: Promise<{ workshop: string }> }) {
  const { lab, track, workshop, person, enrolment } = await requireInLab((await params).workshop);
  const [found, acts] = await Promise.all([findProgress(enrolment.id), actsOf(lab, workshop.id, enrolment.id, reasonedActs)]);
  const progress = found ?? (await sendToJoin(workshop.slug));
  const summary = summarise(lab, track, progress, { attendee: person.name, workshop: workshop.title });
  const ahead = summary.steps.filter((s) => !s.isBegun);
  const map = mapView(lab, track);
  return (
    <Page>
      <Kicker>{summary.workshop}</Kicker>
      <h1>What you built</h1>
      <p className="mb-3">
        {summary.lab}
        {summary.track ? `, ${summary.track}` : ''}: {verifiedWords(summary)}.
      </p>
      <p className="mb-6 flex flex-wrap gap-2 print:hidden">
        <a className={buttonLook()} download={`${workshop.slug}.md`} href={download('text/markdown', asMarkdown(summary))}>
          Download as Markdown
        </a>
        <a
          className={buttonLook()}
          download={`${workshop.slug}.json`}
          href={download('application/json', JSON.stringify(summary, null, 2))}
        >
          Download as JSON
        </a>
        <a className={buttonLook()} href={`/w/${workshop.slug}`}>
          Back to the lab
        </a>
      </p>
      {map ? <LabMap view={map} /> : null}
      {summary.steps
        .filter((s) => s.isBegun)
        .map((s) => (
          <section key={s.number} aria-labelledby={`step-${s.number}`} className="mb-6">
            <h2 id={`step-${s.number}`}>
              {s.number} {s.title}
            </h2>
            <p className="text-sm text-ink-3">
              <Passed step={s} />
            </p>
            <Values values={s.values} />
            {s.found.length > 0 ? (
              <ul className="text-sm">
                {s.found.map((f) => (
                  <li key={f.title}>
                    {f.title}: {f.said}
                  </li>
                ))}
              </ul>
            ) : null}
          </section>
        ))}
      {ahead.length > 0 ? (
        <section aria-labelledby="ahead">
          <h2 id="ahead">Not started</h2>
          <ul className="text-sm text-ink-2">
            {ahead.map((s) => (
              <li key={s.number}>
                {s.number} {s.title}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {summary.learnt.length > 0 ? (
        <section aria-labelledby="learnt">
          <h2 id="learnt">Also found</h2>
          <Values values={summary.learnt} />
        </section>
      ) : null}
      {acts.length > 0 ? (
        <section aria-labelledby="acts">
          <h2 id="acts">What your facilitators did</h2>
          <ActList acts={acts} />
        </section>
      ) : null}
    </Page>
  );
}

function Passed({ step }: { step: SummaryStep }) {
  const [before, at, after] = passedWords(step);
  return (
    <>
      {before} {at ? <Moment at={at} /> : null}
      {after}
    </>
  );
}

function Values({ values }: { values: SummaryStep['values'] }) {
  if (values.length === 0) return null;
  return (
    <Params>
      {values.map((v) => (
        <div key={v.label}>
          <dt>{v.label}</dt>
          <dd>
            <code>{v.value}</code>
            {v.isCorrected ? <small className="font-normal text-ink-3"> corrected by a facilitator</small> : null}
          </dd>
        </div>
      ))}
    </Params>
  );
}
