import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PathParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import type { ReactNode } from 'react';
import { AttendeeProvider } from '@/components/step/state';
import { Page as PortalPage } from '@/components/ui/page';
import { allSteps, type Lab, type Step } from '@/lib/lab/lab';
import { parseText } from '@/lib/lab/text';
import { textFile, textNames } from '@/lib/lab/texts';
import type { Finding } from '../finding';
import { lint } from '../lint/lint';
import { isFinding, loadLab } from '../load';
import { Sources } from '../sources';
import { Bar, documentOf, Findings } from './document';
import { HomePage, SettingsPage } from './lab-pages';
import { type Chosen, chosenIn, findingsPath, homePath, railSections, settingsPath, stepPath } from './links';
import { ChecksInSources } from './said';
import { sampleKnown, sampleState, workshop } from './sample';
import { rowsOf, StepPage, statesOf } from './step-page';

export interface Page {
  status: number;
  html: string;
}

export interface Asked {
  url: string;
  /** Of the lab's files. */
  version: string;
  /** What the type check has found so far; it takes longer than everything else. */
  typeErrors: readonly Finding[];
}

export type Pages = (asked: Asked) => Page;

/** The pages of a lab as its files are now. If the lab cannot be built, every page shows why instead. */
export async function pagesOf(root: string, folder: string): Promise<Pages> {
  const lab = await loadLab(root, folder);
  const findings = await lint(root, [folder]);
  const breaking = isFinding(lab) ? findings.filter((f) => !f.isWarning) : findings.filter((f) => !f.isWarning && /\.md$/.test(f.file));
  const pages = isFinding(lab) ? null : new LabPages(root, folder, lab, findings);
  return (asked) => {
    const mistakes = [...breaking, ...asked.typeErrors];
    return pages && mistakes.length === 0 ? pages.page(asked) : mistakesPage(asked.version, mistakes);
  };
}

function mistakesPage(version: string, findings: readonly Finding[]): Page {
  const more = 'The lab does not build like this. When you have fixed and saved it, the page comes back by itself.';
  return { status: 500, html: documentOf('Mistakes', version, <Findings title="Mistakes" findings={findings} more={more} />) };
}

class LabPages {
  private readonly said: ChecksInSources;

  constructor(
    private readonly root: string,
    folder: string,
    private readonly lab: Lab,
    private readonly findings: readonly Finding[],
  ) {
    const sources = new Sources(root);
    this.said = new ChecksInSources(sources, sources.reachedFrom(sources.in(folder)));
  }

  page({ url, version }: Asked): Page {
    const { lab, findings } = this;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const chosen = chosenIn(lab, searchParams);
    const step = allSteps(lab).find(({ slug }) => pathname === stepPath(slug));
    if (step) return this.stepPage(step, chosen, version);
    switch (pathname) {
      case homePath:
        return this.laidOut(lab.title, version, chosen, null, <HomePage lab={lab} chosen={chosen} />);
      case settingsPath:
        return this.laidOut('Settings', version, chosen, null, <SettingsPage lab={lab} />);
      case findingsPath: {
        const more = 'The same as npm run lab -- lint finds.';
        return this.laidOut('To fix', version, chosen, null, <Findings title="To fix" findings={findings} more={more} />);
      }
      default: {
        const lost = this.laidOut('Not found', version, chosen, null, <PortalPage>The preview has no such page.</PortalPage>);
        return { ...lost, status: 404 };
      }
    }
  }

  private stepPage(step: Step, wanted: Chosen, version: string): Page {
    const { lab } = this;
    const chosen = { ...wanted, track: step.tracks.includes(wanted.track) ? wanted.track : (step.tracks[0] ?? wanted.track) };
    const known = sampleKnown(lab, chosen.track, chosen.isRecorded);
    const rows = rowsOf({ lab, track: chosen.track, step, known, said: this.said }, chosen.show);
    const file = textFile(lab, step);
    const tree = parseText(file, readFileSync(join(this.root, file), 'utf8'), textNames(lab, step));
    const states = statesOf(lab, step, chosen, rows);
    const { values } = sampleState(lab, chosen.track, known, states);
    const content = <StepPage lab={lab} step={step} chosen={chosen} rows={rows} tree={tree} values={values} states={states} />;
    return this.laidOut(`${step.number} ${step.title}`, version, chosen, { step, states }, content);
  }

  private laidOut(
    title: string,
    version: string,
    chosen: Chosen,
    at: { step: Step; states: ReturnType<typeof statesOf> } | null,
    content: ReactNode,
  ): Page {
    const { lab, findings } = this;
    const state = sampleState(
      lab,
      chosen.track,
      sampleKnown(lab, chosen.track, chosen.isRecorded),
      at?.states ?? statesOf(lab, null, chosen, []),
    );
    const params: Record<string, string> = { workshop: workshop.slug, ...(at ? { step: at.step.slug } : {}) };
    const html = documentOf(
      title,
      version,
      <PathParamsContext value={params}>
        <AttendeeProvider slug={workshop.slug} sections={railSections(lab, chosen)} initial={state} serverNow={Date.now()}>
          <Bar lab={lab} chosen={chosen} slug={at?.step.slug ?? null} findings={findings} />
          {content}
        </AttendeeProvider>
      </PathParamsContext>,
    );
    return { status: 200, html };
  }
}
