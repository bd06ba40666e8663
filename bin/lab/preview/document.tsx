import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { Page } from '@/components/ui/page';
import type { Lab } from '@/lib/lab/lab';
import type { Finding } from '../finding';
import { type Chosen, findingsPath, homePath, hrefOf, own, settingsPath, stepPath } from './links';
import { type Show, shows } from './outcomes';

/** A whole page. @param version of the lab's files; the browser loads the page again when there is another */
export const documentOf = (title: string, version: string, body: ReactNode): string =>
  `<!doctype html>${renderToString(
    <html lang="en">
      {/* biome-ignore lint/style/noHeadElement: this page is not made by Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${own}/styles.css`} />
        <script src={`${own}/reload.js`} data-version={version} defer />
      </head>
      <body>{body}</body>
    </html>,
  )}`;

const words: Record<Show, string> = {
  open: 'not checked yet',
  pass: 'verified',
  advice: 'verified, with advice',
  missing: 'not done yet',
  wrong: 'wrong',
  waiting: 'waiting',
  unreachable: 'couldn’t check',
};

interface BarProps {
  lab: Lab;
  chosen: Chosen;
  /** The step that the page shows; null on the other pages. */
  slug: string | null;
  /** What else there is to fix. */
  findings: readonly Finding[];
}

/** What the preview adds to a page: the choice of what to show. */
export function Bar({ lab, chosen, slug, findings }: BarProps) {
  const tracks = Object.entries(lab.tracks);
  const at = (change: Partial<Chosen>) => hrefOf(slug === null ? homePath : stepPath(slug), { ...chosen, ...change });
  return (
    <nav className="border-b-2 border-dashed border-line-strong bg-sunken px-4 py-2 text-sm" aria-label="Preview">
      <p>
        <b>Preview of {lab.title}.</b> Buttons do nothing here. <a href={hrefOf(homePath, chosen)}>Home</a> ·{' '}
        <a href={settingsPath}>Settings of a workshop</a> · <a href={findingsPath}>{findingsLabel(findings)}</a>
      </p>
      {slug === null ? null : (
        <p>
          Checks:{' '}
          {shows.map((show) => (
            <Choice key={show} href={at({ show })} isChosen={show === chosen.show} label={words[show]} />
          ))}
        </p>
      )}
      <p>
        Values: <Choice href={at({ isRecorded: true })} isChosen={chosen.isRecorded} label="samples" />
        <Choice href={at({ isRecorded: false })} isChosen={!chosen.isRecorded} label="nothing recorded yet" />
        {tracks.length > 1 ? ' Track: ' : ''}
        {tracks.length > 1
          ? tracks.map(([track, { title }]) => <Choice key={track} href={at({ track })} isChosen={track === chosen.track} label={title} />)
          : null}
      </p>
    </nav>
  );
}

const Choice = ({ href, isChosen, label }: { href: string; isChosen: boolean; label: string }) => (
  <a
    href={href}
    aria-current={isChosen ? 'true' : undefined}
    className="mr-2 rounded-sm px-1 aria-[current]:bg-accent aria-[current]:text-accent-ink aria-[current]:no-underline"
  >
    {label}
  </a>
);

const findingsLabel = (findings: readonly Finding[]) => (findings.length === 0 ? 'nothing to fix' : `${findings.length} to fix`);

/** What to fix, with file and line. */
export function Findings({ title, findings, more }: { title: string; findings: readonly Finding[]; more: string }) {
  return (
    <Page>
      <h1>{title}</h1>
      <p>{more}</p>
      <ul>
        {findings.map((f) => (
          <li key={JSON.stringify(f)} className="my-4 border-l-2 border-wrong pl-4">
            <code>{[f.file, f.line, f.column].filter((part) => part !== undefined).join(':')}</code>
            <br />
            {f.message}
          </li>
        ))}
      </ul>
    </Page>
  );
}
