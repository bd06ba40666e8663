import { type ReactNode, useId } from 'react';
import { marks, statusWords } from '@/components/ui/mark';
import type { Box, Drawing } from '@/lib/lab/map-layout';
import type { StepStatus } from '@/lib/progress/standing';
import type { MapView, PartView, WayView } from './map-view';

export type LitPart = PartView & {
  status: StepStatus;
  isHere?: boolean;
  /** Something of it is not as it was when it was lit. */
  hasChanged?: boolean;
  /** How many of those who can have got there, from 0 to 1: on a board, in place of a mark. */
  share?: number;
  /** The same in a few words, such as "3 of 12". */
  count?: string;
};
export type LitWay = WayView & { status: StepStatus };

interface Props {
  className: string;
  drawing: Drawing;
  parts: readonly LitPart[];
  ways: readonly LitWay[];
  /** Where the part of a step leads; without it, nothing is a link. */
  hrefOf?: (slug: string) => string;
  /** Links groups and the numbers on arrows, too. */
  isAllLinked?: boolean;
}

/** A map in one of its layouts. */
export function MapDrawing({ className, drawing, parts, ways, hrefOf, isAllLinked = false }: Props) {
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
          <Linked key={p.id} to={isAllLinked ? p : null} hrefOf={hrefOf}>
            <Group part={p} drawing={drawing} />
          </Linked>
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
          <Part key={p.id} part={p} drawing={drawing} hrefOf={hrefOf} />
        ))}
      {ways.map((w, i) =>
        w.number ? (
          <Linked key={`${w.from} ${w.to} ${w.number}`} to={isAllLinked ? w : null} hrefOf={hrefOf}>
            <Tag way={w} at={drawing.ways[i]?.tag} />
          </Linked>
        ) : null,
      )}
    </svg>
  );
}

/** Something that leads to its step, if it has one. */
const Linked = ({ to, hrefOf, children }: { to: LitPart | LitWay | null; hrefOf: Props['hrefOf']; children: ReactNode }) =>
  to?.slug && hrefOf ? (
    <a href={hrefOf(to.slug)} aria-label={`${'label' in to ? to.label : 'Arrow'}, step ${to.number}`}>
      {children}
    </a>
  ) : (
    children
  );

/** Whether there is anything to show of it yet. */
const isLit = (status: StepStatus) => status !== 'open' && status !== 'missing';

function Group({ part, drawing }: { part: LitPart; drawing: Drawing }) {
  const box = drawing.boxes[part.id];
  if (!box) return null;
  return (
    <g data-status={part.status}>
      <rect
        {...box}
        rx="14"
        className={`fill-raised ${(part.checks || part.status === 'unreachable') && isLit(part.status) ? 'stroke-tone' : 'stroke-line'}`}
      />
      <text x={box.x + 14} y={box.y + 26} className="fill-ink font-semibold">
        {part.label}
      </text>
      <text x={box.x + box.width - 14} y={box.y + 26} textAnchor="end" className="fill-ink-3 text-xs">
        {part.count ?? part.number} {part.checks || part.status === 'unreachable' ? marks[part.status] : ''}
      </text>
    </g>
  );
}

function Part({ part, drawing, hrefOf }: { part: LitPart } & Pick<Props, 'drawing' | 'hrefOf'>) {
  const box = drawing.boxes[part.id];
  if (!box) return null;
  const { x, y, width, height } = box;
  const middle = y + height / 2;
  const textX = part.share === undefined ? x + 38 : x + 14;
  const isDrawn = isLit(part.status) || (part.share ?? 0) > 0;
  const lift = part.share === undefined ? 0 : 5;
  const drawn = (
    <>
      <rect
        {...box}
        rx="10"
        strokeWidth={part.isHere ? 2.5 : 1}
        strokeDasharray={isDrawn ? undefined : '4 4'}
        className={`transition-colors duration-300 motion-reduce:transition-none ${isLit(part.status) ? 'fill-tone-soft stroke-tone' : 'fill-paper stroke-line-strong'}`}
      />
      {part.share === undefined ? <PartMark status={part.status} x={x + 10} y={middle - 10} /> : <Share box={box} share={part.share} />}
      <text x={textX} y={(part.note ? middle - 3 : middle + 5) - lift} className={isDrawn ? 'fill-ink font-medium' : 'fill-ink-3'}>
        {part.label}
      </text>
      {part.note ? (
        <text x={textX} y={middle + 14 - lift} className="fill-ink-3 text-xs">
          {part.note}
        </text>
      ) : null}
      <text x={x + width - 8} y={middle + 4.5} textAnchor="end" className="fill-ink-3 text-xs">
        {part.hasChanged ? <tspan className="fill-wait font-bold">! </tspan> : null}
        {part.number}
      </text>
    </>
  );
  // on a board the count says more than the status
  const said = (part.share === undefined ? null : part.note) ?? statusWords[part.status];
  const words = `${part.label}: ${said}${part.hasChanged ? ', changed since' : ''}`;
  return part.slug && hrefOf ? (
    <a
      data-status={part.status}
      href={hrefOf(part.slug)}
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

function PartMark({ status, x, y }: { status: StepStatus; x: number; y: number }) {
  return (
    <>
      <rect
        x={x}
        y={y}
        width="20"
        height="20"
        rx={status === 'wrong' || status === 'unreachable' ? 5 : 10}
        strokeDasharray={isLit(status) ? undefined : '3 3'}
        className={isLit(status) ? 'fill-tone' : 'fill-none stroke-line-strong'}
      />
      <text x={x + 10} y={y + 14.5} textAnchor="middle" className="fill-raised text-xs font-bold">
        {marks[status]}
      </text>
    </>
  );
}

/** A bar along the foot of a part. */
const Share = ({ box: { x, y, width, height }, share }: { box: Box; share: number }) => (
  <>
    <rect x={x + 14} y={y + height - 7} width={width - 28} height="3" rx="1.5" className="fill-line" />
    <rect x={x + 14} y={y + height - 7} width={(width - 28) * share} height="3" rx="1.5" className="fill-pass" />
  </>
);

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

/** An arrow in words. */
export function said({ from, to, number }: WayView, { parts }: MapView): string {
  const label = (id: string) => parts.find((p) => p.id === id)?.label ?? id;
  return `${label(from)} leads to ${label(to)}${number ? `, step ${number}` : ''}`;
}
