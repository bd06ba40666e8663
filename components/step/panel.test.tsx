import { PathParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Panel } from './panel';
import { AttendeeProvider } from './state';
import { noAnswer, type StepView } from './view';

const step = {
  workshop: 'w',
  slug: 's',
  checks: [],
  fields: [],
  fillLabel: null,
  secrets: [],
  helped: [],
  isWatchable: true,
  buildsOn: [],
};
const state = {
  person: 'p',
  revision: '1',
  track: 't',
  at: 's',
  helpAt: null,
  values: { leaf: 'green' },
  factsId: '',
  links: {},
  origins: {},
  steps: {},
};

const panelOf = (view: StepView): string =>
  renderToStaticMarkup(
    <PathParamsContext value={{ workshop: 'w', step: 's' }}>
      <AttendeeProvider slug="w" sections={[]} initial={state} serverNow={0}>
        <Panel step={view} press={async () => noAnswer} note={async () => undefined} signInHref="/" consentHref="/" />
      </AttendeeProvider>
    </PathParamsContext>,
  );

test('a workshop that is over takes no press, and shows what was recorded', () => {
  const fields = ['leaf', 'pot'].map((name) => ({ name, label: `Your ${name}`, placeholder: 'x', isPick: false }));
  const secrets = [{ name: 'pin', label: 'Your PIN', hint: '', probeLabel: 'Does it work?', hasStandIn: false }];
  const view = { ...step, fields, secrets, fillLabel: 'Find my leaf' };
  const [open, over] = [panelOf({ ...view, isOver: false }), panelOf({ ...view, isOver: true })];
  for (const words of ['Verify step', 'Ask the facilitator for help', 'Find my leaf', 'Does it work?', 'placeholder="x"', '<button']) {
    expect(open).toContain(words);
    expect(over).not.toContain(words);
  }
  expect(over).toContain('<dt class="text-ink-2">Your leaf</dt><dd><code>green</code></dd>');
  expect(over).not.toContain('Your pot');
});
