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
const state = { person: 'p', revision: '1', track: 't', at: 's', helpAt: null, values: {}, links: {}, origins: {}, steps: {} };

const panelOf = (view: StepView): string =>
  renderToStaticMarkup(
    <PathParamsContext value={{ workshop: 'w', step: 's' }}>
      <AttendeeProvider slug="w" sections={[]} initial={state} serverNow={0}>
        <Panel step={view} press={async () => noAnswer} note={async () => undefined} signInHref="/" consentHref="/" />
      </AttendeeProvider>
    </PathParamsContext>,
  );

test('a workshop that is over offers no looks and no help; before that it offers both', () => {
  const [open, over] = [panelOf({ ...step, isOver: false }), panelOf({ ...step, isOver: true })];
  for (const words of ['Verify step', 'Ask the facilitator for help']) {
    expect(open).toContain(words);
    expect(over).not.toContain(words);
  }
});
