'use client';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type ReactNode, useCallback, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

/** Up to here all rows are in the page: found by the browser's own search, and nothing to compute. */
const wholeRows = 60;
/** Of a row with a name of one line. What is on the screen is measured. */
const rowHeight = 41;

interface Props<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  columns: number;
  /** A row of the table, which must set `data-index` and hand its element to `measure`. */
  children: (item: T, index: number, measure: (row: HTMLTableRowElement | null) => void) => ReactNode;
}

/**
 * The body of a table that may be long. Of a long one only the rows near the screen are in the page, and the one that has the
 * focus, wherever that is; gaps stand for the others. On paper all of them are.
 */
export function Windowed<T>({ items, keyOf, columns, children }: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const isPrinting = useIsPrinting();
  // the tiles over the table wrap as they like
  useLayoutEffect(() => setTop(Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)));

  const focusedAt = focused === null ? -1 : items.findIndex((item) => keyOf(item) === focused);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: top,
    getItemKey: useCallback(
      (index: number) => {
        const item = items[index];
        return item === undefined ? index : keyOf(item);
      },
      [items, keyOf],
    ),
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), focusedAt), [focusedAt]),
  });

  const rowAt = (index: number): ReactNode => {
    const item = items[index];
    return item === undefined ? null : children(item, index, virtual.measureElement);
  };
  const rows = () => {
    if (items.length <= wholeRows || isPrinting) return items.map((_, index) => rowAt(index));
    let end = top;
    const shown = virtual.getVirtualItems().map((v) => {
      const gap = v.start - end;
      end = v.end;
      return (
        <Fragment key={v.key}>
          <Gap height={gap} columns={columns} />
          {rowAt(v.index)}
        </Fragment>
      );
    });
    return [...shown, <Gap key="rest" height={virtual.getTotalSize() + top - end} columns={columns} />];
  };
  return (
    <tbody
      ref={body}
      onFocus={({ target }) => {
        const item = items[Number(target.closest('tr')?.dataset['index'])];
        setFocused(item === undefined ? null : keyOf(item));
      }}
      onBlur={() => setFocused(null)}
    >
      {rows()}
    </tbody>
  );
}

/** Indexes in order, with one more if it is one. */
const withIndex = (indexes: number[], more: number): number[] =>
  more < 0 || indexes.includes(more) ? indexes : [...indexes, more].sort((a, b) => a - b);

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
    <tr aria-hidden="true">
      <td colSpan={columns} className="border-0 p-0" style={{ height }} />
    </tr>
  );
}

const print = 'print';
const subscribe = (changed: () => void) => {
  const media = window.matchMedia(print);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};
const useIsPrinting = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(print).matches,
    () => false,
  );
