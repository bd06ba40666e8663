'use client';
import { useId } from 'react';
import { useAttendee, useSlug } from '@/components/step/state';
import { marks, statusWords } from '@/components/ui/mark';
import type { Drawing } from '@/lib/lab/map-layout';
import type { StepStatus } from '@/lib/progress/standing';
import { checkStatuses, partStatus } from './map-status';
import type { MapView, PartView, WayView } from './map-view';

/** What the lab builds, grey until verified, then lit; live. Each part is a link to its step. */
export function LabMap({ view, here }: { view: MapView; here?: string }) {
  const known = checkStatuses(useAttendee().steps);
  const parts = view.parts.map((p) => ({ ...p, status: partStatus(p.checks, known), isHere: p.slug !== null && p.slug === here }));
  const ways = view.ways.map((w) => ({ ...w, status: partStatus(w.checks, known) }));
  return (
    <figure className="my-6 print:break-inside-avoid" aria-label={view.title}>
      <Picture className="w-full max-wide:hidden" drawing={view.wide} parts={parts} ways={ways} />
      <Picture className="mx-auto w-full max-w-md wide:hidden" drawing={view.tall} parts={parts} ways={ways} />
      <ul className="sr-only">
        {ways.map((w) => (
          <li key={`${w.from} ${w.to} ${w.number}`}>{said(w, view)}</li>
        ))}
      </ul>
    </figure>
  );
}

type LitPart = PartView & { status: StepStatus; isHere: boolean };
type LitWay = WayView & { status: StepStatus };

/** An arrow in words. */
function said({ from, to, number, status }: LitWay, { parts }: MapView): string {
  const label = (id: string) => parts.find((p) => p.id === id)?.label ?? id;
  return `${label(from)} leads to ${label(to)}${number ? `, step ${number}` : ''}: ${statusWords[status]}`;
}

interface PictureProps {
  className: string;
  drawing: Drawing;
  parts: LitPart[];
  ways: LitWay[];
}

function Picture({ className, drawing, parts, ways }: PictureProps) {
  const arrow = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing, and its links are no picture to be skipped
    <svg className={`h-auto text-sm ${className}`} viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="group" aria-label="Map">
      <defs>
        <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" className="fill-[context-stroke]" />
        </marker>
      </defs>
      {parts
        .filter((p) => p.kind === 'group')
        .map((p) => (
          <Group key={p.id} part={p} drawing={drawing} />
        ))}
      {ways.map((w, i) => (
        <path
          key={`${w.from} ${w.to} ${w.number}`}
          data-status={w.status}
          className={`fill-none transition-colors duration-300 motion-reduce:transition-none ${isLit(w.status) ? 'stroke-tone' : 'stroke-line-strong'}`}
          strokeWidth="1.75"
          strokeDasharray={w.isDashed || !isLit(w.status) ? '4 5' : undefined}
          markerEnd={`url(#${arrow})`}
          d={drawing.ways[i]?.path}
        />
      ))}
      {parts
        .filter((p) => p.kind === 'part')
        .map((p) => (
          <Part key={p.id} part={p} drawing={drawing} />
        ))}
      {ways.map((w, i) => (w.number ? <Tag key={`${w.from} ${w.to} ${w.number}`} way={w} at={drawing.ways[i]?.tag} /> : null))}
    </svg>
  );
}

/** Whether there is anything to show of it yet. */
const isLit = (status: StepStatus) => status !== 'open' && status !== 'missing';

function Group({ part, drawing }: { part: LitPart; drawing: Drawing }) {
  const box = drawing.boxes[part.id];
  if (!box) return null;
  return (
    <g data-status={part.status}>
      <rect {...box} rx="14" className={`fill-raised ${part.checks && isLit(part.status) ? 'stroke-tone' : 'stroke-line'}`} />
      <text x={box.x + 14} y={box.y + 26} className="fill-ink font-semibold">
        {part.label}
      </text>
      <text x={box.x + box.width - 14} y={box.y + 26} textAnchor="end" className="fill-ink-3 text-xs">
        {part.number} {part.checks ? marks[part.status] : ''}
      </text>
    </g>
  );
}

function Part({ part, drawing }: { part: LitPart; drawing: Drawing }) {
  const slug = useSlug();
  const box = drawing.boxes[part.id];
  if (!box) return null;
  const { x, y, width, height } = box;
  const middle = y + height / 2;
  const drawn = (
    <>
      <rect
        {...box}
        rx="10"
        strokeWidth={part.isHere ? 2.5 : 1}
        strokeDasharray={isLit(part.status) ? undefined : '4 4'}
        className={`transition-colors duration-300 motion-reduce:transition-none ${isLit(part.status) ? 'fill-tone-soft stroke-tone' : 'fill-paper stroke-line-strong'}`}
      />
      <rect
        x={x + 10}
        y={middle - 10}
        width="20"
        height="20"
        rx={part.status === 'wrong' || part.status === 'unreachable' ? 5 : 10}
        strokeDasharray={isLit(part.status) ? undefined : '3 3'}
        className={isLit(part.status) ? 'fill-tone' : 'fill-none stroke-line-strong'}
      />
      <text x={x + 20} y={middle + 4.5} textAnchor="middle" className="fill-raised text-xs font-bold">
        {marks[part.status]}
      </text>
      <text x={x + 38} y={part.note ? middle - 3 : middle + 5} className={isLit(part.status) ? 'fill-ink font-medium' : 'fill-ink-3'}>
        {part.label}
      </text>
      {part.note ? (
        <text x={x + 38} y={middle + 14} className="fill-ink-3 text-xs">
          {part.note}
        </text>
      ) : null}
      <text x={x + width - 8} y={middle + 4.5} textAnchor="end" className="fill-ink-3 text-xs">
        {part.number}
      </text>
    </>
  );
  const words = `${part.label}: ${statusWords[part.status]}`;
  return part.slug ? (
    <a
      data-status={part.status}
      href={`/w/${slug}/${part.slug}`}
      aria-label={`${words}, step ${part.number}`}
      aria-current={part.isHere ? 'step' : undefined}
    >
      {drawn}
    </a>
  ) : (
    <g data-status={part.status}>
      <title>{words}</title>
      {drawn}
    </g>
  );
}

function Tag({ way, at }: { way: LitWay; at: { x: number; y: number } | undefined }) {
  if (!at) return null;
  return (
    <g data-status={way.status}>
      <rect
        x={at.x - 18}
        y={at.y - 11}
        width="36"
        height="22"
        rx="11"
        className={`fill-raised ${isLit(way.status) ? 'stroke-tone' : 'stroke-line-strong'}`}
      />
      <text x={at.x} y={at.y + 4.5} textAnchor="middle" className="fill-ink-2 text-xs">
        {way.number}
      </text>
    </g>
  );
}
