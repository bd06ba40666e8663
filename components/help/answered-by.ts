import type { HelpView } from '@/lib/help/view';

/** Who answered a request, as in `Ada and Bo answered.`: not always who is on it, nor who closed it. Empty where nobody did. */
export function answeredBy({ replies }: Pick<HelpView, 'replies'>): string {
  const names = [...new Set(replies.flatMap(({ by, name }) => (by === 'facilitator' ? [name ?? 'A facilitator'] : [])))];
  return names.length === 0 ? '' : `${new Intl.ListFormat('en').format(names)} answered.`;
}

/** When a facilitator answered the last thing that was said, ISO 8601; null: it is for a facilitator to answer. */
export function answeredAt({ replies }: Pick<HelpView, 'replies'>): string | null {
  const last = replies.at(-1);
  return last?.by === 'facilitator' ? last.at : null;
}
