'use client';
import { KeySheet } from '@/components/ui/key-sheet';

const keys = {
  '/': 'Search',
  'j, ↓': 'Next attendee',
  'k, ↑': 'Previous attendee',
  Enter: 'Open the attendee',
  Esc: 'Clear the search',
  '?': 'This list',
};

const linkIn = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('th a') ?? null;
const rowAt = (index: number) => document.querySelector(`tr[data-index="${index}"]`);

/** Goes to the first row that there is on the screen or, with none there, to the first of all. */
export function focusFirst(): boolean {
  const rows = [...document.querySelectorAll('tr[data-index]')];
  const link = linkIn(rows.find((row) => row.getBoundingClientRect().bottom > 80) ?? rows[0]);
  link?.focus();
  return link !== null;
}

/** From one attendee to the next. The arrows move only who is among the rows already: elsewhere they scroll. */
function act({ key, target }: KeyboardEvent): boolean {
  if (key === '/') {
    const search = document.getElementById('search');
    search?.focus();
    return search !== null;
  }
  const way = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key];
  if (way === undefined) return false;
  const here = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null;
  if (!here) return key.length === 1 && focusFirst();
  const link = linkIn(rowAt(Number(here.dataset['index']) + way));
  link?.focus();
  return link !== null;
}

/** The board's keys, and the list of them. */
export const BoardKeys = () => <KeySheet keys={keys} act={act} className="" />;
