/** @jsxImportSource hono/jsx */
import type { Faults, ToldFault } from '../net/faults.ts';
import { Choice, Field } from '../ui/page.tsx';
import { faultyServices } from './fault-order.ts';

const count = (n: number) => (n === 1 ? '1 request' : `${n} requests`);

/** The faults in force and the last ones that are over, with how many requests met them; and the form for another. */
export function FaultsCard({ faults }: { faults: Faults }) {
  const { list, over } = faults;
  return (
    <>
      <h2>Faults</h2>
      <div class="card">
        {list.length === 0 ? <p>Everything answers as it should.</p> : null}
        <ul>
          {list.map((f) => (
            <Line fault={f}>
              {`${f.times === null ? `for ${f.seconds} s` : `${f.times} more`}; ${count(f.met)} matched so far (reload this page to see more)`}
            </Line>
          ))}
          {over.map((f) => (
            <Line fault={f}>{`over; ${count(f.met)} matched`}</Line>
          ))}
        </ul>
        <form method="post" action="/_practice/faults">
          <Choice name="service" label="Service" options={Object.entries(faultyServices).map(([value, { label }]) => ({ value, label }))} />
          <Field name="path" label="Path (a regular expression)" hint="Left empty: the API of that service." />
          <Choice
            name="mode"
            label="What happens"
            options={[
              { value: 'answer', label: 'an error status, or only a delay' },
              { value: 'cut', label: 'the connection is cut' },
              { value: 'html', label: 'a web page instead of JSON' },
              { value: 'truncate', label: 'half of the JSON' },
              { value: 'sever', label: 'half of the answer, then the connection is cut' },
              { value: 'hang', label: 'no answer, ever' },
              { value: 'drip', label: 'an answer that never ends' },
            ]}
          />
          <Field name="status" label="Status" type="number" value="503" hint="Left empty: only delayed." />
          <Field name="retryAfter" label="Retry-After (seconds)" type="number" />
          <Field name="delayMs" label="Delay (milliseconds)" type="number" />
          <Field name="seconds" label="For how many seconds" type="number" value="60" hint="Left empty: until so many requests matched." />
          <Field
            name="times"
            label="For how many requests"
            type="number"
            hint="Left empty: for all that come within these seconds; without seconds, for one."
          />
          <div class="row">
            <button>Let it happen</button>
          </div>
        </form>
        <form method="post" action="/_practice/faults/clear" class="row">
          <button class="plain">Clear all faults</button>
        </form>
      </div>
    </>
  );
}

function Line({ fault, children }: { fault: ToldFault; children: string }) {
  const { host, path, mode, status, delayMs } = fault;
  return (
    <li>
      <code>
        {host} {path}
      </code>
      : {mode === 'answer' ? (status ?? 'delay') : mode}
      {delayMs ? ` after ${delayMs} ms` : ''}, {children}
    </li>
  );
}
