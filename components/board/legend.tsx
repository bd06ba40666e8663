import { statusWords } from '@/components/ui/mark';
import { outcomes } from './filter';

const how = { waived: 'waived by a facilitator', solved: 'done for them' };

/** What the marks in the table say. */
export const Legend = () => (
  <p className="people-legend mt-2 flex flex-wrap gap-x-4 gap-y-1 px-1 text-xs text-ink-2">
    {[...outcomes].reverse().map((status) => (
      <span key={status} data-status={status}>
        {statusWords[status]}
      </span>
    ))}
    <span data-status="pass" data-changed>
      verified, changed since
    </span>
    {Object.entries(how).map(([by, words]) => (
      <span key={by} data-status="pass" data-how={by}>
        {words}
      </span>
    ))}
  </p>
);
