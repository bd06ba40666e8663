import { useId } from 'react';
import type { Drawing, DrawnArrow, TextLook } from '@/lib/lab/picture-boxes';

const texts: Record<TextLook, string> = {
  label: 'fill-ink text-[14px] font-semibold',
  small: 'fill-ink-2 text-[12.5px]',
  arrow: 'fill-ink-2 text-[12.5px]',
  code: 'fill-ink font-mono text-[12.5px]',
  own: 'fill-accent font-mono text-[12.5px] font-semibold',
  open: 'fill-ink-3 font-mono text-[12.5px]',
};
const tints = {
  own: 'fill-accent-soft',
  open: 'fill-none stroke-line-strong [stroke-dasharray:3_3]',
  marked: 'fill-none stroke-accent stroke-[1.5]',
};

const tone = ({ tone: t, look }: DrawnArrow) => t ?? (look === 'thick' ? 'accent' : 'plain');
const strokes = { accent: 'stroke-accent', away: 'stroke-away', plain: 'stroke-ink-3' };
const heads = { accent: 'fill-accent', away: 'fill-away', plain: 'fill-ink-3' };

interface Props {
  drawing: Drawing;
  title: string;
  /** All that it shows, in sentences. */
  words: string;
  className: string;
}

/** One lane of a picture as SVG, in one of its two layouts. */
export function DrawnLane({ drawing, title, words, className }: Props) {
  const id = useId();
  const { width, height } = drawing;
  const toned = [...new Set(drawing.arrows.map(tone))];
  return (
    <svg
      className={`h-auto max-w-full ${className}`}
      width={width * 1.1}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{words}</desc>
      <defs>
        {toned.map((t) => (
          <marker
            key={t}
            id={`${id}${t}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="11"
            markerHeight="11"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" className={heads[t]} />
          </marker>
        ))}
      </defs>
      {drawing.boxes.map((box) => (
        <rect key={`${box.x} ${box.y}`} {...box} rx="8" className="fill-raised stroke-line-strong" />
      ))}
      {drawing.tints.map(({ look, ...rect }) => (
        <rect key={`${look} ${rect.x} ${rect.y}`} {...rect} rx="4" className={tints[look]} />
      ))}
      {drawing.arrows.map((arrow) => (
        <path
          key={`${arrow.from} ${arrow.to} ${arrow.path}`}
          d={arrow.path}
          className={`fill-none ${strokes[tone(arrow)]}`}
          strokeWidth={arrow.look === 'thick' ? 4 : 1.5}
          strokeDasharray={arrow.look === 'dashed' ? '4 4' : undefined}
          markerEnd={`url(#${id}${tone(arrow)})`}
        />
      ))}
      {drawing.texts.map(({ look, text, anchor, x, y }) => (
        <text
          key={`${x} ${y} ${text}`}
          x={x}
          y={y}
          textAnchor={anchor === 'start' ? undefined : anchor}
          className={`${texts[look]} ${look === 'arrow' ? 'stroke-paper [stroke-width:4px] [paint-order:stroke]' : ''}`}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
