import type { StepView } from './view';

/** What the attendee recorded, to read: the workshop is over. */
export function Recorded({ fields, values }: { fields: StepView['fields']; values: Readonly<Record<string, string>> }) {
  const recorded = fields.flatMap(({ name, label }) => (values[name] === undefined ? [] : [{ name, label, value: values[name] }]));
  if (recorded.length === 0) return null;
  return (
    <>
      <h2 className="mt-0 text-xs font-semibold text-ink-3">What you recorded</h2>
      <dl className="mb-4 text-sm">
        {recorded.map(({ name, label, value }) => (
          <div key={name} className="mt-2">
            <dt className="text-ink-2">{label}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
