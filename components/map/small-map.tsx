'use client';
import { useAttendee, useSlug } from '@/components/step/state';
import { marks, statusWords } from '@/components/ui/mark';
import type { StepStatus } from '@/lib/progress/standing';
import { checkStatuses, hasChanged, inTrouble, lostChecks, partStatus } from './map-status';
import type { SmallPart, SmallView } from './small-view';
import { Trouble } from './trouble';

/** The lab's map, small: where this step is in it, and what is there already. Live, like the large one. */
export function SmallMap({ view }: { view: SmallView }) {
  const { steps } = useAttendee();
  const slug = useSlug();
  const known = checkStatuses(steps);
  const troubled = inTrouble(steps);
  const lost = lostChecks(steps);
  const { drawing } = view;
  const statusOf = (p: SmallPart) => (p.cloud && troubled.has(p.cloud) ? 'unreachable' : partStatus(p.checks, known));
  return (
    <nav aria-label="On the map">
      <figure aria-label={view.title} className="text-xs text-ink-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing, and its links are no picture to be skipped */}
        <svg className="h-auto w-full max-w-80" viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="group" aria-label="Map">
          {view.parts.map((p) => {
            const row = drawing.rows[p.id];
            if (!row) return null;
            const status = statusOf(p);
            const isMade = p.checks !== null || status === 'unreachable';
            return (
              <g key={p.id} data-status={isMade ? status : 'open'}>
                <rect {...row.box} rx="7" className={`fill-raised ${outline(p, isMade ? status : 'open')}`} />
                {row.lines.map(({ text, ...at }) => (
                  <text key={text} {...at} className="fill-ink text-[12px]">
                    {text}
                  </text>
                ))}
              </g>
            );
          })}
          {drawing.ways.map((path, i) => {
            const way = view.ways[i];
            if (!path || !way) return null;
            const status = partStatus(way.checks, known);
            const stroke = way.isHere ? 'stroke-accent stroke-2' : isLit(status) ? 'stroke-tone' : 'stroke-line-strong';
            return <path key={way.key} d={path} data-status={status} className={`fill-none ${stroke}`} />;
          })}
          {view.parts.map((p) => {
            const box = drawing.chips[p.id];
            if (!box) return null;
            const href = p.slug ? `/w/${slug}/${p.slug}` : null;
            return <Chip key={p.id} part={p} status={statusOf(p)} hasChanged={hasChanged(p.checks, lost)} box={box} href={href} />;
          })}
        </svg>
        {view.here ? (
          <figcaption className="mt-1">
            <b className="font-semibold text-accent">This step:</b> {view.here}
          </figcaption>
        ) : null}
        <Trouble clouds={troubled} />
      </figure>
    </nav>
  );
}

const isLit = (status: StepStatus) => status !== 'open' && status !== 'missing';
/** Trouble shows even at the step's own part: the words below name that one as well. */
export const outline = ({ isHere }: Pick<SmallPart, 'isHere'>, status: StepStatus) =>
  isHere && status === 'unreachable'
    ? 'stroke-tone stroke-[2.5]'
    : isHere
      ? 'stroke-accent stroke-[2.5]'
      : isLit(status)
        ? 'stroke-tone'
        : 'stroke-line-strong';

type ChipProps = {
  part: SmallPart;
  status: StepStatus;
  hasChanged: boolean;
  box: { x: number; y: number; width: number; height: number };
  href: string | null;
};

function Chip({ part, status, hasChanged, box, href }: ChipProps) {
  const words = `${part.label}: ${statusWords[status]}${hasChanged ? ', changed since' : ''}`;
  const middle = box.x + box.width / 2;
  const drawn = (
    <>
      <title>{words}</title>
      <rect
        {...box}
        rx="5"
        strokeDasharray={isLit(status) || part.isHere ? undefined : '3 3'}
        className={`${isLit(status) ? 'fill-tone-soft' : 'fill-paper'} ${outline(part, status)}`}
      />
      <text x={middle} y={box.y + (marks[status] ? 13 : 19)} textAnchor="middle" className="fill-ink-2 text-[10.5px]">
        {part.number}
      </text>
      {marks[status] ? (
        <text x={middle} y={box.y + 25} textAnchor="middle" className="fill-tone text-[11px] font-bold">
          {hasChanged ? '!' : marks[status]}
        </text>
      ) : null}
    </>
  );
  return href ? (
    <a data-status={status} href={href} aria-label={`${words}, step ${part.number}`} aria-current={part.isHere ? 'step' : undefined}>
      {drawn}
    </a>
  ) : (
    <g data-status={status}>{drawn}</g>
  );
}
